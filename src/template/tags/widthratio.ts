import { type Awaitable, recovering } from '../../utils/awaitable.ts';
import { str } from '../../utils/python-str.ts';
import { roundHalfEven } from '../../utils/round-half-even.ts';
import type { Context } from '../context.ts';
import { TemplateSyntaxError, VariableDoesNotExist } from '../errors.ts';
import type { FilterExpression } from '../filter-expression.ts';
import { toFloat, toInt } from '../filters/numbers.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';
import { resolveAll } from '../simple/arguments.ts';
import type { Token } from '../token.ts';

/** `{% widthratio value max 100 as width %}`: the value's share of a width. */
class WidthRatioNode implements TemplateNode {
  readonly #expressions: readonly FilterExpression[];
  readonly #target: string | undefined;

  constructor(expressions: readonly FilterExpression[], target: string | undefined) {
    this.#expressions = expressions;
    this.#target = target;
  }

  get assigns(): readonly string[] {
    return this.#target === undefined ? [] : [this.#target];
  }

  render(context: Context): Awaitable<string> {
    return recovering(
      () =>
        resolveAll(this.#expressions, context, ([value, max, width]) =>
          this.#finish(context, ratio(value, max, width)),
        ),
      (error) => {
        if (error instanceof VariableDoesNotExist) return '';
        throw error;
      },
    );
  }

  #finish(context: Context, text: string): string {
    if (this.#target === undefined) return text;
    context.set(this.#target, text);
    return '';
  }
}

function ratio(value: unknown, max: unknown, width: unknown): string {
  const size = toInt(width);
  if (size === undefined) throw new TemplateSyntaxError('widthratio final argument must be a number');
  const [part, whole] = [toFloat(value), toFloat(max)];
  if (part === undefined || whole === undefined) return '';
  if (whole === 0) return '0';
  const result = (part / whole) * size;
  return Number.isFinite(result) ? str(roundHalfEven(result)) : '';
}

export function widthratio(parser: Parser, token: Token): TemplateNode {
  const bits = token.splitContents();
  if (bits.length === 6 && bits[4] !== 'as') {
    throw new TemplateSyntaxError("Invalid syntax in widthratio tag. Expecting 'as' keyword");
  }
  if (bits.length !== 4 && bits.length !== 6)
    throw new TemplateSyntaxError('widthratio takes at least three arguments');
  return new WidthRatioNode(
    bits.slice(1, 4).map((bit) => parser.compileFilter(bit)),
    bits[5],
  );
}
