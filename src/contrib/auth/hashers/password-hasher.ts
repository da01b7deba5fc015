import { FrameworkError } from '../../../core/errors/framework-error.ts';
import type { Awaitable } from '../../../utils/awaitable.ts';
import { getRandomString } from '../../../utils/crypto.ts';

/** Bits of chance that a salt must carry. */
const SALT_ENTROPY = 128;
const BITS_PER_LETTER = Math.log2(62);

/** The parts of a stored hash; the numbers that a hasher needs besides have their own names. */
export interface DecodedHash {
  algorithm: string;
  salt: string;
  hash: string;
}

/** The value given for a password or a salt cannot be hashed. */
export class HasherError extends FrameworkError {
  constructor(what: string, hint?: string) {
    super('auth.hasher', what, hint);
  }
}

/**
 * A way to store passwords. A project's own extends this, and is named in `PASSWORD_HASHERS`; the first of that list
 * hashes new passwords, the others only check old ones.
 */
export abstract class PasswordHasher {
  /** First part of what is stored, up to the first `$`. */
  abstract readonly algorithm: string;

  /** Turn a password into the text that is stored; never run on the event loop when it takes long. */
  abstract encode(password: string | Uint8Array, salt: string): Promise<string>;
  abstract decode(encoded: string): DecodedHash;
  abstract verify(password: string | Uint8Array, encoded: string): Promise<boolean>;

  /** What an administrator may see of a stored hash: labels and values, secrets masked. */
  abstract safeSummary(encoded: string): Record<string, string | number>;

  /** A new random salt. */
  salt(): Awaitable<string> {
    return getRandomString(Math.ceil(SALT_ENTROPY / BITS_PER_LETTER));
  }

  /** Whether the stored hash is weaker than what this hasher makes now, so that a login should store it anew. */
  mustUpdate(_encoded: string): boolean {
    return false;
  }

  /** Spend the time by which checking an older, cheaper hash was quicker, so that timing tells nothing of its age. */
  async hardenRuntime(_password: string | Uint8Array, _encoded: string): Promise<void> {}

  /** @throws HasherError */
  protected checkEncodeArguments(password: unknown, salt: unknown): void {
    if (password === null || password === undefined) throw new HasherError('password must be provided.');
    if (typeof salt !== 'string' || salt === '' || salt.includes('$')) {
      throw new HasherError('salt must be provided and cannot contain $.');
    }
  }
}

/** The first letters of a secret, stars or another character for the rest. */
export function maskHash(hash: string, show = 6, char = '*'): string {
  return hash.slice(0, show) + char.repeat(Math.max(0, hash.length - show));
}

/** Whether a salt carries fewer bits of chance than a new one would. */
export function saltTooShort(salt: string): boolean {
  return salt.length * BITS_PER_LETTER < SALT_ENTROPY;
}
