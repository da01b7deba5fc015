import { ProgrammingError } from '../../errors.ts';
import { PARAM } from './fragment.ts';

/**
 * A name between a database's quotes. One that is in quotes already stays as it is, in parts too: `"archive"."article"`.
 * @throws ProgrammingError for a name with a character that no statement can hold
 */
export function quotedName(name: string, quote: string): string {
  if (name.includes('\0') || name.includes(PARAM)) {
    throw new ProgrammingError(
      `${JSON.stringify(name)} is no name for a table or a column: it has a control character.`,
      'Leave it out.',
    );
  }
  if (name.startsWith(quote) && isQuoted(name, quote)) return name;
  return quote + name.replaceAll(quote, quote + quote) + quote;
}

/** A quote within has to be doubled: nothing of the name may be read as SQL. */
function isQuoted(name: string, quote: string): boolean {
  const part = `${quote}(?:[^${quote}]|${quote}${quote})+${quote}`;
  return new RegExp(`^${part}(?:\\.${part})*$`).test(name);
}
