import { BoundField } from './bound-field.ts';
import type { Field } from './fields/field.ts';

/** The field of a declaration: `forms.CharField()` gives a bound field, which holds the field itself. */
export function unwrapField(declared: Field | BoundField): Field {
  return declared instanceof BoundField ? declared.field : declared;
}
