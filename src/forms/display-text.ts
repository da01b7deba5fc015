import { SafeString } from '../utils/safe-string.ts';
import { valueText } from '../utils/value-text.ts';

/** A value as an input shows it; HTML that is safe stays safe. */
export function displayText(value: unknown): string | SafeString {
  return value instanceof SafeString ? value : valueText(value);
}
