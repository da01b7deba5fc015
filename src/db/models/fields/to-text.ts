import { isPlainObject } from '../../../utils/is-plain-object.ts';
import { ModelValueError } from '../errors.ts';
import { isExpression } from './field.ts';

/** A text to look for: the empty text of an empty list would be found everywhere. @throws ModelValueError for lists and `{}` */
export function textToFind(value: unknown): string {
  if (!Array.isArray(value) && !isPlainObject(value)) return textOf(value);
  throw new ModelValueError(
    `Expected a text but got ${Array.isArray(value) ? 'a list' : 'an object'}.`,
    'Give a text, a number or a date.',
  );
}

/** @throws ModelValueError for an object that has no text, such as `Object.create(null)` */
export function textOf(value: unknown): string {
  try {
    return String(value);
  } catch (cause) {
    throw new ModelValueError('The value has no text.', 'Give a text, a number or a date.', { cause });
  }
}

/** Any value as text; null and expressions stay. A lone half of a surrogate pair cannot be stored and becomes U+FFFD. */
export function toText(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (value === null || value === undefined) return null;
  return isExpression(value) ? value : textOf(value);
}
