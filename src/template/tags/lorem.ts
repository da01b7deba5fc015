import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import { loremParagraphs, loremWords } from '../../utils/lorem-ipsum.ts';
import { TemplateSyntaxError } from '../errors.ts';
import { toInt } from '../filters/numbers.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';
import { checkLength } from '../render-errors.ts';
import type { Token } from '../token.ts';

/** About so many characters does filler text have. */
const WORD_LENGTH = 10;
const PARAGRAPH_LENGTH = 1000;

/** `{% lorem 3 p random %}`: words (`w`), paragraphs in HTML (`p`) or plain (`b`) to fill a page with. */
export function lorem(parser: Parser, token: Token): TemplateNode {
  const bits = token.splitContents();
  const name = bits[0];
  const common = bits.at(-1) !== 'random';
  if (!common) bits.pop();
  const method = ['w', 'p', 'b'].includes(bits.at(-1)!) ? bits.pop()! : 'b';
  const count = parser.compileFilter(bits.length > 1 ? bits.pop()! : '1');
  if (bits.length !== 1) throw new TemplateSyntaxError(`Incorrect format for '${name}' tag`);
  return {
    assigns: [],
    render: (context): Awaitable<string> =>
      whenReady(count.resolve(context), (value) => loremText(toInt(value) ?? 1, method, common)),
  };
}

function loremText(count: number, method: string, common: boolean): string {
  checkLength(count * (method === 'w' ? WORD_LENGTH : PARAGRAPH_LENGTH));
  if (method === 'w') return loremWords(count, common);
  const paragraphs = loremParagraphs(count, common);
  return (method === 'p' ? paragraphs.map((text) => `<p>${text}</p>`) : paragraphs).join('\n\n');
}
