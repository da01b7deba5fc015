import { ValidationError } from '../../../core/errors/validation-error.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import { ModelValueError } from '../errors.ts';
import type { Field } from './field.ts';

/**
 * The ValidationError of a value that a field cannot convert.
 * @param message which of the field's messages, when it is not that of the kind
 */
export function invalid(
  field: Field,
  value: unknown,
  kind = 'invalid',
  message: string = kind,
): ValidationError {
  const text = field.errorMessages[message] ?? 'Enter a valid value.';
  return new ValidationError(text, {
    code: kind,
    params: { value: hasText(value) ? value : shownValue(value) },
  });
}

/** The error of a query or a save that gives a field a value of another type. */
export function wrongType(field: Field, expected: string, value: unknown, cause?: unknown): ModelValueError {
  return new ModelValueError(
    `Field '${field.name}' expected ${expected} but got ${shownValue(value)}.`,
    field.model === undefined ? undefined : `The field is ${field}.`,
    { cause },
  );
}

/** Messages show values: `Object.create(null)` is nothing that can be shown. */
function hasText(value: unknown): boolean {
  return typeof value !== 'object' || value === null || typeof value.toString === 'function';
}
