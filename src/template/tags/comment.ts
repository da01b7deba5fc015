import type { TemplateNode } from '../nodes/node.ts';
import { NOTHING } from '../nodes/nothing.ts';
import type { Parser } from '../parser.ts';

/** `{% comment %}…{% endcomment %}`: nothing in it is read. */
export function comment(parser: Parser): TemplateNode {
  parser.skipPast('endcomment');
  return NOTHING;
}
