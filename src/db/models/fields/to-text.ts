import { ModelValueError } from '../errors.ts';
import { isExpression } from './field.ts';

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
