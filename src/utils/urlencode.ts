import { quoteBytes, quotePlus } from './encoding.ts';
import { str } from './python-str.ts';

type QueryValue = string | number | bigint | boolean | Uint8Array | { toString(): string };
/** Values by name, or pairs; a list gives its name several times. */
export type UrlencodeInput =
  | Readonly<Record<string, QueryValue | readonly QueryValue[]>>
  | Iterable<readonly [name: string, value: QueryValue | readonly QueryValue[]]>;

/**
 * A query string: `{ q: 'a b', page: [1, 2] }` is `q=a+b&page=1&page=2`.
 * @throws TypeError for null and undefined: leave the name out, or give `''`.
 */
export function urlencode(query: UrlencodeInput, safe = ''): string {
  const pairs = Symbol.iterator in query ? query : Object.entries(query);
  const parts: string[] = [];
  for (const [name, value] of pairs) {
    const values = Array.isArray(value) ? (value as readonly QueryValue[]) : [value as QueryValue];
    for (const item of values) parts.push(`${quotePlus(name, safe)}=${encodedValue(name, item, safe)}`);
  }
  return parts.join('&');
}

function encodedValue(name: string, value: QueryValue | null | undefined, safe: string): string {
  if (value === null || value === undefined) {
    throw new TypeError(
      `Cannot put ${String(value)} for '${name}' in a query string. Leave the name out, or give an empty text.`,
    );
  }
  return value instanceof Uint8Array ? quoteBytes(value) : quotePlus(str(value), safe);
}
