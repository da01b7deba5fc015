import type { SafeString } from '../../utils/safe-string.ts';
import type { Context } from '../context.ts';
import { str } from './python-str.ts';

/** Numbers and dates in the formats of the language, everything else as `str()`. */
export function localizeForOutput(value: unknown, _context: Context): string | SafeString {
  return str(value);
}
