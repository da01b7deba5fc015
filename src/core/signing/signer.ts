import { settings } from '../../conf/configure.ts';
import { zlib } from '../../utils/builtins.ts';
import { constantTimeCompare } from '../../utils/crypto.ts';
import { FrameworkError } from '../errors/framework-error.ts';
import { BadSignature } from './errors.ts';
import { jsonSerializer, type Serializer } from './json.ts';
import { type Bytes, saltedHmac } from './salted-hmac.ts';

export interface SignerOptions {
  /** SECRET_KEY unless given. */
  key?: Bytes;
  /** Between text and signature; `':'`. */
  sep?: string;
  /** Keeps the signatures of one purpose apart from another's. */
  salt?: string;
  algorithm?: string;
  /** Older keys that are still believed; SECRET_KEY_FALLBACKS unless given. */
  fallbackKeys?: readonly Bytes[];
}

export interface SignObjectOptions {
  serializer?: Serializer;
  /** Deflate when that makes it shorter. */
  compress?: boolean;
}

/** Appends a signature to a text, `'hello:p-rVk6og...'`, and tells later whether text and signature belong together. */
export class Signer {
  readonly key: Bytes;
  readonly sep: string;
  readonly salt: string;
  readonly algorithm: string;
  readonly fallbackKeys: readonly Bytes[];

  constructor(options: SignerOptions = {}) {
    this.key = options.key || settings.SECRET_KEY;
    this.sep = options.sep ?? ':';
    this.salt = options.salt || this.defaultSalt();
    this.algorithm = options.algorithm ?? 'sha256';
    this.fallbackKeys = options.fallbackKeys ?? settings.SECRET_KEY_FALLBACKS;
    if (/^[A-z0-9\-_=]*$/.test(this.sep)) {
      throw new FrameworkError(
        'signing.unsafe-separator',
        `The separator ${JSON.stringify(this.sep)} of a signer may stand in a signature itself.`,
        "Take one that isn't empty and isn't made of letters, digits, '-', '_' and '=' only.",
      );
    }
  }

  /** Django's own salt, so that either framework reads what the other signed. */
  protected defaultSalt(): string {
    return 'django.core.signing.Signer';
  }

  signature(value: Bytes, key: Bytes = this.key): string {
    return saltedHmac(`${this.salt}signer`, value instanceof Uint8Array ? value : String(value), {
      secret: key,
      algorithm: this.algorithm,
    }).toString('base64url');
  }

  sign(value: string): string {
    return `${value}${this.sep}${this.signature(value)}`;
  }

  /** The text without its signature. @throws BadSignature */
  unsign(signed: string): string {
    const at = signed.lastIndexOf(this.sep);
    if (at === -1) throw new BadSignature(`No "${this.sep}" found in value.`);
    const value = signed.slice(0, at);
    const signature = signed.slice(at + this.sep.length);
    for (const key of [this.key, ...this.fallbackKeys]) {
      if (constantTimeCompare(signature, this.signature(value, key))) return value;
    }
    throw new BadSignature(`Signature "${signature}" does not match.`);
  }

  /** A signed, URL-safe text that carries a value. */
  signObject(value: unknown, options: SignObjectOptions = {}): string {
    const data = (options.serializer ?? jsonSerializer).dumps(value);
    const deflated = options.compress === true ? zlib().deflateSync(data) : undefined;
    if (deflated !== undefined && deflated.length < data.length - 1) {
      return this.sign(`.${deflated.toString('base64url')}`);
    }
    return this.sign(Buffer.from(data).toString('base64url'));
  }

  /** The value that `signObject` signed. @throws BadSignature */
  unsignObject(signed: string, options: { serializer?: Serializer } = {}): unknown {
    return decodeObject(this.unsign(signed), options.serializer);
  }
}

/** The value in a text whose signature was found right, which is why inflating it is safe. */
export function decodeObject(text: string, serializer: Serializer = jsonSerializer): unknown {
  const deflated = text.startsWith('.');
  const data = Buffer.from(deflated ? text.slice(1) : text, 'base64url');
  return serializer.loads(deflated ? zlib().inflateSync(data) : data);
}
