import type { Serializer } from './json.ts';
import type { SignerOptions, SignObjectOptions } from './signer.ts';
import { TimestampSigner, type UnsignOptions } from './timestamp-signer.ts';

type Keys = Pick<SignerOptions, 'key' | 'salt' | 'fallbackKeys'>;
const SALT = 'django.core.signing';

/** A signed, URL-safe text that carries a value and the time it was made. */
export function dumps(value: unknown, options: Keys & SignObjectOptions = {}): string {
  return new TimestampSigner({ ...options, salt: options.salt ?? SALT }).signObject(value, options);
}

/** The value that `dumps` was given. @throws BadSignature @throws SignatureExpired */
export function loads(
  signed: string,
  options: Keys & UnsignOptions & { serializer?: Serializer } = {},
): unknown {
  return new TimestampSigner({ ...options, salt: options.salt ?? SALT }).unsignObject(signed, options);
}
