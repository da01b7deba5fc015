import { crypto } from '../../../utils/builtins.ts';
import { constantTimeCompare } from '../../../utils/crypto.ts';
import { type DecodedHash, maskHash, PasswordHasher, saltTooShort } from './password-hasher.ts';

/** `md5$salt$hash`: no protection at all, but quick. For tests only. */
export class MD5PasswordHasher extends PasswordHasher {
  readonly algorithm: string = 'md5';

  override async encode(password: string | Uint8Array, salt: string): Promise<string> {
    this.checkEncodeArguments(password, salt);
    const hash = crypto().createHash('md5').update(salt).update(password).digest('hex');
    return `${this.algorithm}$${salt}$${hash}`;
  }

  override decode(encoded: string): DecodedHash {
    const [algorithm, salt, hash] = encoded.split('$') as [string, string, string];
    return { algorithm, salt, hash };
  }

  override async verify(password: string | Uint8Array, encoded: string): Promise<boolean> {
    return constantTimeCompare(encoded, await this.encode(password, this.decode(encoded).salt));
  }

  override safeSummary(encoded: string): Record<string, string | number> {
    const { algorithm, salt, hash } = this.decode(encoded);
    return { algorithm, salt: maskHash(salt, 2), hash: maskHash(hash) };
  }

  override mustUpdate(encoded: string): boolean {
    return saltTooShort(this.decode(encoded).salt);
  }
}
