import { FieldError } from '../../../core/errors/field-error.ts';

/** A place in a list of rows. @throws FieldError for anything but a whole number from 0 on */
export function position(value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  if (typeof value === 'number' && value < 0) {
    throw new FieldError('Negative indexing is not supported.', 'Use reverse(), or last().');
  }
  const shown = typeof value === 'number' ? String(value) : `A value of the type ${typeof value}`;
  throw new FieldError(`${shown} is no place in a list of rows.`, 'Slice by whole numbers.');
}
