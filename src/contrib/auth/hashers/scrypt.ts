import type { ScryptOptions } from 'node:crypto';
import { crypto } from '../../../utils/builtins.ts';
import { constantTimeCompare } from '../../../utils/crypto.ts';
import { type DecodedHash, maskHash, PasswordHasher, saltTooShort } from './password-hasher.ts';

const HASH_LENGTH = 64;

interface ScryptCosts {
  workFactor: number;
  blockSize: number;
  parallelism: number;
}

/** `scrypt$16384$salt$8$5$hash`: needs memory as well as time. */
export class ScryptPasswordHasher extends PasswordHasher {
  readonly algorithm: string = 'scrypt';
  workFactor = 2 ** 14;
  blockSize = 8;
  parallelism = 5;

  override async encode(
    password: string | Uint8Array,
    salt: string,
    costs: ScryptCosts = this,
  ): Promise<string> {
    this.checkEncodeArguments(password, salt);
    const { workFactor, blockSize, parallelism } = costs;
    const hash = await derive(password, salt, {
      N: workFactor,
      r: blockSize,
      p: parallelism,
      maxmem: 256 * blockSize * (workFactor + parallelism + 2),
    });
    return `${this.algorithm}$${workFactor}$${salt}$${blockSize}$${parallelism}$${hash.toString('base64')}`;
  }

  override decode(encoded: string): DecodedHash & ScryptCosts {
    const [algorithm, n, salt, r, p, hash] = encoded.split('$') as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    return { algorithm, workFactor: Number(n), salt, blockSize: Number(r), parallelism: Number(p), hash };
  }

  override async verify(password: string | Uint8Array, encoded: string): Promise<boolean> {
    const decoded = this.decode(encoded);
    return constantTimeCompare(encoded, await this.encode(password, decoded.salt, decoded));
  }

  override safeSummary(encoded: string): Record<string, string | number> {
    const decoded = this.decode(encoded);
    return {
      algorithm: decoded.algorithm,
      'work factor': decoded.workFactor,
      'block size': decoded.blockSize,
      parallelism: decoded.parallelism,
      salt: maskHash(decoded.salt),
      hash: maskHash(decoded.hash),
    };
  }

  override mustUpdate(encoded: string): boolean {
    const decoded = this.decode(encoded);
    return (
      decoded.workFactor !== this.workFactor ||
      decoded.blockSize !== this.blockSize ||
      decoded.parallelism !== this.parallelism ||
      saltTooShort(decoded.salt)
    );
  }
}

function derive(password: string | Uint8Array, salt: string, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    crypto().scrypt(password, salt, HASH_LENGTH, options, (error, hash) =>
      error ? reject(error) : resolve(hash),
    );
  });
}
