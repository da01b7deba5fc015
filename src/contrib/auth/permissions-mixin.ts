import { BooleanField } from '../../db/models/declarations/numbers.ts';
import { ManyToManyField } from '../../db/models/declarations/relations.ts';
import type { ModelMeta } from '../../db/models/meta.ts';
import { AbstractBaseUser } from './abstract-base-user.ts';
import { Group } from './group.ts';
import { Permission } from './permission.ts';
import { allPermissions, hasModulePerms, hasPerm, permissionsOf } from './permissions.ts';

/** A user who has permissions: some of their own, those of their groups, or as superuser all. */
export abstract class PermissionsMixin<Pk = number> extends AbstractBaseUser<Pk> {
  isSuperuser = BooleanField({
    verboseName: 'superuser status',
    default: false,
    helpText: 'Designates that this user has all permissions without explicitly assigning them.',
  });
  groups = ManyToManyField(() => Group, {
    verboseName: 'groups',
    blank: true,
    helpText:
      'The groups this user belongs to. A user will get all permissions granted to each of their groups.',
    relatedName: 'user_set',
    relatedQueryName: 'user',
  });
  userPermissions = ManyToManyField(() => Permission, {
    verboseName: 'user permissions',
    blank: true,
    helpText: 'Specific permissions for this user.',
    relatedName: 'user_set',
    relatedQueryName: 'user',
  });

  static override readonly meta: ModelMeta = { abstract: true };

  /** `'articles.add_article'`... that the user has without any group. */
  getUserPermissions(object?: object): Promise<Set<string>> {
    return permissionsOf('user', this, object);
  }

  /** Those that come from the user's groups. */
  getGroupPermissions(object?: object): Promise<Set<string>> {
    return permissionsOf('group', this, object);
  }

  getAllPermissions(object?: object): Promise<Set<string>> {
    return allPermissions(this, object);
  }

  /** Whether the user may do something: `await user.hasPerm('articles.add_article')`. */
  async hasPerm(permission: string, object?: object): Promise<boolean> {
    return (this.isActive && this.isSuperuser) || (await hasPerm(this, permission, object));
  }

  /** Whether the user may do all of these things. */
  async hasPerms(permissions: readonly string[], object?: object): Promise<boolean> {
    for (const permission of permissions) if (!(await this.hasPerm(permission, object))) return false;
    return true;
  }

  /** Whether the user may do anything at all in an app. */
  async hasModulePerms(appLabel: string): Promise<boolean> {
    return (this.isActive && this.isSuperuser) || (await hasModulePerms(this, appLabel));
  }
}
