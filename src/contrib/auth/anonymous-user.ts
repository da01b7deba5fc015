import { FrameworkError } from '../../core/errors/framework-error.ts';
import { allPermissions, hasModulePerms, hasPerm, permissionsOf } from './permissions.ts';

/** A visitor who has not logged in: has the properties of a user, and no rights. */
export class AnonymousUser {
  readonly id = null;
  readonly pk = null;
  readonly username = '';
  readonly isStaff = false;
  readonly isActive = false;
  readonly isSuperuser = false;
  readonly isAuthenticated = false;
  readonly isAnonymous = true;

  getUsername(): string {
    return this.username;
  }

  getUserPermissions(object?: object): Promise<Set<string>> {
    return permissionsOf('user', this, object);
  }

  getGroupPermissions(object?: object): Promise<Set<string>> {
    return permissionsOf('group', this, object);
  }

  getAllPermissions(object?: object): Promise<Set<string>> {
    return allPermissions(this, object);
  }

  hasPerm(permission: string, object?: object): Promise<boolean> {
    return hasPerm(this, permission, object);
  }

  async hasPerms(permissions: readonly string[], object?: object): Promise<boolean> {
    for (const permission of permissions) if (!(await this.hasPerm(permission, object))) return false;
    return true;
  }

  hasModulePerms(appLabel: string): Promise<boolean> {
    return hasModulePerms(this, appLabel);
  }

  save(): never {
    throw new FrameworkError(
      'auth.anonymous',
      'An anonymous user cannot be saved.',
      'Check user.isAuthenticated first.',
    );
  }

  toString(): string {
    return 'AnonymousUser';
  }
}

/** The one that all requests without a login share. */
export const anonymousUser: AnonymousUser = Object.freeze(new AnonymousUser());
