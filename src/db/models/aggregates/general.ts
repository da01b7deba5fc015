import { FieldError } from '../../../core/errors/field-error.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import { rawSql, type SqlFragment } from '../../backends/base/fragment.ts';
import { NotSupportedError } from '../../errors.ts';
import { Col } from '../../sql/col.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { Expression } from '../../sql/expression.ts';
import { isComposite, partsOf } from '../../sql/parts-of.ts';
import { BaseTable } from '../../sql/tables.ts';
import { callable } from '../expressions/callable.ts';
import { internalTypeOf } from '../expressions/func.ts';
import { asValue, type Value } from '../expressions/value.ts';
import { DecimalField } from '../fields/decimal-field.ts';
import { DurationField } from '../fields/duration-field.ts';
import type { Field } from '../fields/field.ts';
import { FloatField } from '../fields/float-field.ts';
import { IntegerField } from '../fields/integer-field.ts';
import { TextField } from '../fields/text-field.ts';
import { isAutomatic } from '../insert-plan.ts';
import type { FieldAtOrNull, SumAt, SureSumAt } from '../types/expression.ts';
import { Aggregate, type AggregateOptions } from './aggregate.ts';

/** `*` in COUNT(*). */
export class Star extends Expression {
  override resolveExpression(): Expression {
    return this;
  }

  override toSql(): SqlFragment {
    return rawSql('*');
  }

  override getGroupByCols(): Expression[] {
    return [];
  }

  override shapeKey(): string {
    return '*';
  }
}

class CountAggregate extends Aggregate<number> {
  override readonly functionName = 'COUNT';
  override readonly allowDistinct = true;

  constructor(expression: unknown, options: AggregateOptions = {}) {
    super(expression === '*' ? new Star() : expression, options);
    if (expression === '*' && options.filter !== undefined && options.filter !== null) {
      throw new FieldError('Star cannot be used with filter. Please specify a field.');
    }
  }

  /** A composite key is never empty, so that one of its columns tells as much as all. */
  protected override argument(resolved: Expression): Expression {
    if (this.distinct && isComposite(resolved)) {
      throw new FieldError("COUNT(DISTINCT) doesn't support composite primary keys.");
    }
    return partsOf(resolved)[0]!;
  }

  /** Each row has its automatic key: the database need not look at it to count the rows. */
  protected override argumentsSql(compiler: Compiler): SqlFragment[] {
    const { distinct, filter, options } = this;
    const isPlain = !distinct && filter === undefined && options.template === undefined;
    return isPlain && isInEachRow(this.expressions[0], compiler)
      ? [rawSql('*')]
      : super.argumentsSql(compiler);
  }

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

function isInEachRow(column: Expression | undefined, { query }: Compiler): boolean {
  return (
    column instanceof Col &&
    isAutomatic(column.target) &&
    query.aliases.get(column.alias) instanceof BaseTable
  );
}

/** Whole numbers and decimals are summed as such; an average of whole numbers is a float. */
function numericType(found: Field | undefined): Field {
  const type = found?.getInternalType();
  if (type === 'DecimalField') return new DecimalField({});
  return type?.endsWith('IntegerField') || type?.endsWith('AutoField')
    ? new FloatField()
    : (found ?? new FloatField());
}

const MOMENTS: ReadonlySet<string | undefined> = new Set(['DateField', 'DateTimeField', 'TimeField']);

/** What is computed from the values, which therefore have to be numbers or durations. */
abstract class ComputedAggregate<V = number | null> extends Aggregate<V> {
  /** Times of day add up to a duration. */
  protected override findOutputField(): Field | undefined {
    const found = super.findOutputField();
    return found?.getInternalType() === 'TimeField' ? new DurationField() : found;
  }

  override toSql(compiler: Compiler): SqlFragment {
    if (compiler.connection.features.momentsAreTexts) {
      const moment = this.expressions.find((one) => MOMENTS.has(internalTypeOf(one)));
      if (moment !== undefined) {
        throw new NotSupportedError(
          `There is no ${this.sqlName(compiler)} of dates and times in this database, which keeps them as text.`,
          'Make a number of them first, as ExtractYear() does.',
        );
      }
    }
    return super.toSql(compiler);
  }
}

class SumAggregate extends ComputedAggregate {
  override readonly functionName = 'SUM';
  override readonly allowDistinct = true;
}

class AvgAggregate extends ComputedAggregate {
  override readonly functionName = 'AVG';
  override readonly allowDistinct = true;

  protected override findOutputField(): Field {
    return numericType(super.findOutputField());
  }

  override selectFormat({ connection }: Compiler, sql: SqlFragment): SqlFragment {
    const isDuration = this.outputFieldOrNone?.getInternalType() === 'DurationField';
    return isDuration ? connection.ops.averageDuration(sql) : sql;
  }
}

class MinAggregate<V = unknown> extends Aggregate<V> {
  override readonly functionName = 'MIN';
}

class MaxAggregate<V = unknown> extends Aggregate<V> {
  override readonly functionName = 'MAX';
}

class AnyValueAggregate<V = unknown> extends Aggregate<V> {
  override readonly functionName = 'ANY_VALUE';
}

class SpreadAggregate extends ComputedAggregate {
  readonly sample: boolean;

