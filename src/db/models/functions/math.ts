import { FieldError } from '../../../core/errors/field-error.ts';
import { isPlainObject } from '../../../utils/is-plain-object.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import { PARAM, type SqlFragment } from '../../backends/base/fragment.ts';
import { NotSupportedError } from '../../errors.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { type Expression, isExpression, isNumberLiteral, type ResolveOptions } from '../../sql/expression.ts';
import type { Query } from '../../sql/query.ts';
import { callable } from '../expressions/callable.ts';
import { asField } from '../expressions/f.ts';
import { Func } from '../expressions/func.ts';
import { Transform } from '../expressions/transform.ts';
import { DecimalField } from '../fields/decimal-field.ts';
import type { Field } from '../fields/field.ts';
import { FloatField } from '../fields/float-field.ts';
import type { OutputField } from '../types/expression.ts';
import { defineFunction, defineTransform } from './simple.ts';

export const Abs = defineTransform<number>('ABS', 'abs');
export const Ceil = defineTransform<number>('CEILING', 'ceil');
export const Floor = defineTransform<number>('FLOOR', 'floor');
export const Sign = defineTransform<number>('SIGN', 'sign');
export const Sqrt = numeric('SQRT', 'sqrt');
export const Exp = numeric('EXP', 'exp');
export const Ln = numeric('LN', 'ln');
export const Sin = numeric('SIN', 'sin');
export const Cos = numeric('COS', 'cos');
export const Tan = numeric('TAN', 'tan');
export const Cot = numeric('COT', 'cot');
export const ASin = numeric('ASIN', 'asin');
export const ACos = numeric('ACOS', 'acos');
export const ATan = numeric('ATAN', 'atan');
export const Degrees = numeric('DEGREES', 'degrees');
export const Radians = numeric('RADIANS', 'radians');

/** The result is a float, or a decimal for a decimal. */
function numeric(functionName: string, lookupName: string): ReturnType<typeof defineTransform<number>> {
  return defineTransform<number>(functionName, lookupName, (source) =>
    source?.getInternalType() === 'DecimalField' ? new DecimalField({}) : new FloatField(),
  );
}

abstract class OfNumbers extends Func<number> {
  override readonly arity = 2;

  protected override findOutputField(): Field {
    const decimal = this.expressions.some(
      (one) => one.outputFieldOrNone?.getInternalType() === 'DecimalField',
    );
    return decimal ? new DecimalField({}) : new FloatField();
  }
}

class PowerFunction extends OfNumbers {
  override readonly functionName = 'POWER';
}

class ModFunction extends OfNumbers {
  override readonly functionName = 'MOD';
}

class ATan2Function extends OfNumbers {
  override readonly functionName = 'ATAN2';
}

/** The logarithm of the second to the base of the first. */
class LogFunction extends OfNumbers {
  override readonly functionName = 'LOG';
}

interface RoundOptions {
  precision?: unknown;
  outputField?: OutputField;
}

/** Round to so many digits, the half away from zero. */
class RoundFunction extends Transform<number> {
  static override readonly lookupName: string = 'round';
  override readonly functionName = 'ROUND';
  /** A number, or an expression. */
  readonly precision: number | Expression;

  constructor(
    expression: unknown,
    given: number | Expression | RoundOptions = {},
    options: Pick<RoundOptions, 'outputField'> = {},
  ) {
    const { precision = 0, outputField } = isPlainObject(given) ? given : { ...options, precision: given };
    super(expression, outputField === undefined ? {} : { outputField });
    this.precision = precisionOf(precision);
  }

  override get sources(): readonly (Expression | undefined)[] {
    return isExpression(this.precision) ? [...super.sources, this.precision] : super.sources;
  }

  override withSources([value, precision]: readonly (Expression | undefined)[]): Expression {
    return this.copy({ expressions: [value], precision: precision ?? this.precision });
  }

  override resolveExpression(query: Query, options: ResolveOptions = {}): Expression {
    return this.mapSources((source) => source.resolveExpression(query, options));
  }

  protected override argumentsSql(compiler: Compiler): SqlFragment[] {
    const digits = literalDigits(this.precision);
    if (digits !== undefined && digits < 0 && !compiler.connection.features.supportsNegativeRounding) {
      throw new NotSupportedError(
        `This database cannot round to ${digits} digits: it takes no negative number of them.`,
        'Divide before and multiply after: Round(F("n").div(100)).mul(100).',
      );
    }
    const places =
      digits === undefined
        ? compiler.compile(this.precision as Expression)
        : { sql: PARAM, params: [BigInt(Math.trunc(digits))] };
    return [...super.argumentsSql(compiler), places];
  }

  protected override findOutputField(): Field | undefined {
    const found = this.expressions[0]?.outputFieldOrNone;
    return found?.getInternalType() === 'DecimalField' ? new DecimalField({}) : (found ?? new FloatField());
  }

  protected override literals(): readonly unknown[] {
    return [isExpression(this.precision) ? this.precision.shapeKey() : this.precision];
  }
}

/** Digits, an expression, or the name of a field. */
function precisionOf(given: unknown): number | Expression {
  if (typeof given === 'string') return asField(given);
  if (Number.isInteger(given) || isExpression(given)) return given as number | Expression;
  throw new FieldError(`The precision of Round() is a whole number, not ${shownValue(given)}.`);
}

/** The digits where they are a number that is written in the query. */
function literalDigits(precision: number | Expression): number | undefined {
  if (typeof precision === 'number') return precision;
  return isNumberLiteral(precision) ? (precision as unknown as { value: number }).value : undefined;
}

export const Power = callable<typeof PowerFunction & ((base: unknown, exponent: unknown) => PowerFunction)>(
  PowerFunction,
);
export const Mod = callable<typeof ModFunction & ((dividend: unknown, divisor: unknown) => ModFunction)>(
  ModFunction,
);
export const ATan2 = callable<typeof ATan2Function & ((y: unknown, x: unknown) => ATan2Function)>(
  ATan2Function,
);
export const Log = callable<typeof LogFunction & ((base: unknown, number: unknown) => LogFunction)>(
  LogFunction,
);
export const Round = callable<
  typeof RoundFunction &
    ((
      expression: unknown,
      precision?: number | Expression | RoundOptions,
      options?: Pick<RoundOptions, 'outputField'>,
    ) => RoundFunction)
>(RoundFunction);
export const Pi = defineFunction<number>('PI', FloatField);
export const Random = defineFunction<number>('RANDOM', FloatField);
