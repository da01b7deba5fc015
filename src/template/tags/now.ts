import { dateFormat } from '../../utils/formats.ts';
import { TemplateSyntaxError } from '../errors.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';
import type { Token } from '../token.ts';

/** `{% now "jS F Y" as today %}`. */
export function now(_parser: Parser, token: Token): TemplateNode {
  const bits = token.splitContents();
  const isNamed = bits.length === 4 && bits.at(-2) === 'as';
  const target = isNamed ? bits.at(-1) : undefined;
  const words = isNamed ? bits.slice(0, -2) : bits;
  if (words.length !== 2) throw new TemplateSyntaxError("'now' statement takes one argument");
  const format = words[1]!.slice(1, -1);
  return {
    assigns: target === undefined ? [] : [target],
    render(context) {
      const text = dateFormat(new Date(), format === '' ? undefined : format);
      if (target === undefined) return text;
      context.set(target, text);
      return '';
    },
  };
}
