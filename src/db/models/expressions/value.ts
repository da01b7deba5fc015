import { Decimal } from '../../../utils/decimal.ts';
import { temporalKind } from '../../../utils/temporal.ts';
import { NO_PARAMS, PARAM, type SqlFragment } from '../../backends/base/fragment.ts';
import type { Compiler } from '../../sql/compiler.ts';
import type { Expression } from '../../sql/expression.ts';
import { optionsOf } from '../../sql/options-of.ts';
import { BinaryField } from '../fields/binary-field.ts';
import { BooleanField } from '../fields/boolean-field.ts';
import { CharField } from '../fields/char-field.ts';
import { DateField } from '../fields/date-field.ts';
import { DateTimeField } from '../fields/date-time-field.ts';
import { DecimalField } from '../fields/decimal-field.ts';
import { DurationField } from '../fields/duration-field.ts';
import type { Field } from '../fields/field.ts';
import { FloatField } from '../fields/float-field.ts';
import { IntegerField } from '../fields/integer-field.ts';
import { TimeField } from '../fields/time-field.ts';
import { asQuery } from '../query-set/askable.ts';
import type { OutputField } from '../types/expression.ts';
import { callable } from './callable.ts';
import { Combinable, isExpression } from './combinable.ts';
import { literalKey } from './shape-key.ts';
import { type QuerySource, Subquery } from './subquery.ts';

export interface ValueOptions {
  outputField?: OutputField;
}

/** A value in an expression: a parameter of the statement. */
class ValueExpression<V = unknown> extends Combinable<V> {
  readonly value: V;

  constructor(value: V, options: ValueOptions = {}) {
    super(optionsOf(new.target, options).outputField);
    this.value = value;
  }

  override get computes(): boolean {
    return true;
  }

  override resolveExpression(): Expression {
    return this;
  }

  protected override findOutputField(): Field | undefined {
    return fieldOfValue(this.value);
  }

  override toSql({ connection }: Compiler): SqlFragment {
    const { value } = this;
    const field = this.given ?? fieldOfValue(value);
    const prepared = field === undefined ? value : field.getDbPrepValue(value ?? null, connection);
    if (prepared === null || prepared === undefined) return { sql: 'NULL', params: NO_PARAMS };
    const isFloat = field?.getInternalType() === 'FloatField' && typeof prepared === 'number';
    const { ops } = connection;
    return { sql: PARAM, params: [isFloat ? ops.floatConstant(prepared) : ops.constant(exact(prepared))] };
  }

  override getGroupByCols(): Expression[] {
    return [];
  }

  override get emptyResultValue(): unknown {
    return this.value;
  }

  override shapeKey(): string | undefined {
    const key = literalKey(this.value);
    return key === undefined || this.given !== undefined ? undefined : `Value(${key})`;
  }
}

/** Drivers send a number as a float: a whole one has to arrive as an integer, or `7 / 2` is no longer 3. */
function exact(value: unknown): unknown {
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value;
}

const KINDS: Readonly<Record<string, new () => Field>> = {
  PlainDate: DateField,
  PlainTime: TimeField,
  Duration: DurationField,
};

/** The type of a value that says nothing about it. */
export function fieldOfValue(value: unknown): Field | undefined {
  switch (typeof value) {
    case 'string':
      return new CharField({ maxLength: 255 });
    case 'boolean':
      return new BooleanField();
    case 'bigint':
      return new IntegerField();
    case 'number':
      return Number.isSafeInteger(value) ? new IntegerField() : new FloatField();
    default:
  }
  if (value instanceof Date) return new DateTimeField();
  if (value instanceof Decimal) return new DecimalField({});
  if (value instanceof Uint8Array) return new BinaryField();
  const kind = temporalKind(value);
  return kind === undefined || KINDS[kind] === undefined ? undefined : new KINDS[kind]();
}

export type Value<V = unknown> = ValueExpression<V>;
export const Value = callable<typeof ValueExpression & (<V>(value: V, options?: ValueOptions) => Value<V>)>(
  ValueExpression,
);

/** An expression as it is, a QuerySet as a subquery, anything else as a Value. */
export function asValue(value: unknown): Expression {
  if (typeof value !== 'object' || value === null) return new ValueExpression(value);
  if (isExpression(value)) return value;
  return asQuery(value) === undefined ? new ValueExpression(value) : new Subquery(value as QuerySource);
}
