import { SafeString } from '../utils/safe-string.ts';
import { wallClockOf, wallClockText } from '../utils/wall-clock.ts';

/** A value as a form shows it: booleans as `True` and `False`, dates by the wall clock of the current zone. */
export function displayText(value: unknown): string | SafeString {
  if (typeof value === 'string' || value instanceof SafeString) return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value === null || value === undefined) return 'None';
  return value instanceof Date ? wallClockText(wallClockOf(value)) : String(value);
}
