import type { HttpRequest } from '../../../http/request.ts';
import type { AuthUser } from '../auth-types.ts';
import type { LoginUrlOptions } from './redirect-to-login.ts';
import { userPassesTest, type ViewOf } from './user-passes-test.ts';

/** A request of somebody who is logged in. */
export type AuthenticatedRequest = HttpRequest & { user: AuthUser };

/** Let a view be used only by those who are logged in; in it, `request.user` is a user. */
export function loginRequired<P>(
  view: ViewOf<AuthenticatedRequest, P>,
  options: LoginUrlOptions = {},
): ViewOf<HttpRequest, P> {
  return userPassesTest((user) => user.isAuthenticated, view as ViewOf<HttpRequest, P>, options);
}
