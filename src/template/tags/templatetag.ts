import { TemplateSyntaxError } from '../errors.ts';
import type { TemplateNode } from '../nodes/node.ts';
import { TextNode } from '../nodes/text-node.ts';
import type { Parser } from '../parser.ts';
import type { Token } from '../token.ts';

const PIECES: ReadonlyMap<string, string> = new Map([
  ['openblock', '{%'],
  ['closeblock', '%}'],
  ['openvariable', '{{'],
  ['closevariable', '}}'],
  ['openbrace', '{'],
  ['closebrace', '}'],
  ['opencomment', '{#'],
  ['closecomment', '#}'],
]);

/** `{% templatetag openblock %}` is `{%`. */
export function templatetag(_parser: Parser, token: Token): TemplateNode {
  const bits = token.contents.split(/\s+/);
  if (bits.length !== 2) throw new TemplateSyntaxError("'templatetag' statement takes one argument");
  const text = PIECES.get(bits[1]!);
  if (text === undefined) {
    throw new TemplateSyntaxError(
      `Invalid templatetag argument: '${bits[1]}'.`,
      `Must be one of: ${[...PIECES.keys()].join(', ')}.`,
    );
  }
  return new TextNode(text);
}
