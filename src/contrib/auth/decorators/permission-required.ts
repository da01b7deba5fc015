import { PermissionDenied } from '../../../core/errors/requests.ts';
import type { HttpRequest } from '../../../http/request.ts';
import type { AuthenticatedRequest } from './login-required.ts';
import type { LoginUrlOptions } from './redirect-to-login.ts';
import { userPassesTest, type ViewOf } from './user-passes-test.ts';

/**
 * Let a view be used only by those who have a permission, or all of several: `permissionRequired('articles.add_article', view)`.
 * @param options.raiseException answer others with status 403 in place of the login page
 */
export function permissionRequired<P>(
  permission: string | readonly string[],
  view: ViewOf<AuthenticatedRequest, P>,
  options: LoginUrlOptions & { raiseException?: boolean } = {},
): ViewOf<HttpRequest, P> {
  const permissions = typeof permission === 'string' ? [permission] : permission;
  return userPassesTest(
    async (user) => {
      if (await user.hasPerms(permissions)) return true;
      if (options.raiseException) throw new PermissionDenied();
      return false;
    },
    view as ViewOf<HttpRequest, P>,
    options,
  );
}
