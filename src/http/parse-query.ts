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
  const text = textOf(typeof query === 'string' ? query : Buffer.from(query).toString('latin1'), encoding);
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
    if (!text.includes('%')) return text;
    if (utf8) {
      try {
        return decodeURIComponent(text);
      } catch {
        // Not all of it is well-formed: byte by byte.
      }
    }
    return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
      decodeBytes(Buffer.from(run.replaceAll('%', ''), 'hex'), encoding),
    );
  };
}

/** What a client sent, whose bytes Node hands over as characters: bytes of the encoding where they are that, else the text it is. */
function textOf(raw: string, encoding: string): string {
  if (!/[\x80-\xff]/.test(raw) || /[^\0-\xff]/.test(raw)) return raw;
  const text = decodeBytes(Buffer.from(raw, 'latin1'), encoding);
  return text.includes('\ufffd') ? raw : text;
}
