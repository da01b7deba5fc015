import { BoundField } from '../bound-field.ts';
import type { Field } from '../fields/field.ts';
import { latestForm } from '../latest-form.ts';

/** What `forms.CharField()` does: make the field, in a bound field that waits for its form. */
export function declare<T, F extends Field<unknown>>(field: F): BoundField<T, F> {
  const Class = field.boundFieldClass ?? latestForm()?.boundFieldClass ?? BoundField;
  return new Class(field) as BoundField<T, F>;
}

/** `T`, or `T | Empty` for a field that need not be given. */
export type Given<O, T, Empty = null> = O extends { readonly required: false } ? T | Empty : T;
