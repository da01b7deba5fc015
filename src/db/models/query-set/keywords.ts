import { FieldError } from '../../../core/errors/field-error.ts';
import { shownValue } from '../../../utils/shown-value.ts';

/** The names and values that a method is called with. @throws FieldError for anything but an object of them */
export function keywordsOf(method: string, given: unknown): object {
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given;
  throw new FieldError(`${method}() takes an object of names and values, not ${shownValue(given)}.`);
}