  constructor(expression: unknown, options: AggregateOptions & { sample?: boolean } = {}) {
    super(expression, options);
    this.sample = options.sample ?? false;
  }

  protected override findOutputField(): Field {
    return numericType(super.findOutputField());
  }

  protected override literals(): readonly unknown[] {
    return [this.sample];
  }
}

class StdDevAggregate extends SpreadAggregate {
  protected override sqlName(): string {
    return this.sample ? 'STDDEV_SAMP' : 'STDDEV_POP';
  }
}

class VarianceAggregate extends SpreadAggregate {
  protected override sqlName(): string {
    return this.sample ? 'VAR_SAMP' : 'VAR_POP';
  }
}

class StringAggAggregate extends Aggregate<string | null> {
  override readonly functionName = 'STRING_AGG';
  override readonly allowDistinct = true;
  override readonly allowOrderBy = true;
  readonly delimiter: string;

  /** @param delimiter a text, or one in a Value */
  constructor(expression: unknown, delimiter: string | Value<string>, options: AggregateOptions = {}) {
    super(expression, options);
    const text: unknown = (delimiter as Partial<Value<string>> | null)?.value ?? delimiter;
    if (typeof text !== 'string')
      throw new FieldError(`The delimiter of StringAgg() is a text, not ${shownValue(text)}.`);
    this.delimiter = text;
  }

  protected override findOutputField(): Field {
    return new TextField();
  }

  protected override argumentsSql(compiler: Compiler): SqlFragment[] {
    if (this.distinct && !compiler.connection.features.supportsAggregateDistinctMultipleArgument) {
      throw new NotSupportedError(
        'This database has no DISTINCT for aggregates of several arguments.',
        'Leave distinct out of StringAgg.',
      );
    }
    return [...super.argumentsSql(compiler), compiler.compile(asValue(this.delimiter))];
  }

  protected override callSql(compiler: Compiler, args: readonly SqlFragment[]): SqlFragment {
    const { ops } = compiler.connection;
    const parts = { value: args[0]!, order: this.orderSql(compiler), distinct: this.distinct };
    return ops.joinTexts(parts, this.delimiter) ?? super.callSql(compiler, args);
  }

  protected override literals(): readonly unknown[] {
    return [this.delimiter];
  }
}

type Options = AggregateOptions;
type SpreadOptions = AggregateOptions & { sample?: boolean };
type Sure = { default: NonNullable<unknown> };

/** Of no rows they are null, unless there is a default; of Decimals and durations they are such. */
interface OfNumbers<O = Options> {
  <const Path extends string>(path: Path, options: O & Sure): ComputedAggregate<SureSumAt<Path>>;
  <const Path extends string>(path: Path, options?: O): ComputedAggregate<SumAt<Path>>;
  (expression: unknown, options: O & Sure): ComputedAggregate<number>;
  (expression: unknown, options?: O): ComputedAggregate;
}

export type Count = CountAggregate;
/** How many: `Count('comments')`, `Count('*')`, `Count('author', { distinct: true })`. */
export const Count = callable<typeof CountAggregate & ((expression: unknown, options?: Options) => Count)>(
  CountAggregate,
);
export type Sum = SumAggregate;
export const Sum = callable<typeof SumAggregate & OfNumbers>(SumAggregate);
export type Avg = AvgAggregate;
export const Avg = callable<typeof AvgAggregate & OfNumbers>(AvgAggregate);
export type Min<V = unknown> = MinAggregate<V>;
export const Min = callable<
  typeof MinAggregate & {
    <const Path extends string>(path: Path, options?: Options): Min<FieldAtOrNull<Path>>;
    (expression: unknown, options?: Options): Min;
  }
>(MinAggregate);
export type Max<V = unknown> = MaxAggregate<V>;
export const Max = callable<
  typeof MaxAggregate & {
    <const Path extends string>(path: Path, options?: Options): Max<FieldAtOrNull<Path>>;
    (expression: unknown, options?: Options): Max;
  }
>(MaxAggregate);
export type AnyValue<V = unknown> = AnyValueAggregate<V>;
export const AnyValue = callable<
  typeof AnyValueAggregate & {
    <const Path extends string>(path: Path, options?: Options): AnyValue<FieldAtOrNull<Path>>;
    (expression: unknown, options?: Options): AnyValue;
  }
>(AnyValueAggregate);
export type StdDev = StdDevAggregate;
/** Standard deviation of all values; of a sample of them with `{ sample: true }`. */
export const StdDev = callable<typeof StdDevAggregate & OfNumbers<SpreadOptions>>(StdDevAggregate);
export type Variance = VarianceAggregate;
export const Variance = callable<typeof VarianceAggregate & OfNumbers<SpreadOptions>>(VarianceAggregate);
export type StringAgg = StringAggAggregate;
/** The texts, joined: `StringAgg('name', ', ')`. */
export const StringAgg = callable<
  typeof StringAggAggregate &
    ((expression: unknown, delimiter: string | Value<string>, options?: Options) => StringAgg)
>(StringAggAggregate);
