import { FieldError } from '../../../core/errors/field-error.ts';
import { shownValue } from '../../../utils/shown-value.ts';

/** How much the words of a vector count in `SearchRank`: A most. */
export type SearchWeight = 'A' | 'B' | 'C' | 'D';

/** @throws FieldError for what is no weight of PostgreSQL's */
export function checkWeight(weight: unknown, of: string): void {
  if (weight === undefined || (typeof weight === 'string' && /^[A-D]$/.test(weight))) return;
  throw new FieldError(`The weight of a ${of} is A, B, C or D, not ${shownValue(weight)}.`);
}
