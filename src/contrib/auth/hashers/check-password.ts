import type { Awaitable } from '../../../utils/awaitable.ts';
import { getRandomString } from '../../../utils/crypto.ts';
import { HasherError, type PasswordHasher } from './password-hasher.ts';
import { getHasher, identifyHasher } from './registry.ts';

/** Never the start of a hash, so nobody can log in with such a password. */
const UNUSABLE_PREFIX = '!';
const UNUSABLE_SUFFIX_LENGTH = 40;

type Password = string | Uint8Array | null | undefined;

/** Whether this could be the hash of a password: false for what `makePassword(null)` gave. */
export function isPasswordUsable(encoded: string | null | undefined): boolean {
  return encoded === null || encoded === undefined || !encoded.startsWith(UNUSABLE_PREFIX);
}

/**
 * The text to store for a password, with a new salt unless one is given. `null` gives a text that no password fits.
 * @throws HasherError
 */
export async function makePassword(
  password: Password,
  salt?: string | null,
  hasher: string | PasswordHasher = 'default',
): Promise<string> {
  if (password === null || password === undefined) {
    return UNUSABLE_PREFIX + getRandomString(UNUSABLE_SUFFIX_LENGTH);
  }
  if (typeof password !== 'string' && !((password as unknown) instanceof Uint8Array)) {
    throw new HasherError(`Password must be a string or bytes, got ${typeof password}.`);
  }
  const chosen = await getHasher(hasher);
  return chosen.encode(password, salt || (await chosen.salt()));
}

/**
 * Whether a password fits a stored hash.
 * @param setter called with the password when it fits and its hash should be made anew, as the preferred hasher does it
 */
export async function checkPassword(
  password: Password,
  encoded: string,
  setter?: (password: string) => Awaitable<unknown>,
  preferred: string | PasswordHasher = 'default',
): Promise<boolean> {
  const { isCorrect, mustUpdate } = await verifyPassword(password, encoded, preferred);
  if (setter !== undefined && isCorrect && mustUpdate) await setter(String(password));
  return isCorrect;
}

/**
 * Whether a password fits, and whether its hash should be made anew. Takes about as long for hashes that cannot fit
 * (none, unusable, of a hasher that is gone) as for others, so that timing does not tell which users exist.
 */
export async function verifyPassword(
  password: Password,
  encoded: string,
  preferred: string | PasswordHasher = 'default',
): Promise<{ isCorrect: boolean; mustUpdate: boolean }> {
  const best = await getHasher(preferred);
  const hasher = await hasherOf(encoded);
  if (password === null || password === undefined || hasher === undefined || !isPasswordUsable(encoded)) {
    await makePassword(getRandomString(UNUSABLE_SUFFIX_LENGTH));
    return { isCorrect: false, mustUpdate: false };
  }
  const changed = hasher.algorithm !== best.algorithm;
  const mustUpdate = changed || best.mustUpdate(encoded);
  const isCorrect = await hasher.verify(password, encoded);
  if (!isCorrect && !changed && mustUpdate) await hasher.hardenRuntime(password, encoded);
  return { isCorrect, mustUpdate };
}

async function hasherOf(encoded: string): Promise<PasswordHasher | undefined> {
  try {
    return await identifyHasher(encoded);
  } catch (error) {
    if (error instanceof HasherError) return undefined;
    throw error;
  }
}
