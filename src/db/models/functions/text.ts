import { FieldError } from '../../../core/errors/field-error.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import type { SqlFragment } from '../../backends/base/fragment.ts';
import { NotSupportedError } from '../../errors.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { type Expression, isExpression, type ResolveOptions } from '../../sql/expression.ts';
import type { Query } from '../../sql/query.ts';
import { callable } from '../expressions/callable.ts';
import { argumentSql, Func } from '../expressions/func.ts';
import { setSliceText, sliceOf } from '../expressions/slice-text.ts';
import { asValue, type Value } from '../expressions/value.ts';
import { CharField } from '../fields/char-field.ts';
import type { Field } from '../fields/field.ts';
import { IntegerField } from '../fields/integer-field.ts';
import { TextField } from '../fields/text-field.ts';
import { OfSeveral } from './of-several.ts';
import { defineFunction, defineTransform } from './simple.ts';

export const Lower = defineTransform<string>('LOWER', 'lower');
export const Upper = defineTransform<string>('UPPER', 'upper');
export const Length = defineTransform<number>('LENGTH', 'length', IntegerField);
export const Trim = defineTransform<string>('TRIM', 'trim');
export const LTrim = defineTransform<string>('LTRIM', 'ltrim');
export const RTrim = defineTransform<string>('RTRIM', 'rtrim');
export const Reverse = defineTransform<string>('REVERSE', 'reverse');
export const Chr = defineTransform<string>('CHR', 'chr', CharField);
export const Ord = defineTransform<number>('ORD', 'ord', IntegerField);
export const MD5 = defineTransform<string>('MD5', 'md5');
export const SHA1 = defineTransform<string>('SHA1', 'sha1');
export const SHA224 = defineTransform<string>('SHA224', 'sha224');
export const SHA256 = defineTransform<string>('SHA256', 'sha256');
export const SHA384 = defineTransform<string>('SHA384', 'sha384');
export const SHA512 = defineTransform<string>('SHA512', 'sha512');

/** Texts one after the other; a null counts as empty. */
class ConcatFunction extends OfSeveral<string> {
  override toSql(compiler: Compiler): SqlFragment {
    const parts = this.expressions.map((expression) => {
      const { sql, params } = compiler.connection.ops.asText(argumentSql(compiler, expression));
      return { sql: `COALESCE(${sql}, '')`, params };
    });
    const { sql, params } = compiler.connection.ops.concat(parts);
    return { sql: `(${sql})`, params };
  }

  protected override findOutputField(): Field | undefined {
    const found = super.findOutputField();
    return found instanceof CharField ? new CharField({ maxLength: 255 }) : found;
  }
}

/** A function of a text and of what is done to it. Texts among the arguments name fields. */
abstract class OnText<V = string> extends Func<V> {
  protected override findOutputField(): Field | undefined {
    return new CharField({ maxLength: 255 });
  }
}

/** @throws FieldError for what is no number, and for one that is too small; an expression or a field may be anything */
function checkCount(what: string, given: unknown, least: number): void {
  if (isExpression(given) || (typeof given === 'string' && given !== '')) return;
  if (given === null && least === 0) return;
  if (typeof given !== 'number' && typeof given !== 'bigint')
    throw new FieldError(`'${what}' has to be a number or an expression, not ${shownValue(given)}.`);
  if (!(given >= least))
    throw new FieldError(`'${what}' must be greater than ${least === 0 ? 'or equal to 0' : least - 1}.`);
}

/** @param position of the first letter, counted from 1 */
class SubstrFunction extends OnText {
  override readonly functionName = 'SUBSTR';

  constructor(expression: unknown, position: unknown, length?: unknown) {
    checkCount('position', position, 1);
    super(expression, ...(length === undefined || length === null ? [position] : [position, length]));
  }
}

class LeftFunction extends OnText {
  override readonly functionName = 'SUBSTR';

  constructor(expression: unknown, length: unknown) {
    checkCount('length', length, 1);
    super(expression, 1, length);
  }

  override toSql(compiler: Compiler): SqlFragment {
    const [text, , length] = this.argumentsSql(compiler);
    return (
      compiler.connection.ops.rewriteCall('LEFT', [text!, length!], () => undefined) ?? super.toSql(compiler)
    );
  }
}

class RightFunction extends OnText {
  override readonly functionName = 'SUBSTR';

  constructor(expression: unknown, length: unknown) {
    checkCount('length', length, 1);
    super(expression, length);
  }

