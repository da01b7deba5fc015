import type { BoundField } from '../bound-field.ts';
import * as fields from '../fields/field-classes.ts';
import { declare } from './declare.ts';

type TextOf<O> = O extends { readonly emptyValue: null } ? string | null : string;
type Declared<O, F extends fields.Field<unknown>> = BoundField<TextOf<O>, F>;

/** Text; `''` when nothing was given. */
export function CharField<const O extends fields.CharFieldOptions = object>(
  options?: O,
): Declared<O, fields.CharField> {
  return declare(new fields.CharField(options));
}

/** An e-mail address. */
export function EmailField<const O extends fields.EmailFieldOptions = object>(
  options?: O,
): Declared<O, fields.EmailField> {
  return declare(new fields.EmailField(options));
}

/** A URL; what is typed without a scheme gets one. */
export function URLField<const O extends fields.URLFieldOptions = object>(
  options?: O,
): Declared<O, fields.URLField> {
  return declare(new fields.URLField(options));
}

/** Letters, digits, underscores and hyphens. */
export function SlugField<const O extends fields.SlugFieldOptions = object>(
  options?: O,
): Declared<O, fields.SlugField> {
  return declare(new fields.SlugField(options));
}

/** Text that a pattern matches. */
export function RegexField<const O extends fields.RegexFieldOptions>(
  options: O,
): Declared<O, fields.RegexField> {
  return declare(new fields.RegexField(options));
}

/** An IPv4 or IPv6 address. */
export function GenericIPAddressField<const O extends fields.GenericIPAddressFieldOptions = object>(
  options?: O,
): Declared<O, fields.GenericIPAddressField> {
  return declare(new fields.GenericIPAddressField(options));
}

/** A UUID in its usual form; null when nothing was given. */
export function UUIDField<const O extends fields.CharFieldOptions = object>(
  options?: O,
): BoundField<O extends { readonly required: false } ? string | null : string, fields.UUIDField> {
  return declare(new fields.UUIDField(options));
}

/** Anything that JSON can hold. */
export function JSONField(options?: fields.JSONFieldOptions): BoundField<unknown, fields.JSONField> {
  return declare(new fields.JSONField(options));
}
