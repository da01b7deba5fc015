import { Manager } from '../../db/models/manager.ts';
import type { AbstractBaseUser } from './abstract-base-user.ts';

/** The manager of a user model of your own: finds users by their USERNAME_FIELD. */
export class BaseUserManager<M extends AbstractBaseUser<unknown>> extends Manager<M> {
  /** The user with this name. @throws DoesNotExist */
  getByNaturalKey(username: string): Promise<M> {
    return this.get(this.#byUsername(username));
  }

  /** The user with this name, or null. */
  findByNaturalKey(username: string): Promise<M | null> {
    return this.filter(this.#byUsername(username)).first();
  }

  /** The user with this primary key, or null. */
  findById(pk: unknown): Promise<M | null> {
    return this.filter({ pk } as never).first();
  }

  #byUsername(username: string): never {
    const field = (this.model as unknown as { USERNAME_FIELD: string }).USERNAME_FIELD;
    return { [field]: username } as never;
  }
}
