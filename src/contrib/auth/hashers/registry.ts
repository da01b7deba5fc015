import { settings } from '../../../conf/configure.ts';
import { ImproperlyConfigured } from '../../../core/errors/improperly-configured.ts';
import { importString } from '../../../utils/import-string.ts';
import { Argon2PasswordHasher } from './argon2.ts';
import { BCryptPasswordHasher, BCryptSHA256PasswordHasher } from './bcrypt.ts';
import { MD5PasswordHasher } from './md5.ts';
import { HasherError, PasswordHasher } from './password-hasher.ts';
import { PBKDF2PasswordHasher, PBKDF2SHA1PasswordHasher } from './pbkdf2.ts';
import { ScryptPasswordHasher } from './scrypt.ts';

const BUILT_IN: Readonly<Record<string, new () => PasswordHasher>> = {
  PBKDF2PasswordHasher,
  PBKDF2SHA1PasswordHasher,
  Argon2PasswordHasher,
  BCryptSHA256PasswordHasher,
  BCryptPasswordHasher,
  ScryptPasswordHasher,
  MD5PasswordHasher,
};

/** The hashers made for each list that PASSWORD_HASHERS has been; tests change the setting. */
const made = new WeakMap<readonly string[], Promise<readonly PasswordHasher[]>>();

/** The hashers of PASSWORD_HASHERS, in order. @throws ImproperlyConfigured for an entry that is none. */
export function getHashers(): Promise<readonly PasswordHasher[]> {
  const names = settings.PASSWORD_HASHERS;
  const known = made.get(names);
  if (known !== undefined) return known;
  const hashers = Promise.all(names.map(makeHasher));
  made.set(names, hashers);
  return hashers;
}

/** Django's own dotted names are understood for the hashers that are built in. */
async function makeHasher(name: string): Promise<PasswordHasher> {
  const builtIn = BUILT_IN[name.replace(/^(django\.contrib\.auth\.hashers\.|jango\/contrib\/auth#)/, '')];
  const hasher = new (builtIn ?? ((await importString(name)) as new () => PasswordHasher))();
  if (hasher instanceof PasswordHasher && hasher.algorithm !== '') return hasher;
  throw new ImproperlyConfigured(
    `PASSWORD_HASHERS has '${name}', which is not a PasswordHasher with an algorithm.`,
    `Built in are: ${Object.keys(BUILT_IN).join(', ')}.`,
  );
}

/** The hasher for an algorithm; the preferred one unless told. @throws HasherError when PASSWORD_HASHERS has none. */
export async function getHasher(algorithm: string | PasswordHasher = 'default'): Promise<PasswordHasher> {
  if (algorithm instanceof PasswordHasher) return algorithm;
  const hashers = await getHashers();
  const hasher =
    algorithm === 'default' ? hashers[0] : hashers.find((candidate) => candidate.algorithm === algorithm);
  if (hasher !== undefined) return hasher;
  throw new HasherError(
    `Unknown password hashing algorithm '${algorithm}'.`,
    'Did you specify it in the PASSWORD_HASHERS setting?',
  );
}

/** The hasher that made a stored hash. @throws HasherError when PASSWORD_HASHERS has none. */
export async function identifyHasher(encoded: string): Promise<PasswordHasher> {
  return getHasher(encoded.split('$', 1)[0] || '(none)');
}
