import { FieldError } from '../../../core/errors/field-error.ts';
import { optionsOf, publicName } from '../../sql/options-of.ts';
import { callable } from '../expressions/callable.ts';
import { Func } from '../expressions/func.ts';
import { asValue } from '../expressions/value.ts';
import type { Field } from '../fields/field.ts';
import { FloatField } from '../fields/float-field.ts';
import { IntegerField } from '../fields/integer-field.ts';
import type { FuncType } from './simple.ts';

abstract class WindowFunction<V = unknown> extends Func<V> {
  override get windowCompatible(): boolean {
    return true;
  }
}

function ranking(functionName: string, output: new () => Field): FuncType<number> {
  const type = class extends WindowFunction<number> {
    override readonly functionName = functionName;

    protected override findOutputField(): Field {
      return new output();
    }
  };
  Object.defineProperty(type, 'name', { value: functionName });
  return callable<FuncType<number>>(type);
}

export const RowNumber = ranking('ROW_NUMBER', IntegerField);
export const Rank = ranking('RANK', IntegerField);
export const DenseRank = ranking('DENSE_RANK', IntegerField);
export const PercentRank = ranking('PERCENT_RANK', FloatField);
export const CumeDist = ranking('CUME_DIST', FloatField);

abstract class OfExpression extends WindowFunction {
  constructor(expression: unknown, ...values: readonly unknown[]) {
    if (expression === undefined || expression === null) {
      throw new FieldError(`${publicName(new.target)} requires a non-null source expression.`);
    }
    super(expression, ...values.map(asValue));
  }

  protected override findOutputField(): Field | undefined {
    return this.expressions[0]?.outputFieldOrNone;
  }
}

class FirstValueFunction extends OfExpression {
  override readonly functionName = 'FIRST_VALUE';
}

class LastValueFunction extends OfExpression {
  override readonly functionName = 'LAST_VALUE';
}

class NthValueFunction extends OfExpression {
  override readonly functionName = 'NTH_VALUE';

  constructor(expression: unknown, options: number | { nth?: number } = {}) {
    const { nth = 1 } = typeof options === 'number' ? { nth: options } : optionsOf(new.target, options);
    if (!(nth > 0)) throw new FieldError('NthValue requires a positive integer as for nth.');
    super(expression, nth);
  }
}

interface OffsetOptions {
  offset?: number;
  default?: unknown;
}

type OffsetCall<T> = (
  expression: unknown,
  offset?: number | OffsetOptions,
  options?: Pick<OffsetOptions, 'default'>,
) => T;

class LagFunction extends OfExpression {
  override readonly functionName: string = 'LAG';

  constructor(expression: unknown, offsetOrOptions: number | OffsetOptions = {}, more: OffsetOptions = {}) {
    const options =
      typeof offsetOrOptions === 'number'
        ? { ...optionsOf(new.target, more), offset: offsetOrOptions }
        : optionsOf(new.target, offsetOrOptions);
    const { offset = 1 } = options;
    if (!(offset > 0))
      throw new FieldError(`${publicName(new.target)} requires a positive integer for the offset.`);
    super(expression, ...(options.default === undefined ? [offset] : [offset, options.default]));
  }
}

class LeadFunction extends LagFunction {
  override readonly functionName: string = 'LEAD';
}

class NtileFunction extends WindowFunction<number> {
  override readonly functionName = 'NTILE';

  constructor(options: number | { numBuckets?: number } = {}) {
    const { numBuckets = 1 } =
      typeof options === 'number' ? { numBuckets: options } : optionsOf(new.target, options);
    if (!(numBuckets > 0)) throw new FieldError('numBuckets must be greater than zero.');
    super(asValue(numBuckets));
  }

  protected override findOutputField(): Field {
    return new IntegerField();
  }
}

export const FirstValue = callable<typeof FirstValueFunction & ((expression: unknown) => FirstValueFunction)>(
  FirstValueFunction,
);
export const LastValue = callable<typeof LastValueFunction & ((expression: unknown) => LastValueFunction)>(
  LastValueFunction,
);
export const NthValue = callable<
  typeof NthValueFunction & ((expression: unknown, options?: number | { nth?: number }) => NthValueFunction)
>(NthValueFunction);
/** `Lag('price')`, `Lag('price', 2)`, `Lag('price', { offset: 2, default: 0 })` */
export const Lag = callable<typeof LagFunction & OffsetCall<LagFunction>>(LagFunction);
export const Lead = callable<typeof LeadFunction & OffsetCall<LeadFunction>>(LeadFunction);
export const Ntile = callable<
  typeof NtileFunction & ((options?: number | { numBuckets?: number }) => NtileFunction)
>(NtileFunction);
