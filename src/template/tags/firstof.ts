import { type Awaitable, isThenable, whenReady } from '../../utils/awaitable.ts';
import { SafeString } from '../../utils/safe-string.ts';
import type { Context } from '../context.ts';
import { TemplateSyntaxError } from '../errors.ts';
import type { FilterExpression } from '../filter-expression.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';
import { output } from '../runtime/output.ts';
import { truth } from '../runtime/truth.ts';
import type { Token } from '../token.ts';

/** `{% firstof a b "else" as name %}`: the first that is true. */
class FirstOfNode implements TemplateNode {
  readonly #values: readonly FilterExpression[];
  readonly #target: string | undefined;

  constructor(values: readonly FilterExpression[], target: string | undefined) {
    this.#values = values;
    this.#target = target;
  }

  get assigns(): readonly string[] {
    return this.#target === undefined ? [] : [this.#target];
  }

  render(context: Context): Awaitable<string> {
    return whenReady(this.#first(context, 0), (text) => {
      if (this.#target === undefined) return text;
      context.set(this.#target, context.autoescape ? new SafeString(text) : text);
      return '';
    });
  }

  #first(context: Context, from: number): Awaitable<string> {
    for (let i = from; i < this.#values.length; i++) {
      const value = this.#values[i]!.resolve(context, true);
      if (isThenable(value)) {
        return value.then((ready) => (truth(ready) ? output(ready, context) : this.#first(context, i + 1)));
      }
      if (truth(value)) return output(value, context);
    }
    return '';
  }
}

export function firstof(parser: Parser, token: Token): TemplateNode {
  const bits = token.splitContents().slice(1);
  if (bits.length < 1) throw new TemplateSyntaxError("'firstof' statement requires at least one argument");
  const isNamed = bits.length >= 2 && bits.at(-2) === 'as';
  const words = isNamed ? bits.slice(0, -2) : bits;
  return new FirstOfNode(
    words.map((word) => parser.compileFilter(word)),
    isNamed ? bits.at(-1) : undefined,
  );
}
