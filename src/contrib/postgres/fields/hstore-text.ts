import { quoteItem } from '../../../db/backends/postgresql/array-text.ts';
import { DataError } from '../../../db/errors.ts';

/** Keys with texts, or null: `{ colour: 'red', size: null }`. */
export type HStore = { readonly [key: string]: string | null };

/** `"colour"=>"red", "size"=>NULL` */
export function writeHStore(value: HStore): string {
  return Object.entries(value)
    .map(([key, text]) => `${quoteItem(key)}=>${text === null ? 'NULL' : quoteItem(text)}`)
    .join(', ');
}

/** Each pair as the server writes it; the comma that follows one belongs to it. */
const PAIR = /"((?:[^"\\]|\\.)*)"=>(?:NULL|"((?:[^"\\]|\\.)*)")(?:, |$)/gsy;

/** @throws DataError for a text that is no hstore */
export function parseHStore(text: string): HStore {
  const pairs: [string, string | null][] = [];
  let end = 0;
  for (const match of text.matchAll(PAIR)) {
    pairs.push([unquoted(match[1]!), match[2] === undefined ? null : unquoted(match[2])]);
    end = match.index + match[0].length;
  }
  if (end !== text.length) {
    throw new DataError(`PostgreSQL sent an hstore that cannot be read: ${text.slice(0, 80)}.`);
  }
  return Object.fromEntries(pairs);
}

function unquoted(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}
