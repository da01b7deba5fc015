import { DataError } from '../../errors.ts';

/** The text itself; drivers would send another character in place of half of one. @throws DataError */
export function wellFormed(text: string): string {
  if (text.isWellFormed()) return text;
  throw new DataError(
    'The text has half of a surrogate pair, which no UTF-8 can hold.',
    'Clean it with `text.toWellFormed()`, or cut texts between characters.',
  );
}
