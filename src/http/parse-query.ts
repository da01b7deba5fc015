import { TooManyFieldsSent } from '../core/errors/requests.ts';
import { decodeBytes, isUtf8 } from '../utils/text-encoding.ts';

/**
 * Read `a=1&b=2` and hand over each pair in order; a name without `=` has an empty value. Percent signs that encode nothing stay
 * as they are.
 * @param limit greatest number of pairs; null for any
 * @throws TooManyFieldsSent
 */
export function parseQuery(
  query: string | Uint8Array,
  encoding: string,
  limit: number | null,
  add: (name: string, value: string) => void,
): void {
  const text = typeof query === 'string' ? query : Buffer.from(query).toString('latin1');
  if (text === '') return;
  const decode = decoderFor(encoding);
  let count = 0;
  for (let start = 0; start <= text.length; ) {
    const ampersand = text.indexOf('&', start);
    const end = ampersand < 0 ? text.length : ampersand;
    if (limit !== null && ++count > limit) throw tooMany(limit);
    if (end > start) {
      const equals = text.indexOf('=', start);
      const nameEnd = equals < 0 || equals > end ? end : equals;
      add(decode(text.slice(start, nameEnd)), decode(text.slice(nameEnd + 1, end)));
    }
    start = end + 1;
  }
}

function tooMany(limit: number): TooManyFieldsSent {
  return new TooManyFieldsSent(
    `The number of GET/POST parameters exceeded settings.DATA_UPLOAD_MAX_NUMBER_FIELDS (${limit}).`,
  );
}

function decoderFor(encoding: string): (text: string) => string {
  const utf8 = isUtf8(encoding);
  return (raw) => {
    const text = raw.includes('+') ? raw.replaceAll('+', ' ') : raw;
    const isPlain = !/[%\x80-\xff]/.test(text);
    if (isPlain) return text;
    if (utf8 && !/[\u0080-\uffff]/.test(text)) {
      try {
        return decodeURIComponent(text);
      } catch {
        // Not all of it is well-formed: byte by byte.
      }
    }
    return decodeBytes(unquoteToBytes(text), encoding);
  };
}

/** The bytes of a percent-encoded text. Characters above U+00FF, which no client sends, are taken as UTF-8. */
function unquoteToBytes(text: string): Uint8Array {
  const source = /[\u0100-\uffff]/.test(text) ? Buffer.from(text).toString('latin1') : text;
  return Buffer.from(
    source.replace(/%([0-9a-f]{2})/gi, (_, pair: string) => String.fromCharCode(Number.parseInt(pair, 16))),
    'latin1',
  );
}
