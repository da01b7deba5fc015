import { isPlainObject } from '../../utils/is-plain-object.ts';

const SECRET_NAME = /API|AUTH|TOKEN|KEY|SECRET|PASS|SIGNATURE|COOKIE$|CREDENTIAL|SESSIONID/i;
export const MASK = '********************';

/** A value to show: masked when its name says that it is secret, and so are the parts of it that say so. */
export function maskSecrets(name: string, value: unknown): unknown {
  if (SECRET_NAME.test(name) && typeof value !== 'boolean' && typeof value !== 'number') return MASK;
  if (typeof value === 'string') return maskUrl(value);
  if (Array.isArray(value)) return value.map((item) => maskSecrets('', item));
  if (isPlainObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskSecrets(key, item)]));
  }
  return value;
}

/** `postgres://user:secret@host` keeps everything but the password. */
function maskUrl(text: string): string {
  return text.replace(/^([a-z][a-z0-9+.-]*:\/\/[^/:@]*:)[^@/]+@/i, `$1${MASK}@`);
}
