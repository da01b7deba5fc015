import { FieldError } from '../../../core/errors/field-error.ts';
import { Aggregate, type AggregateOptions } from '../../../db/models/aggregates/aggregate.ts';
import { callable } from '../../../db/models/expressions/callable.ts';
import type { Field } from '../../../db/models/fields/field.ts';
import { FloatField } from '../../../db/models/fields/float-field.ts';
import { IntegerField } from '../../../db/models/fields/integer-field.ts';

/** A number out of pairs of numbers; pairs with a NULL are left out. */
abstract class PairAggregate<V> extends Aggregate<V> {
  constructor(y: unknown, x: unknown, options: AggregateOptions = {}) {
    if (y === undefined || y === null || x === undefined || x === null)
      throw new FieldError('Both y and x must be provided.', 'Name two fields, or give two expressions.');
    super(y, options);
    Object.assign(this, { expressions: [...this.expressions, this.parse(x)] });
  }

  protected override findOutputField(): Field {
    return new FloatField();
  }
}

export interface StatisticType {
  new (y: unknown, x: unknown, options?: AggregateOptions): Aggregate<number | null>;
  (y: unknown, x: unknown, options?: AggregateOptions): Aggregate<number | null>;
}

function statistic(functionName: string): StatisticType {
  const type = class extends PairAggregate<number | null> {
    override readonly functionName = functionName;
  };
  Object.defineProperty(type, 'name', { value: functionName });
  return callable<StatisticType>(type);
}

class CovarPopAggregate extends PairAggregate<number | null> {
  readonly sample: boolean;

  constructor(y: unknown, x: unknown, options: AggregateOptions & { sample?: boolean } = {}) {
    super(y, x, options);
    this.sample = options.sample ?? false;
  }

  protected override sqlName(): string {
    return this.sample ? 'COVAR_SAMP' : 'COVAR_POP';
  }

  protected override literals(): readonly unknown[] {
    return [this.sample];
  }
}

class RegrCountAggregate extends PairAggregate<number> {
  override readonly functionName = 'REGR_COUNT';

  protected override findOutputField(): Field {
    return new IntegerField();
  }

  override get emptyResultValue(): unknown {
    return 0;
  }

  override convertValue(): (value: unknown) => unknown {
    return (value) => value ?? 0;
  }
}

/** How far two numbers go together, from -1 to 1: `Corr('price', 'rating')`. */
export const Corr: StatisticType = statistic('CORR');
export type CovarPop = CovarPopAggregate;
/** Their covariance; of a sample with `{ sample: true }`. */
export const CovarPop = callable<
  typeof CovarPopAggregate &
    ((y: unknown, x: unknown, options?: AggregateOptions & { sample?: boolean }) => CovarPop)
>(CovarPopAggregate);
export type RegrCount = RegrCountAggregate;
/** How many pairs there are. */
export const RegrCount = callable<
  typeof RegrCountAggregate & ((y: unknown, x: unknown, options?: AggregateOptions) => RegrCount)
>(RegrCountAggregate);
export const RegrAvgX: StatisticType = statistic('REGR_AVGX');
export const RegrAvgY: StatisticType = statistic('REGR_AVGY');
/** Where the line through the points meets the axis. */
export const RegrIntercept: StatisticType = statistic('REGR_INTERCEPT');
export const RegrR2: StatisticType = statistic('REGR_R2');
export const RegrSlope: StatisticType = statistic('REGR_SLOPE');
export const RegrSXX: StatisticType = statistic('REGR_SXX');
export const RegrSXY: StatisticType = statistic('REGR_SXY');
export const RegrSYY: StatisticType = statistic('REGR_SYY');
