import type { Meta } from '../../db/models/types/meta.ts';
import { AbstractUser } from './abstract-user.ts';
import { UserManager } from './user-manager.ts';

export { Group } from './group.ts';
export { Permission } from './permission.ts';

/** The user of projects that name no other in AUTH_USER_MODEL. */
export class User extends AbstractUser {
  static override objects = new UserManager<User>();
  static override readonly meta: Meta<User> = {
    verboseName: 'user',
    verboseNamePlural: 'users',
    swappable: 'AUTH_USER_MODEL',
  };
}
