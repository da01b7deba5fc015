import { domainToASCII } from 'node:url';

/** Percent-encode as Python's `quote()` does: letters, digits, `_.-~` and the characters of `safe` stay, the rest is UTF-8 in `%XX`. */
export function quote(text: string, safe = '/'): string {
  if (/^[A-Za-z0-9_.~-]*$/.test(text)) return text;
  return text.replace(/[^A-Za-z0-9_.~-]+/gu, (run) => {
    let out = '';
    for (const char of run) out += safe.includes(char) ? char : percentEncode(char);
    return out;
  });
}

/** Percent-encode for a query string: a space is `+`. */
export function quotePlus(text: string, safe = ''): string {
  return quote(text, `${safe} `).replaceAll(' ', '+');
}

/** Bytes percent-encoded for a query string. */
export function quoteBytes(bytes: Uint8Array): string {
  const plain = /[A-Za-z0-9_.~-]/;
  return Array.from(bytes, (byte) => {
    const char = String.fromCharCode(byte);
    return plain.test(char) ? char : char === ' ' ? '+' : hex(byte);
  }).join('');
}

/** A whole URL with every character that ASCII lacks percent-encoded: `/I ♥/` is `/I%20%E2%99%A5/`. Reserved characters stay. */
export function iriToUri(iri: string): string {
  return quote(iri, "/#%[]=:;$&()+,!?*@'");
}

/** The reverse of `iriToUri()`: percent-encoded letters are decoded where that changes no meaning. */
export function uriToIri(uri: string): string {
  if (!uri.includes('%')) return repercentBrokenUnicode(Buffer.from(uri));
  const bytes: number[] = [];
  const source = Buffer.from(uri);
  for (let i = 0; i < source.length; i++) {
    const value = source[i] === 0x25 ? Number(`0x${source.toString('latin1', i + 1, i + 3)}`) : Number.NaN;
    if (isHexPair(source, i + 1) && (value >= 0x80 || /[A-Za-z0-9_.~-]/.test(String.fromCharCode(value)))) {
      bytes.push(value);
      i += 2;
    } else {
      bytes.push(source[i]!);
    }
  }
  return repercentBrokenUnicode(Buffer.from(bytes));
}

/** UTF-8 as text, with each byte that is no part of a character left as `%XX`. */
export function repercentBrokenUnicode(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; ) {
    const length = characterLength(bytes, i);
    if (length === 0) {
      out += hex(bytes[i]!);
      i += 1;
    } else {
      out += Buffer.from(bytes.subarray(i, i + length)).toString();
      i += length;
    }
  }
  return out;
}

/** A path with the characters encoded that would end it or have a meaning of their own (`?`, `#`, `;`, `=`, `%`). */
export function escapeUriPath(path: string): string {
  return quote(path, "/:@&+$,!*'()");
}

/** A file's path as part of a URL; backslashes become slashes. */
export function filepathToUri(path: string): string {
  return quote(path.replaceAll('\\', '/'), "/!*()'");
}

function percentEncode(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 0x80) return hex(code);
  let out = '';
  for (const byte of Buffer.from(char)) out += hex(byte);
  return out;
}

/** Each byte with a percent sign before it, made once. */
const HEX: readonly string[] = Array.from(
  { length: 256 },
  (_, byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
);

function hex(byte: number): string {
  return HEX[byte]!;
}

/** 0 to 9, A to F, a to f. */
function isHexDigit(byte = 0): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}

function isHexPair(bytes: Uint8Array, at: number): boolean {
  return isHexDigit(bytes[at]) && isHexDigit(bytes[at + 1]);
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes of the character that starts here; 0 when none does. */
function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  try {
    strict.decode(bytes.subarray(at, at + length));
    return at + length <= bytes.length ? length : 0;
  } catch {
    return 0;
  }
}

/** A host name in ASCII, as it is looked up: `한국.kr` is `xn--3e0b707e.kr`. @throws RangeError for what can be no host name */
export function punycode(domain: string): string {
  if (/^[\0-\x7f]*$/.test(domain)) return domain;
  const ascii = domainToASCII(domain);
  if (ascii === '') throw new RangeError(`'${domain}' cannot be a host name.`);
  return ascii;
}
