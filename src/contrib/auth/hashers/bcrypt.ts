import { crypto } from '../../../utils/builtins.ts';
import { constantTimeCompare } from '../../../utils/crypto.ts';
import { optionalPackage } from './optional-package.ts';
import { type DecodedHash, maskHash, PasswordHasher } from './password-hasher.ts';

/** What `bcrypt` and `bcryptjs` have in common. */
interface Bcrypt {
  genSalt(rounds: number): Promise<string>;
  hash(password: string, salt: string): Promise<string>;
}

interface DecodedBcrypt extends DecodedHash {
  variety: string;
  workFactor: number;
}

const SALT_LENGTH = 22;

/** `bcrypt_sha256$$2b$12$...`: bcrypt over a SHA-256, which lifts bcrypt's limit of 72 bytes. Needs a package. */
export class BCryptSHA256PasswordHasher extends PasswordHasher {
  readonly algorithm: string = 'bcrypt_sha256';
  rounds = 12;

  override async salt(): Promise<string> {
    return (await this.#library()).genSalt(this.rounds);
  }

  override async encode(password: string | Uint8Array, salt: string): Promise<string> {
    const hash = await (await this.#library()).hash(this.prepare(password), salt);
    return `${this.algorithm}$${hash}`;
  }

  /** What is handed to bcrypt for a password. */
  protected prepare(password: string | Uint8Array): string {
    return crypto().createHash('sha256').update(password).digest('hex');
  }

  override decode(encoded: string): DecodedBcrypt {
    const [algorithm, , variety, workFactor, data] = encoded.split('$') as [
      string,
      string,
      string,
      string,
      string,
    ];
    return {
      algorithm,
      variety,
      workFactor: Number(workFactor),
      salt: data.slice(0, SALT_LENGTH),
      hash: data.slice(SALT_LENGTH),
    };
  }

  override async verify(password: string | Uint8Array, encoded: string): Promise<boolean> {
    const stored = encoded.slice(encoded.indexOf('$') + 1);
    return constantTimeCompare(encoded, await this.encode(password, stored));
  }

  override safeSummary(encoded: string): Record<string, string | number> {
    const { algorithm, workFactor, salt, hash } = this.decode(encoded);
    return { algorithm, 'work factor': workFactor, salt: maskHash(salt), checksum: maskHash(hash) };
  }

  override mustUpdate(encoded: string): boolean {
    return this.decode(encoded).workFactor !== this.rounds;
  }

  override async hardenRuntime(password: string | Uint8Array, encoded: string): Promise<void> {
    const [, , variety, , data] = encoded.split('$') as [string, string, string, string, string];
    const { workFactor } = this.decode(encoded);
    const salt = `$${variety}$${String(workFactor).padStart(2, '0')}$${data.slice(0, SALT_LENGTH)}`;
    for (let runs = 2 ** (this.rounds - workFactor) - 1; runs >= 1; runs--) await this.encode(password, salt);
  }

  #library(): Promise<Bcrypt> {
    return optionalPackage<Bcrypt>(this.constructor.name, ['bcrypt', 'bcryptjs']);
  }
}

/** `bcrypt$$2b$12$...`: only for hashes of other systems, since bcrypt reads no more than 72 bytes of a password. */
export class BCryptPasswordHasher extends BCryptSHA256PasswordHasher {
  override readonly algorithm: string = 'bcrypt';

  protected override prepare(password: string | Uint8Array): string {
    return typeof password === 'string' ? password : Buffer.from(password).toString('utf8');
  }
}
