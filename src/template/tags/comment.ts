import type { TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';

/** A tag that prints nothing. */
export const NOTHING: TemplateNode = { render: () => '', compile: () => {}, assigns: [] };

/** `{% comment %}…{% endcomment %}`: nothing in it is read. */
export function comment(parser: Parser): TemplateNode {
  parser.skipPast('endcomment');
  return NOTHING;
}
