import type { File } from '../../core/files/file.ts';
import type { BoundField } from '../bound-field.ts';
import * as fields from '../fields/field-classes.ts';
import { declare } from './declare.ts';

type Uploaded<O> = O extends { readonly required: false } ? File | false | null : File;

/** An uploaded file; with `required: false` also false when the present one is to be removed, and null when there is none. */
export function FileField<const O extends fields.FileFieldOptions = object>(
  options?: O,
): BoundField<Uploaded<O>, fields.FileField> {
  return declare(new fields.FileField(options));
}

/** An uploaded picture. */
export function ImageField<const O extends fields.FileFieldOptions = object>(
  options?: O,
): BoundField<Uploaded<O>, fields.ImageField> {
  return declare(new fields.ImageField(options));
}

/** A value that several fields have to accept. */
export function ComboField(options: fields.ComboFieldOptions): BoundField<unknown, fields.ComboField> {
  return declare(new fields.ComboField(options));
}

/** Use a field of a class of your own: `color = forms.customField(new ColorField({ required: false }))`. */
export function customField<T, F extends fields.Field<T>>(field: F & fields.Field<T>): BoundField<T, F> {
  return declare(field);
}
