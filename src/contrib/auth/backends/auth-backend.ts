import type { HttpRequest } from '../../../http/request.ts';
import type { Awaitable } from '../../../utils/awaitable.ts';
import type { AuthUser } from '../auth-types.ts';
import type { PermissionHolder } from '../permission-holder.ts';

/** `{ username, password }` for the backend that is built in; whatever others ask for. */
export type Credentials = Readonly<Record<string, unknown>>;

/**
 * A way to tell who somebody is and what they may do. AUTHENTICATION_BACKENDS names classes of this kind; all methods but
 * `getUser` are optional.
 */
export interface AuthBackend {
  /** The user whom the credentials fit; null when they fit nobody. @throws PermissionDenied to ask no further backend */
  authenticate?(request: HttpRequest | undefined, credentials: Credentials): Awaitable<AuthUser | null>;
  /** Whether `authenticate` knows what to do with these credentials; yes unless told. */
  takes?(credentials: Credentials): boolean;
  getUser(id: unknown): Awaitable<AuthUser | null>;

  /** `'articles.add_article'`... */
  getUserPermissions?(user: PermissionHolder, object?: object): Awaitable<ReadonlySet<string>>;
  getGroupPermissions?(user: PermissionHolder, object?: object): Awaitable<ReadonlySet<string>>;
  getAllPermissions?(user: PermissionHolder, object?: object): Awaitable<ReadonlySet<string>>;
  /** @throws PermissionDenied to ask no further backend */
  hasPerm?(user: PermissionHolder, permission: string, object?: object): Awaitable<boolean>;
  /** Whether the user has any permission in the app. */
  hasModulePerms?(user: PermissionHolder, appLabel: string): Awaitable<boolean>;
}
