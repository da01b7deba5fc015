import { promisify } from 'node:util';
import { crypto } from '../../../utils/builtins.ts';
import { constantTimeCompare } from '../../../utils/crypto.ts';
import { type DecodedHash, maskHash, PasswordHasher, saltTooShort } from './password-hasher.ts';

interface DecodedPbkdf2 extends DecodedHash {
  iterations: number;
}

/** `pbkdf2_sha256$1000000$salt$hash`, the default: what Django 5.2 stores. */
export class PBKDF2PasswordHasher extends PasswordHasher {
  readonly algorithm: string = 'pbkdf2_sha256';
  readonly digest: string = 'sha256';
  readonly digestSize: number = 32;
  iterations = 1_000_000;

  override async encode(
    password: string | Uint8Array,
    salt: string,
    iterations: number = this.iterations,
  ): Promise<string> {
    this.checkEncodeArguments(password, salt);
    const derive = promisify(crypto().pbkdf2);
    const hash = await derive(password, salt, iterations, this.digestSize, this.digest);
    return `${this.algorithm}$${iterations}$${salt}$${hash.toString('base64')}`;
  }

  override decode(encoded: string): DecodedPbkdf2 {
    const [algorithm, iterations, salt, hash] = encoded.split('$') as [string, string, string, string];
    return { algorithm, iterations: Number(iterations), salt, hash };
  }

  override async verify(password: string | Uint8Array, encoded: string): Promise<boolean> {
    const { salt, iterations } = this.decode(encoded);
    return constantTimeCompare(encoded, await this.encode(password, salt, iterations));
  }

  override safeSummary(encoded: string): Record<string, string | number> {
    const { algorithm, iterations, salt, hash } = this.decode(encoded);
    return { algorithm, iterations, salt: maskHash(salt), hash: maskHash(hash) };
  }

  override mustUpdate(encoded: string): boolean {
    const { iterations, salt } = this.decode(encoded);
    return iterations !== this.iterations || saltTooShort(salt);
  }

  override async hardenRuntime(password: string | Uint8Array, encoded: string): Promise<void> {
    const { iterations, salt } = this.decode(encoded);
    const missing = this.iterations - iterations;
    if (missing > 0) await this.encode(password, salt, missing);
  }
}

/** `pbkdf2_sha1$...`: for hashes of other systems. */
export class PBKDF2SHA1PasswordHasher extends PBKDF2PasswordHasher {
  override readonly algorithm: string = 'pbkdf2_sha1';
  override readonly digest: string = 'sha1';
  override readonly digestSize: number = 20;
}
