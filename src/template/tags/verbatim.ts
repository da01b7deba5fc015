import type { TemplateNode } from '../nodes/node.ts';
import { TextNode } from '../nodes/text-node.ts';
import type { Parser } from '../parser.ts';

/** `{% verbatim %}…{% endverbatim %}`: braces inside are text; the lexer has seen to that. */
export function verbatim(parser: Parser): TemplateNode {
  const nodelist = parser.parse(['endverbatim']);
  parser.deleteFirstToken();
  return new TextNode(nodelist.nodes.map((node) => ('text' in node ? String(node.text) : '')).join(''));
}