  override toSql(compiler: Compiler): SqlFragment {
    const values = this.expressions.map((expression) => argumentSql(compiler, expression));
    const rewritten = compiler.connection.ops.rewriteCall('RIGHT', values, () => undefined);
    if (rewritten !== undefined) return rewritten;
    const [text, length] = values;
    const sql = `SUBSTR(${text!.sql}, ${length!.sql} * -1, ${length!.sql})`;
    return { sql, params: [...text!.params, ...length!.params, ...length!.params] };
  }
}

class ReplaceFunction extends OnText {
  override readonly functionName = 'REPLACE';

  constructor(expression: unknown, text: unknown, replacement: unknown = asValue('')) {
    super(expression, text, replacement);
  }

  protected override findOutputField(): Field | undefined {
    return this.expressions[0]?.outputFieldOrNone ?? super.findOutputField();
  }
}

class RepeatFunction extends OnText {
  override readonly functionName = 'REPEAT';

  constructor(expression: unknown, times: unknown) {
    checkCount('times', times, 0);
    super(expression, times);
  }
}

class PadLeft extends OnText {
  override readonly functionName = 'LPAD';

  constructor(expression: unknown, length: unknown, fill: unknown = asValue(' ')) {
    checkCount('length', length, 0);
    super(expression, length, fill);
  }
}

class PadRight extends PadLeft {
  override readonly functionName = 'RPAD' as 'LPAD';
}

/** `F('title').slice(0, 3)` */
class SlicedText extends SubstrFunction {
  override resolveExpression(query: Query, options: ResolveOptions = {}): Expression {
    const resolved = super.resolveExpression(query, options);
    const [sliced, from, length] = resolved.sources as [Expression, Value<number>, Value<number>?];
    const type = sliced.outputFieldOrNone;
    if (type instanceof CharField || type instanceof TextField) return resolved;
    const own = type === undefined ? undefined : sliceOf(type);
    const start = from.value - 1;
    if (own !== undefined) return own(sliced, start, length === undefined ? undefined : start + length.value);
    throw new NotSupportedError(
      `A ${type?.constructor.name ?? 'value'} cannot be sliced.`,
      'Slicing takes a part of a text, or of an ArrayField.',
    );
  }
}

setSliceText((expression, start, stop) => {
  if (![start, stop ?? 0].every((place) => Number.isSafeInteger(place) && place >= 0)) {
    throw new FieldError('A slice of a text is counted from the front, in whole numbers.');
  }
  if (stop !== undefined && stop < start)
    throw new FieldError(`A slice of a text ends after it begins: ${start} to ${stop} is none.`);
  const length = stop === undefined ? [] : [stop - start];
  return new SlicedText(expression, start + 1, ...(length as [number?]));
});

export type Concat = ConcatFunction;
export const Concat = callable<typeof ConcatFunction & ((...expressions: readonly unknown[]) => Concat)>(
  ConcatFunction,
);
/** Two texts one after the other: what Concat is made of in Django. */
export const ConcatPair = callable<
  typeof ConcatFunction & ((first: unknown, second: unknown, options?: object) => Concat)
>(
  class ConcatPair extends ConcatFunction {
    override readonly arity = 2;
  } as never,
);
export const Substr = callable<
  typeof SubstrFunction & ((expression: unknown, position: unknown, length?: unknown) => SubstrFunction)
>(SubstrFunction);
export const Left = callable<typeof LeftFunction & ((expression: unknown, length: unknown) => LeftFunction)>(
  LeftFunction,
);
export const Right = callable<
  typeof RightFunction & ((expression: unknown, length: unknown) => RightFunction)
>(RightFunction);
export const Replace = callable<
  typeof ReplaceFunction & ((expression: unknown, text: unknown, replacement?: unknown) => ReplaceFunction)
>(ReplaceFunction);
export const Repeat = callable<
  typeof RepeatFunction & ((expression: unknown, times: unknown) => RepeatFunction)
>(RepeatFunction);
export const LPad = callable<
  typeof PadLeft & ((expression: unknown, length: unknown, fill?: unknown) => PadLeft)
>(PadLeft);
export const RPad = callable<
  typeof PadRight & ((expression: unknown, length: unknown, fill?: unknown) => PadRight)
>(PadRight);
/** Where a text is in another, counted from 1; 0 when it isn't. */
export const StrIndex = defineFunction<number>('STRPOS', IntegerField);
