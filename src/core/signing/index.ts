export { base62Decode, base62Encode } from './base62.ts';
export { dumps, loads } from './dumps.ts';
export { BadSignature, InvalidAlgorithm, SignatureExpired } from './errors.ts';
export { jsonSerializer, type Serializer } from './json.ts';
export { type Bytes, type SaltedHmacOptions, saltedHmac } from './salted-hmac.ts';
export { Signer, type SignerOptions, type SignObjectOptions } from './signer.ts';
export { TimestampSigner, type UnsignOptions } from './timestamp-signer.ts';
