import type { HttpRequest } from '../../../http/request.ts';
import type { HttpResponseBase } from '../../../http/response-base.ts';
import { wrapView } from '../../../urls/view.ts';
import { type Awaitable, whenReady } from '../../../utils/awaitable.ts';
import type { RequestUser } from '../auth-types.ts';
import { type LoginUrlOptions, redirectRequestToLogin } from './redirect-to-login.ts';

/** A view that takes requests of a certain kind. */
export type ViewOf<R extends HttpRequest, P> = (request: R, params: P) => Awaitable<HttpResponseBase>;

/**
 * Let a view be used only by visitors who pass a test; others are sent to the login page.
 * `userPassesTest((user) => user.username.startsWith('a'), view)`
 */
export function userPassesTest<P>(
  test: (user: RequestUser) => Awaitable<boolean>,
  view: ViewOf<HttpRequest, P>,
  options: LoginUrlOptions = {},
): ViewOf<HttpRequest, P> {
  const guarded: ViewOf<HttpRequest, P> = (request, params) =>
    whenReady(test(request.user), (passed) =>
      passed ? view(request, params) : redirectRequestToLogin(request, options),
    );
  return wrapView(view, guarded);
}
