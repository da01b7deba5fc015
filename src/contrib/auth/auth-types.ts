import type { AnonymousUser } from './anonymous-user.ts';
import type { AuthTypes } from './index.ts';
import type { User } from './models.ts';

/** The project's user model: `User`, or what AUTH_USER_MODEL names and `AuthTypes` declares. */
export type AuthUser = AuthTypes extends { user: infer U } ? U : User;

/** What `request.user` is; `isAuthenticated` tells which: `if (request.user.isAuthenticated) request.user.pk`. */
export type RequestUser = AuthUser | AnonymousUser;
