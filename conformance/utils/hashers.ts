import {
  checkPassword,
  isPasswordUsable,
  makePassword,
} from '../../src/contrib/auth/hashers/check-password.ts';
import { MD5PasswordHasher } from '../../src/contrib/auth/hashers/md5.ts';
import { maskHash } from '../../src/contrib/auth/hashers/password-hasher.ts';
import { PBKDF2PasswordHasher, PBKDF2SHA1PasswordHasher } from '../../src/contrib/auth/hashers/pbkdf2.ts';
import { ScryptPasswordHasher } from '../../src/contrib/auth/hashers/scrypt.ts';
import { camelToSnake } from '../../src/utils/case.ts';
import type { ObjectDescription, UtilityFunction, UtilityFunctions } from './utility-function.ts';

const CLASSES = { MD5PasswordHasher, PBKDF2PasswordHasher, PBKDF2SHA1PasswordHasher, ScryptPasswordHasher };

/** A hasher with the attributes of the line; `work_factor` is `workFactor`. */
function hasher(object: ObjectDescription | undefined) {
  const name = object!.class.split('.').at(-1) as keyof typeof CLASSES;
  const attrs = Object.entries(object!.attrs).map(([key, value]) => [
    key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    value,
  ]);
  return Object.assign(new CLASSES[name](), Object.fromEntries(attrs));
}

/** `blockSize` is `block_size`. */
function snakeCased(values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [camelToSnake(name), value]));
}

function methodsOf(name: string): UtilityFunctions {
  const iterations = (count: number | undefined) => (count === undefined ? [] : [count]);
  const methods: Record<string, UtilityFunction> = {
    encode: ([password, salt, count], kwargs, object) =>
      Reflect.apply(hasher(object).encode as never, hasher(object), [
        password,
        salt,
        ...iterations(count ?? kwargs['iterations']),
      ]),
    verify: ([password, encoded], _kwargs, object) => hasher(object).verify(password, encoded),
    must_update: ([encoded], _kwargs, object) => hasher(object).mustUpdate(encoded),
    decode: ([encoded], _kwargs, object) => snakeCased(hasher(object).decode(encoded)),
    safe_summary: ([encoded], _kwargs, object) => hasher(object).safeSummary(encoded),
  };
  return Object.fromEntries(
    Object.entries(methods).map(([method, fn]) => [`auth.hashers.${name}.${method}`, fn]),
  );
}

export const hashers: UtilityFunctions = {
  'auth.hashers.check_password': ([password, encoded]) => checkPassword(password, encoded),
  'auth.hashers.mask_hash': ([hash, show, char], kwargs) =>
    maskHash(hash, show ?? kwargs['show'], char ?? kwargs['char']),
  'auth.hashers.is_password_usable': ([encoded]) => isPasswordUsable(encoded),
  'auth.hashers.make_password': ([password, salt, name], kwargs) =>
    makePassword(password, salt ?? kwargs['salt'], name ?? kwargs['hasher'] ?? 'default'),
  ...Object.assign({}, ...Object.keys(CLASSES).map(methodsOf)),
};
