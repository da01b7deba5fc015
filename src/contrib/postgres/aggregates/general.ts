import { Aggregate, type AggregateOptions } from '../../../db/models/aggregates/aggregate.ts';
import { callable } from '../../../db/models/expressions/callable.ts';
import { Value } from '../../../db/models/expressions/value.ts';
import { BooleanField } from '../../../db/models/fields/boolean-field.ts';
import { Field } from '../../../db/models/fields/field.ts';
import { JSONField, type JsonValue } from '../../../db/models/fields/json-field.ts';
import type { FieldAtInList } from '../../../db/models/types/expression.ts';
import { optionsOf } from '../../../db/sql/options-of.ts';
import { ArrayField } from '../fields/array-field.ts';

/** A default of a list or of JSON is a value of the aggregate's own type. */
abstract class ListAggregate<V> extends Aggregate<V> {
  override readonly allowDistinct = true;
  override readonly allowOrderBy = true;

  constructor(expression: unknown, options: AggregateOptions = {}) {
    const own = optionsOf(new.target, options);
    super(expression, { ...own, default: plainDefault(own.default) });
  }
}

/** `Value([])` says no type of its own, and so is one of the aggregate's. */
function plainDefault(given: unknown): unknown {
  return given instanceof Value && given.outputFieldOrNone === undefined ? given.value : given;
}

class ArrayAggFunction<V = unknown> extends ListAggregate<V> {
  override readonly functionName = 'ARRAY_AGG';

  protected override findOutputField(): Field {
    return new ArrayField({ baseField: this.expressions[0]?.outputFieldOrNone ?? new Field() });
  }
}

class JSONBAggFunction extends ListAggregate<JsonValue[] | null> {
  override readonly functionName = 'JSONB_AGG';

  protected override findOutputField(): Field {
    return new JSONField();
  }
}

class BitAndAggregate extends Aggregate<number | null> {
  override readonly functionName = 'BIT_AND';
}
class BitOrAggregate extends Aggregate<number | null> {
  override readonly functionName = 'BIT_OR';
}
class BitXorAggregate extends Aggregate<number | null> {
  override readonly functionName = 'BIT_XOR';
}

abstract class TruthAggregate extends Aggregate<boolean | null> {
  protected override findOutputField(): Field {
    return new BooleanField();
  }
}
class BoolAndAggregate extends TruthAggregate {
  override readonly functionName = 'BOOL_AND';
}
class BoolOrAggregate extends TruthAggregate {
  override readonly functionName = 'BOOL_OR';
}

type Options = AggregateOptions;
type Of<T> = (expression: unknown, options?: Options) => T;

export type ArrayAgg<V = unknown> = ArrayAggFunction<V>;
/** The values as a list: `ArrayAgg('title', { orderBy: '-title', distinct: true, default: [] })`. */
export const ArrayAgg = callable<
  typeof ArrayAggFunction & {
    <const Path extends string>(path: Path, options?: Options): ArrayAgg<FieldAtInList<Path>>;
    (expression: unknown, options?: Options): ArrayAgg<unknown[] | null>;
  }
>(ArrayAggFunction);
export type JSONBAgg = JSONBAggFunction;
/** The values as a list of JSON. */
export const JSONBAgg = callable<typeof JSONBAggFunction & Of<JSONBAgg>>(JSONBAggFunction);
export type BitAnd = BitAndAggregate;
export const BitAnd = callable<typeof BitAndAggregate & Of<BitAnd>>(BitAndAggregate);
export type BitOr = BitOrAggregate;
export const BitOr = callable<typeof BitOrAggregate & Of<BitOr>>(BitOrAggregate);
export type BitXor = BitXorAggregate;
export const BitXor = callable<typeof BitXorAggregate & Of<BitXor>>(BitXorAggregate);
export type BoolAnd = BoolAndAggregate;
/** Whether all are true. */
export const BoolAnd = callable<typeof BoolAndAggregate & Of<BoolAnd>>(BoolAndAggregate);
export type BoolOr = BoolOrAggregate;
/** Whether one is true. */
export const BoolOr = callable<typeof BoolOrAggregate & Of<BoolOr>>(BoolOrAggregate);
