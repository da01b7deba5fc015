import { ModelValueError } from '../../db/models/errors.ts';
import { shownValue } from '../../utils/shown-value.ts';

/** The text of what somebody searches for. @throws ModelValueError for what has none: lists, objects, nothing */
export function givenText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value);
  throw new ModelValueError(`A text is needed, not ${shownValue(value)}.`, 'Give a text, or an expression.');
}
