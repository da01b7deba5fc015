import { CharField as CharFieldClass, type CharFieldOptions } from '../fields/char-field.ts';
import { FilePathField as FilePathFieldClass, type FilePathFieldOptions } from '../fields/file-path-field.ts';
import {
  GenericIPAddressField as GenericIPAddressFieldClass,
  type GenericIpAddressOptions,
} from '../fields/generic-ip-address-field.ts';
import type { FieldOptions } from '../fields/options.ts';
import { TextField as TextFieldClass, type TextFieldOptions } from '../fields/text-field.ts';
import {
  EmailField as EmailFieldClass,
  SlugField as SlugFieldClass,
  type SlugFieldOptions,
  URLField as URLFieldClass,
} from '../fields/text-kinds.ts';
import { UUIDField as UUIDFieldClass } from '../fields/uuid-field.ts';
import { declareField } from '../frames.ts';
import type { Exactly, FieldValue } from '../types/field-value.ts';

/**
 * Text of up to `maxLength` characters: `title = models.CharField({ maxLength: 100 })`; of any length with `maxLength: null`, where the
 * database has such a column.
 */
export function CharField<const O extends CharFieldOptions<string> & { maxLength: number | null }>(
  options: Exactly<O, CharFieldOptions>,
): FieldValue<O, string> {
  return declareField(CharFieldClass, options) as FieldValue<O, string>;
}

/** Text of any length. */
export function TextField<const O extends TextFieldOptions<string>>(
  options?: Exactly<O, TextFieldOptions>,
): FieldValue<O, string> {
  return declareField(TextFieldClass, options) as FieldValue<O, string>;
}

/** Letters, digits, hyphens and underscores, for URLs; 50 characters unless `maxLength` says otherwise. */
export function SlugField<const O extends SlugFieldOptions<string>>(
  options?: Exactly<O, SlugFieldOptions>,
): FieldValue<O, string> {
  return declareField(SlugFieldClass, options) as FieldValue<O, string>;
}

/** An e-mail address. */
export function EmailField<const O extends CharFieldOptions<string>>(
  options?: Exactly<O, CharFieldOptions>,
): FieldValue<O, string> {
  return declareField(EmailFieldClass, options) as FieldValue<O, string>;
}

/** A URL of up to 200 characters. */
export function URLField<const O extends CharFieldOptions<string>>(
  options?: Exactly<O, CharFieldOptions>,
): FieldValue<O, string> {
  return declareField(URLFieldClass, options) as FieldValue<O, string>;
}

/** A UUID, as text: `id = models.UUIDField({ primaryKey: true, default: randomUUID })`. */
export function UUIDField<const O extends FieldOptions<string>>(
  options?: Exactly<O, FieldOptions>,
): FieldValue<O, string> {
  return declareField(UUIDFieldClass, options) as FieldValue<O, string>;
}

/** An IPv4 or IPv6 address. */
export function GenericIPAddressField<const O extends GenericIpAddressOptions<string>>(
  options?: Exactly<O, GenericIpAddressOptions>,
): FieldValue<O, string> {
  return declareField(GenericIPAddressFieldClass, options) as FieldValue<O, string>;
}

/** Path of a file in a folder of the server. */
export function FilePathField<const O extends FilePathFieldOptions<string>>(
  options?: Exactly<O, FilePathFieldOptions>,
): FieldValue<O, string> {
  return declareField(FilePathFieldClass, options) as FieldValue<O, string>;
}
