import { pbkdf2Sync } from 'node:crypto';
import { base62Decode, base62Encode } from '../../src/core/signing/base62.ts';
import { dumps, loads } from '../../src/core/signing/dumps.ts';
import { saltedHmac } from '../../src/core/signing/salted-hmac.ts';
import { Signer } from '../../src/core/signing/signer.ts';
import { TimestampSigner } from '../../src/core/signing/timestamp-signer.ts';
import { constantTimeCompare } from '../../src/utils/crypto.ts';
import { urlsafeBase64Decode, urlsafeBase64Encode } from '../../src/utils/http.ts';
import { str } from '../../src/utils/python-str.ts';
import type { ObjectDescription, UtilityFunctions } from './utility-function.ts';

function options({ kwargs }: ObjectDescription) {
  const { key, sep, salt, algorithm, fallback_keys: fallbackKeys } = kwargs as Record<string, never>;
  const all = { key, sep, salt, algorithm, fallbackKeys };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
const signer = (object: ObjectDescription | undefined) => new Signer(options(object!));
const stamper = (object: ObjectDescription | undefined) => new TimestampSigner(options(object!));
const age = (kwargs: Readonly<Record<string, unknown>>) =>
  kwargs['max_age'] === undefined ? {} : { maxAge: seconds(kwargs['max_age']) };

function seconds(value: unknown): number {
  return typeof value === 'object'
    ? (value as { total(unit: string): number }).total('seconds')
    : Number(value);
}

export const signing: UtilityFunctions = {
  'crypto.constant_time_compare': ([a, b]) => constantTimeCompare(a, b),
  'crypto.salted_hmac': ([salt, value], kwargs) => saltedHmac(salt, value, kwargs).toString('hex'),
  'crypto.pbkdf2': (_args, { password, salt, iterations, dklen, digest }) =>
    pbkdf2Sync(password, salt, iterations, dklen ?? 32, digest ?? 'sha256'),
  'signing.b62_encode': ([value]) => base62Encode(Number(value)),
  'signing.b62_decode': ([text]) => base62Decode(text),
  'signing.dumps': ([value], kwargs) => dumps(value, kwargs),
  'signing.loads': ([text], kwargs) => loads(text, { ...kwargs, ...age(kwargs) }),
  'signing.base64_hmac': ([salt, value, secret], { algorithm }) =>
    saltedHmac(salt, value, { secret, algorithm: algorithm ?? 'sha1' }).toString('base64url'),
  'signing.Signer.sign': ([value], _kwargs, object) => signer(object).sign(str(value)),
  'signing.Signer.unsign': ([value], _kwargs, object) => signer(object).unsign(value),
  'signing.Signer.signature': ([value], _kwargs, object) => signer(object).signature(value),
  'signing.Signer.sign_object': ([value], kwargs, object) => signer(object).signObject(value, kwargs),
  'signing.Signer.unsign_object': ([value], _kwargs, object) => signer(object).unsignObject(value),
  'signing.TimestampSigner.sign': ([value], _kwargs, object) => stamper(object).sign(str(value)),
  'signing.TimestampSigner.signature': ([value], _kwargs, object) => stamper(object).signature(value),
  'signing.TimestampSigner.sign_object': ([value], kwargs, object) =>
    stamper(object).signObject(value, kwargs),
  'signing.TimestampSigner.unsign_object': ([value], kwargs, object) =>
    stamper(object).unsignObject(value, age(kwargs)),
  'signing.b64_encode': ([bytes]) => Buffer.from(urlsafeBase64Encode(bytes)),
  'signing.b64_decode': ([text]) => urlsafeBase64Decode(text),
  'signing.TimestampSigner.unsign': ([value], kwargs, object) => stamper(object).unsign(value, age(kwargs)),
};
