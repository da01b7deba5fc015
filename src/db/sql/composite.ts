import type { Field } from '../models/fields/field.ts';

interface Composite extends Field {
  readonly componentFields: readonly Field[];
}

/** Whether a field stands for several columns: a composite primary key. */
export function isCompositeField(field: Field): field is Composite {
  return 'componentFields' in field;
}

/** The columns of a field: itself, or those of a composite primary key. */
export function columnsOf(field: Field): readonly Field[] {
  return isCompositeField(field) ? field.componentFields : [field];
}
