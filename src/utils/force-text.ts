import { DjangoUnicodeDecodeError } from '../core/errors/unicode-decode-error.ts';
import { str } from './python-str.ts';
import { SafeString } from './safe-string.ts';

/** What becomes of characters that an encoding lacks: an error, nothing, or `?`. */
export type EncodingErrors = 'strict' | 'ignore' | 'replace';

/**
 * The text of bytes in an encoding; other values as `str()` writes them, safe text as it is.
 * @throws DjangoUnicodeDecodeError for bytes that are not of the encoding, unless `errors` says otherwise
 */
export function forceStr(
  value: unknown,
  encoding = 'utf-8',
  errors: EncodingErrors = 'strict',
): string | SafeString {
  if (value instanceof SafeString) return value;
  if (!(value instanceof Uint8Array)) return str(value);
  try {
    const text = new TextDecoder(encoding, { fatal: errors === 'strict', ignoreBOM: true }).decode(value);
    return errors === 'ignore' ? text.replaceAll('\ufffd', '') : text;
  } catch (error) {
    throw new DjangoUnicodeDecodeError(value, encoding, { cause: error });
  }
}

/** The last character of the encodings that have a byte for each. */
const LAST_CHARACTER: Readonly<Record<string, number>> = {
  ascii: 0x7f,
  'us-ascii': 0x7f,
  'latin-1': 0xff,
  latin1: 0xff,
  'iso-8859-1': 0xff,
};

/**
 * A value as bytes: of its text in an encoding, UTF-8 unless given; bytes of UTF-8 in another encoding too.
 * @throws RangeError for a character that the encoding lacks, unless `errors` says otherwise, and for other encodings
 */
export function forceBytes(
  value: unknown,
  encoding = 'utf-8',
  errors: EncodingErrors = 'strict',
): Uint8Array {
  const isUtf8 = /^utf-?8$/i.test(encoding);
  if (value instanceof Uint8Array && isUtf8) return value;
  const text = String(forceStr(value, 'utf-8', errors));
  if (isUtf8) return Buffer.from(text);
  const last = LAST_CHARACTER[encoding.toLowerCase()];
  if (last === undefined)
    throw new RangeError(`Text is not written in '${encoding}'. Take utf-8, latin-1 or ascii.`);
  const shown = text.replace(/[^\0-\x7f]/gu, (char) => {
    if (char.codePointAt(0)! <= last) return char;
    if (errors === 'strict') throw new RangeError(`'${char}' cannot be written in ${encoding}.`);
    return errors === 'ignore' ? '' : '?';
  });
  return Buffer.from(shown, 'latin1');
}
