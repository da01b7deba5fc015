import type { ModelClass } from '../../db/models/model.ts';
import type { AbstractBaseUser } from './abstract-base-user.ts';
import type { BaseUserManager } from './base-user-manager.ts';

/** A user model, as functions take it. */
export interface UserModelClass<M extends AbstractBaseUser<unknown>> extends ModelClass<M> {
  readonly USERNAME_FIELD: string;
  readonly REQUIRED_FIELDS: readonly string[];
  readonly EMAIL_FIELD: string;
  readonly objects: BaseUserManager<M>;
}
