import { quote } from './encoding.ts';

/** Characters of a path segment that RFC 3986 lets stand, and the slash. */
const PATH_SAFE = "!$&'()*+,;=/:@";

/** Percent-encode a path; `?` and `#` in it too. */
export function quotePath(path: string): string {
  return quote(path, PATH_SAFE);
}

/** Keep a browser from reading a path as another host: `//evil.com` becomes `/%2Fevil.com`. */
export function escapeLeadingSlashes(url: string): string {
  return url.startsWith('//') ? `/%2F${url.slice(2)}` : url;
}

/** Whether `host` is `pattern`, or below it when the pattern begins with a dot: `.example.com` has `www.example.com`. */
export function isSameDomain(host: string, pattern: string): boolean {
  if (pattern === '') return false;
  const wanted = pattern.toLowerCase();
  return host === wanted || (wanted.startsWith('.') && (host.endsWith(wanted) || host === wanted.slice(1)));
}

/** An entity tag in quotes, as it stands in headers; one that has them already stays. */
export function quoteEtag(etag: string): string {
  return ETAG.test(etag) ? etag : `"${etag}"`;
}

/** The entity tags of an `If-None-Match` header; `['*']` for any. Malformed ones are left out. */
export function parseEtags(header: string): string[] {
  if (header.trim() === '*') return ['*'];
  return header
    .split(',')
    .map((etag) => etag.trim())
    .filter((etag) => ETAG.test(etag));
}

const ETAG = /^(?:W\/)?"[^"]*"$/;

/** Bytes in letters that need no encoding in a URL: `MQ` for `1`. */
export function urlsafeBase64Encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

/** The bytes again. @throws RangeError for a text that is no base 64 */
export function urlsafeBase64Decode(text: string): Uint8Array {
  const bare = text.replace(/[^A-Za-z0-9_-]/g, '');
  if (bare.length % 4 === 1) throw new RangeError(`'${text}' is no base 64.`);
  return Buffer.from(bare, 'base64url');
}
