import { columnsOf, isCompositeField } from '../sql/composite.ts';
import { Tuple } from './expressions/tuple.ts';
import type { Field } from './fields/field.ts';
import { TupleIn } from './lookups/tuples.ts';

/** The condition that a field, or several columns together, have this value. */
export function withKeyValue(field: Field, value: unknown): object {
  if (!isCompositeField(field)) return { [field.name]: value };
  const parts = columnsOf(field).map(
    ({ name }, index) => [name, (value as readonly unknown[])[index]] as const,
  );
  return Object.fromEntries(parts);
}

/** The condition that it is one of these. */
export function amongKeys(field: Field, values: readonly unknown[]): object {
  if (!isCompositeField(field)) return { [`${field.name}__in`]: values };
  return TupleIn(Tuple(...columnsOf(field).map(({ name }) => name)), values);
}
