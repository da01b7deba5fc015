/** Makes the key that a backend sees, of a key, the prefix and the version. */
export type KeyFunction = (key: string, keyPrefix: string, version: number) => string;

/** `shop:1:articles`: prefix, version, key. */
export function defaultKeyFunction(key: string, keyPrefix: string, version: number): string {
  return `${keyPrefix}:${version}:${key}`;
}

/** A key would not work in every cache: memcached takes at most 250 visible characters. */
export class CacheKeyWarning extends Error {
  override readonly name = 'CacheKeyWarning';
}

const LONGEST = 250;
const MOST_REMEMBERED = 1000;
const warned = new Set<string>();

/** Warn, once, of a key that memcached would refuse. */
export function warnOfKey(key: string): void {
  const problem = problemOf(key);
  if (problem === undefined || warned.has(key) || warned.size >= MOST_REMEMBERED) return;
  warned.add(key);
  process.emitWarning(
    new CacheKeyWarning(`The cache key '${key}' will not work with memcached: ${problem}.`),
  );
}

function problemOf(key: string): string | undefined {
  if (key.length > LONGEST) return `it is longer than ${LONGEST} characters`;
  if (/[\0-\x20\x7f]/.test(key)) return 'it has spaces or control characters';
  return undefined;
}
