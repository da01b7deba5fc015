import { constantTimeCompare } from '../../../utils/crypto.ts';
import { type Argon2Costs, argon2id } from './argon2-driver.ts';
import { type DecodedHash, HasherError, maskHash, PasswordHasher, saltTooShort } from './password-hasher.ts';

const HASH_LENGTH = 32;

interface DecodedArgon2 extends DecodedHash, Argon2Costs {
  variety: string;
  version: number;
}

/**
 * `argon2$argon2id$v=19$m=102400,t=2,p=8$salt$hash`. Node 24.7 has it built in; elsewhere the package `@node-rs/argon2`
 * is needed, and only once a password is hashed this way.
 */
export class Argon2PasswordHasher extends PasswordHasher {
  readonly algorithm: string = 'argon2';
  timeCost = 2;
  memoryCost = 102_400;
  parallelism = 8;

  override async encode(password: string | Uint8Array, salt: string): Promise<string> {
    this.checkEncodeArguments(password, salt);
    const { memoryCost: m, timeCost: t, parallelism: p } = this;
    const hash = await argon2id(password, Buffer.from(salt), HASH_LENGTH, this);
    return `${this.algorithm}$argon2id$v=19$m=${m},t=${t},p=${p}$${unpadded(Buffer.from(salt))}$${unpadded(hash)}`;
  }

  override decode(encoded: string): DecodedArgon2 {
    const [algorithm, variety, version, costs, salt, hash] = encoded.split('$') as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const cost = (name: string): number => Number(new RegExp(`\\b${name}=(\\d+)`).exec(costs)?.[1]);
    return {
      algorithm,
      variety,
      version: Number(version.replace('v=', '')),
      memoryCost: cost('m'),
      timeCost: cost('t'),
      parallelism: cost('p'),
      salt: Buffer.from(salt, 'base64').toString('latin1'),
      hash,
    };
  }

  override async verify(password: string | Uint8Array, encoded: string): Promise<boolean> {
    const decoded = this.decode(encoded);
    if (decoded.variety !== 'argon2id' || decoded.version !== 19) {
      throw new HasherError(
        `A stored password is hashed as ${decoded.variety} v=${decoded.version}; only argon2id v=19 can be checked.`,
        'Let its owner set a new password.',
      );
    }
    const stored = Buffer.from(decoded.hash, 'base64');
    const salt = Buffer.from(decoded.salt, 'latin1');
    return constantTimeCompare(stored, await argon2id(password, salt, stored.length, decoded));
  }

  override safeSummary(encoded: string): Record<string, string | number> {
    const decoded = this.decode(encoded);
    return {
      algorithm: decoded.algorithm,
      variety: decoded.variety,
      version: decoded.version,
      'memory cost': decoded.memoryCost,
      'time cost': decoded.timeCost,
      parallelism: decoded.parallelism,
      salt: maskHash(decoded.salt),
      hash: maskHash(decoded.hash),
    };
  }

  override mustUpdate(encoded: string): boolean {
    const decoded = this.decode(encoded);
    return (
      decoded.variety !== 'argon2id' ||
      decoded.version !== 19 ||
      decoded.memoryCost !== this.memoryCost ||
      decoded.timeCost !== this.timeCost ||
      decoded.parallelism !== this.parallelism ||
      saltTooShort(decoded.salt)
    );
  }
}

function unpadded(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}
