import type { Field } from '../../models/fields/field.ts';

type FieldClass = new (options: Record<string, unknown>) => Field;

/** A copy of a field with some of its options changed; the original stays as it is. */
export function changeField(field: Field, changes: Record<string, unknown>): Field {
  const { options } = field.deconstruct();
  const Class = field.constructor as unknown as FieldClass;
  return new Class({ ...options, ...changes });
}

/** A copy that knows the name it has in its model, and with it its attribute and its column (empty where it has none). */
export function namedCopy(field: Field, name: string): Field {
  const copy = field.clone();
  copy.setAttributesFromName(name);
  return copy;
}
