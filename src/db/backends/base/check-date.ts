import { DataError } from '../../errors.ts';

/** @throws DataError for a Date that is none */
export function checkDate(value: Date): Date {
  if (!Number.isNaN(value.getTime())) return value;
  throw new DataError('An invalid Date cannot be stored.', 'Check what it was made from.');
}
