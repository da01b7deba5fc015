import { settings } from '../../conf/configure.ts';
import { FrameworkError } from '../../core/errors/framework-error.ts';
import { saltedHmac } from '../../core/signing/salted-hmac.ts';
import { DateTimeField } from '../../db/models/declarations/dates.ts';
import { CharField } from '../../db/models/declarations/text.ts';
import type { ModelMeta } from '../../db/models/meta.ts';
import { Model } from '../../db/models/model.ts';
import type { SaveOptions } from '../../db/models/persistence.ts';
import { markAltersData } from '../../utils/alters-data.ts';
import { checkPassword, isPasswordUsable, makePassword } from './hashers/check-password.ts';
import { passwordChanged } from './password-validation/validate-password.ts';

/** What the hash of a session is salted with; Django's own, so that a login holds in both. */
const SESSION_HASH_SALT = 'django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash';

/**
 * A user of your own making: password and sessions are taken care of, everything else is yours. Name the properties to
 * log in with by static fields:
 *
 *     class Member extends AbstractBaseUser {
 *       email = models.EmailField({ unique: true });
 *       static override USERNAME_FIELD = 'email';
 *       static objects = new BaseUserManager<Member>();
 *     }
 */
export abstract class AbstractBaseUser<Pk = number> extends Model<Pk> {
  static {
    markAltersData(this.prototype, 'setPassword', 'setUnusablePassword');
  }

  /** Property that identifies a user; has to be unique. */
  static readonly USERNAME_FIELD: string = 'username';
  /** Properties that `createsuperuser` asks for besides USERNAME_FIELD and the password. */
  static readonly REQUIRED_FIELDS: readonly string[] = [];
  static readonly EMAIL_FIELD: string = 'email';

  password = CharField({ maxLength: 128, verboseName: 'password' });
  lastLogin = DateTimeField({ verboseName: 'last login', blank: true, null: true });

  /** Inactive users cannot log in; a model may make it a field. */
  declare isActive: boolean;
  /** The password that was set last, until it is saved. */
  #newPassword: string | undefined;

  static readonly meta: ModelMeta = { abstract: true };

  /** The value of USERNAME_FIELD. */
  getUsername(): string {
    return String(this.#own(this.#class.USERNAME_FIELD) ?? '');
  }

  /** The value of EMAIL_FIELD; `''` where there is none. */
  getEmail(): string {
    return String(this.#own(this.#class.EMAIL_FIELD) ?? '');
  }

  override toString(): string {
    return this.getUsername();
  }

  naturalKey(): [string] {
    return [this.getUsername()];
  }

  /** Always true here, and false for AnonymousUser: the way to tell whether somebody is logged in. */
  get isAuthenticated(): true {
    return true;
  }

  get isAnonymous(): false {
    return false;
  }

  /** Hash a new password; saving the user is left to you. Null makes it unusable. */
  async setPassword(password: string | null): Promise<void> {
    this.password = await makePassword(password);
    this.#newPassword = password ?? undefined;
  }

  /** Whether this is the user's password. One that was hashed with less effort than today's is hashed and saved anew. */
  checkPassword(password: string): Promise<boolean> {
    return checkPassword(password, this.password, async (given) => {
      await this.setPassword(given);
      // It is the same password in another form.
      this.#newPassword = undefined;
      await this.save({ updateFields: ['password'] });
    });
  }

  /** Let no password fit: for users who log in some other way. */
  async setUnusablePassword(): Promise<void> {
    this.password = await makePassword(null);
  }

  hasUsablePassword(): boolean {
    return isPasswordUsable(this.password);
  }

  override async save(options?: SaveOptions): Promise<void> {
    await super.save(options);
    const password = this.#newPassword;
    this.#newPassword = undefined;
    if (password !== undefined) await passwordChanged(password, this);
  }

  override clean(): void {
    const field = this.#class.USERNAME_FIELD;
    Object.assign(this, { [field]: normalizeUsername(this.getUsername()) });
  }

  /** What a session of this user carries: another password, another hash. */
  getSessionAuthHash(): string {
    return this.#sessionHash(settings.SECRET_KEY);
  }

  /** The hashes of sessions that were made with older keys. */
  getSessionAuthFallbackHashes(): string[] {
    return settings.SECRET_KEY_FALLBACKS.map((key) => this.#sessionHash(key));
  }

  get #class(): typeof AbstractBaseUser {
    return this.constructor as unknown as typeof AbstractBaseUser;
  }

  #own(property: string): unknown {
    return (this as unknown as Record<string, unknown>)[property];
  }

  #sessionHash(secret: string): string {
    return saltedHmac(SESSION_HASH_SALT, this.password, { secret, algorithm: 'sha256' }).toString('hex');
  }
}

AbstractBaseUser.prototype.isActive = true;

/** One form for names that look the same: `ﬁ` and `fi`. */
export function normalizeUsername(username: string): string {
  return username.normalize('NFKC');
}

/** A user was to be made without something it cannot be without. */
export class UserValueError extends FrameworkError {
  constructor(what: string, hint?: string) {
    super('auth.user-value', what, hint);
  }
}
