import type { Hash } from 'node:crypto';
import { settings } from '../../conf/configure.ts';
import { crypto } from '../../utils/builtins.ts';
import { InvalidAlgorithm } from './errors.ts';

export type Bytes = string | Uint8Array;
export interface SaltedHmacOptions {
  /** SECRET_KEY unless given. */
  secret?: Bytes;
  /** `'sha1'` unless given. */
  algorithm?: string;
}

/** Python's names of hashes that OpenSSL calls otherwise. */
const OPENSSL_NAMES: Readonly<Record<string, string>> = { blake2b: 'blake2b512', blake2s: 'blake2s256' };

/**
 * The HMAC of a text under a key made of the secret and a salt of its own, so that what is signed for one purpose
 * is worth nothing for another. Equal to Django's `salted_hmac(key_salt, value)`.
 * @throws InvalidAlgorithm
 */
export function saltedHmac(keySalt: Bytes, value: Bytes, options: SaltedHmacOptions = {}): Buffer {
  const { secret = settings.SECRET_KEY, algorithm = 'sha1' } = options;
  const name = OPENSSL_NAMES[algorithm] ?? algorithm;
  let hash: Hash;
  try {
    hash = crypto().createHash(name);
  } catch {
    throw new InvalidAlgorithm(algorithm);
  }
  return crypto().createHmac(name, hash.update(keySalt).update(secret).digest()).update(value).digest();
}
