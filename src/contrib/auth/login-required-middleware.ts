/** Asks for a login on every page, but for those that say otherwise: list it after `'jango/contrib/auth/middleware'`. */

import type { HttpRequest } from '../../http/request.ts';
import type { HttpResponseBase } from '../../http/response-base.ts';
import type { GetResponse, MiddlewareHooks } from '../../middleware/middleware.ts';
import { type AnyView, viewAttributes } from '../../urls/view.ts';
import { redirectRequestToLogin } from './decorators/redirect-to-login.ts';

declare module '../../urls/view.ts' {
  interface ViewAttributes {
    /** False for a page that everybody may see. */
    loginRequired?: boolean;
  }
}

export default function loginRequiredMiddleware(getResponse: GetResponse): MiddlewareHooks {
  return {
    handle: getResponse,
    processView(request: HttpRequest, view: AnyView): HttpResponseBase | undefined {
      if (viewAttributes(view).loginRequired === false || request.user.isAuthenticated) return undefined;
      return redirectRequestToLogin(request);
    },
  };
}
