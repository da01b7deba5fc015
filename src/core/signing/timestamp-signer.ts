import { base62Decode, base62Encode } from './base62.ts';
import { BadSignature, SignatureExpired } from './errors.ts';
import type { Serializer } from './json.ts';
import { decodeObject, Signer } from './signer.ts';

export interface UnsignOptions {
  /** Greatest accepted age, in seconds; no limit unless given. */
  maxAge?: number | undefined;
}

/** A signer whose signatures know when they were made: `'hello:8M0kX:0pJB1_TN9B...'`. */
export class TimestampSigner extends Signer {
  protected override defaultSalt(): string {
    return 'django.core.signing.TimestampSigner';
  }

  /** Seconds since 1970 in base 62. */
  timestamp(): string {
    return base62Encode(Math.floor(Date.now() / 1000));
  }

  override sign(value: string): string {
    return super.sign(`${value}${this.sep}${this.timestamp()}`);
  }

  /**
   * The text without time and signature.
   * @throws BadSignature when the signature does not match the text
   * @throws SignatureExpired when it matches but is older than `maxAge`
   */
  override unsign(signed: string, options: UnsignOptions = {}): string {
    const stamped = super.unsign(signed);
    const at = stamped.lastIndexOf(this.sep);
    const seconds = base62Decode(stamped.slice(at + this.sep.length));
    if (at === -1 || Number.isNaN(seconds)) throw new BadSignature('The signed value carries no time.');
    const age = Date.now() / 1000 - seconds;
    if (options.maxAge !== undefined && age > options.maxAge) {
      throw new SignatureExpired(`Signature age ${age} > ${options.maxAge} seconds.`);
    }
    return stamped.slice(0, at);
  }

  override unsignObject(signed: string, options: { serializer?: Serializer } & UnsignOptions = {}): unknown {
    return decodeObject(this.unsign(signed, options), options.serializer);
  }
}
