import { settings } from '../../conf/configure.ts';
import { saltedHmac } from '../../core/signing/salted-hmac.ts';
import { base36ToInt, intToBase36 } from '../../utils/base36.ts';
import { constantTimeCompare } from '../../utils/crypto.ts';
import type { AbstractBaseUser } from './abstract-base-user.ts';

/** Tokens count their seconds from here. */
const EPOCH = Date.UTC(2001, 0, 1) / 1000;

/** The state of a user that a token is bound to: any change of it makes the token worthless. */
export type TokenUser = Pick<AbstractBaseUser<unknown>, 'pk' | 'password' | 'lastLogin' | 'getEmail'>;

/**
 * Tokens for links in e-mails, which work once: logging in or setting a password changes what they are made of. They are
 * stored nowhere. Extend it with another `keySalt` and `hashValue()` for other purposes.
 */
export class PasswordResetTokenGenerator {
  protected readonly keySalt: string = 'django.contrib.auth.tokens.PasswordResetTokenGenerator';
  protected readonly algorithm: string = 'sha256';

  /** `'cf3hd1-8f0c...'`: when it was made, and a signature. */
  makeToken(user: TokenUser): string {
    return this.#tokenOf(user, this.#now(), settings.SECRET_KEY);
  }

  /** Whether the token is this user's, unused, and not older than PASSWORD_RESET_TIMEOUT. */
  checkToken(user: TokenUser | null | undefined, token: string | null | undefined): boolean {
    const parts = token?.split('-') ?? [];
    if (!user || !token || parts.length !== 2) return false;
    const made = secondsOf(parts[0]!);
    if (made === undefined) return false;
    const keys = [settings.SECRET_KEY, ...settings.SECRET_KEY_FALLBACKS];
    if (!keys.some((key) => constantTimeCompare(this.#tokenOf(user, made, key), token))) return false;
    return this.#now() - made <= settings.PASSWORD_RESET_TIMEOUT;
  }

  /** What the token depends on. */
  protected hashValue(user: TokenUser, seconds: number): string {
    const login = user.lastLogin === null ? '' : user.lastLogin.toISOString().slice(0, 19).replace('T', ' ');
    return `${user.pk}${user.password}${login}${seconds}${user.getEmail()}`;
  }

  #tokenOf(user: TokenUser, seconds: number, secret: string): string {
    const hash = saltedHmac(this.keySalt, this.hashValue(user, seconds), {
      secret,
      algorithm: this.algorithm,
    }).toString('hex');
    return `${intToBase36(seconds)}-${everySecondLetter(hash)}`;
  }

  #now(): number {
    return Math.floor(Date.now() / 1000) - EPOCH;
  }
}

export const defaultTokenGenerator: PasswordResetTokenGenerator = new PasswordResetTokenGenerator();

function secondsOf(text: string): number | undefined {
  try {
    return base36ToInt(text);
  } catch {
    return undefined;
  }
}

/** Half of the hash is enough, and makes a shorter link. */
function everySecondLetter(text: string): string {
  return text.replace(/(.)./g, '$1');
}
