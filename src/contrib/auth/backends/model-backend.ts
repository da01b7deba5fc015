import type { HttpRequest } from '../../../http/request.ts';
import type { AuthUser } from '../auth-types.ts';
import { makePassword } from '../hashers/check-password.ts';
import { Permission } from '../models.ts';
import type { PermissionHolder } from '../permission-holder.ts';
import { getUserModel } from '../user-model.ts';
import type { AuthBackend, Credentials } from './auth-backend.ts';

const NONE: ReadonlySet<string> = new Set();

type Kind = 'user' | 'group';

/** Knows users by name and password, and what they may do by their permissions and those of their groups. */
export class ModelBackend implements AuthBackend {
  /** Permissions are read once per user object. */
  readonly #permissions = new WeakMap<PermissionHolder, Map<Kind, Promise<ReadonlySet<string>>>>();

  takes(credentials: Credentials): boolean {
    return typeof credentials['password'] === 'string' && this.#usernameOf(credentials) !== undefined;
  }

  async authenticate(_request: HttpRequest | undefined, credentials: Credentials): Promise<AuthUser | null> {
    const username = this.#usernameOf(credentials);
    const password = credentials['password'];
    if (username === undefined || typeof password !== 'string') return null;
    const user = await getUserModel().objects.findByNaturalKey(username);
    if (user === null) {
      // As long as for a user who exists, so that the time does not tell.
      await makePassword(password);
      return null;
    }
    return (await user.checkPassword(password)) && this.userCanAuthenticate(user) ? user : null;
  }

  async getUser(id: unknown): Promise<AuthUser | null> {
    const user = await getUserModel().objects.findById(id);
    return user !== null && this.userCanAuthenticate(user) ? user : null;
  }

  /** Inactive users may not log in, and are logged out. */
  userCanAuthenticate(user: AuthUser): boolean {
    return user.isActive;
  }

  getUserPermissions(user: PermissionHolder, object?: object): Promise<ReadonlySet<string>> {
    return this.#cached(user, 'user', object);
  }

  getGroupPermissions(user: PermissionHolder, object?: object): Promise<ReadonlySet<string>> {
    return this.#cached(user, 'group', object);
  }

  async getAllPermissions(user: PermissionHolder, object?: object): Promise<ReadonlySet<string>> {
    return new Set([
      ...(await this.getUserPermissions(user, object)),
      ...(await this.getGroupPermissions(user, object)),
    ]);
  }

  async hasPerm(user: PermissionHolder, permission: string, object?: object): Promise<boolean> {
    return user.isActive && (await this.getAllPermissions(user, object)).has(permission);
  }

  async hasModulePerms(user: PermissionHolder, appLabel: string): Promise<boolean> {
    if (!user.isActive) return false;
    const permissions = await this.getAllPermissions(user);
    return [...permissions].some((permission) => permission.startsWith(`${appLabel}.`));
  }

  #usernameOf(credentials: Credentials): string | undefined {
    const username = credentials['username'] ?? credentials[getUserModel().USERNAME_FIELD];
    return typeof username === 'string' ? username : undefined;
  }

  /** Permissions for single objects are for other backends to know. */
  async #cached(user: PermissionHolder, kind: Kind, object?: object): Promise<ReadonlySet<string>> {
    if (!user.isActive || user.isAnonymous || object !== undefined) return NONE;
    const kinds = this.#permissions.get(user) ?? new Map<Kind, Promise<ReadonlySet<string>>>();
    this.#permissions.set(user, kinds);
    const permissions = kinds.get(kind) ?? readPermissions(user, kind);
    kinds.set(kind, permissions);
    return permissions;
  }
}

/** Lets inactive users log in, too: for sites that show them why they cannot do anything. */
export class AllowAllUsersModelBackend extends ModelBackend {
  override userCanAuthenticate(): boolean {
    return true;
  }
}

async function readPermissions(user: PermissionHolder, kind: Kind): Promise<ReadonlySet<string>> {
  const lookup = { [kind === 'user' ? 'user' : 'group__user']: user.pk } as object;
  const found = user.isSuperuser ? Permission.objects.all() : Permission.objects.filter(lookup);
  const rows = await found.orderBy().valuesList('contentType__appLabel', 'codename');
  return new Set(rows.map(([appLabel, codename]) => `${appLabel}.${codename}`));
}
