import type { Field } from '../../models/fields/field.ts';

type FieldClass = new (options: Record<string, unknown>) => Field;

/** A copy of a field with some of its options changed; the original stays as it is. */
export function changeField(field: Field, changes: Record<string, unknown>): Field {
  const { options } = field.deconstruct();
  const Class = field.constructor as unknown as FieldClass;
  return new Class({ ...options, ...changes });
}
