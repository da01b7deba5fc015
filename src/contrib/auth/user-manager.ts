import type { ModelClass } from '../../db/models/model.ts';
import { normalizeUsername, UserValueError } from './abstract-base-user.ts';
import type { AbstractUser } from './abstract-user.ts';
import { BaseUserManager } from './base-user-manager.ts';
import { normalizeEmail } from './normalize-email.ts';

/** What `createUser()` takes: any property of the model. */
export interface NewUser {
  username: string;
  email?: string | null;
  /** Without one the user cannot log in by password. */
  password?: string | null;
  [property: string]: unknown;
}

type NewUserArguments =
  | [values: NewUser]
  | [
      username: string,
      email?: string | null,
      password?: string | null,
      others?: Readonly<Record<string, unknown>>,
    ];

/** The manager of `User` and of models that extend AbstractUser. */
export class UserManager<M extends AbstractUser<unknown>> extends BaseUserManager<M> {
  static readonly exportedFrom: string = 'jango/contrib/auth';
  override readonly useInMigrations: boolean = true;

  /**
   * Make and save a user with a hashed password: `await User.objects.createUser('ada', 'ada@example.com', password)`, or
   * `createUser({ username, email, password, firstName })`.
   */
  async createUser(...given: NewUserArguments): Promise<M> {
    return this.#create({ isStaff: false, isSuperuser: false, ...valuesOf(given) });
  }

  /** Make and save a user who may do everything. @throws UserValueError when told otherwise */
  async createSuperuser(...given: NewUserArguments): Promise<M> {
    const values = valuesOf(given);
    for (const flag of ['isStaff', 'isSuperuser'] as const) {
      if ((values[flag] ?? true) !== true) throw new UserValueError(`Superuser must have ${flag}: true.`);
    }
    return this.#create({ ...values, isStaff: true, isSuperuser: true });
  }

  async #create({ username, email, password, ...others }: NewUser): Promise<M> {
    if (username === '') throw new UserValueError('The given username must be set.');
    const user = new (this.model as ModelClass<M>)({
      ...others,
      username: normalizeUsername(username),
      email: normalizeEmail(email),
    });
    await user.setPassword(password ?? null);
    await user.save({ using: this.db });
    return user;
  }
}

function valuesOf([first, email, password, others]: NewUserArguments): NewUser {
  return typeof first === 'string' ? { ...others, username: first, email, password } : first;
}
