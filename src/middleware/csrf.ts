/** Refuses forms that another site made a browser send: each POST has to carry a token that only pages of this site know. */
import { settings } from '../conf/configure.ts';
import type { HttpRequest } from '../http/request.ts';
import type { HttpResponseBase } from '../http/response-base.ts';
import { type View, viewAttributes } from '../urls/view.ts';
import { type Awaitable, whenReady } from '../utils/awaitable.ts';
import { patchVaryHeaders } from '../utils/cache.ts';
import { importString } from '../utils/import-string.ts';
import { csrfFault, isSafeMethod } from './csrf-check.ts';
import { CSRF_SESSION_KEY, csrfSession, csrfState, knownCsrfState } from './csrf-token.ts';
import type { GetResponse, MiddlewareHooks } from './middleware.ts';

export { getToken, rotateToken, skipCsrfChecks } from './csrf-token.ts';

/** A view that answers a refused request. */
export type CsrfFailureView = View<{ reason: string }>;

export default function csrfViewMiddleware(getResponse: GetResponse): MiddlewareHooks {
  return {
    handle: (request) => whenReady(getResponse(request), (response) => finishCsrf(request, response)),
    processView: (request, view) => (viewAttributes(view).csrfExempt ? undefined : checkCsrf(request)),
  };
}

/** The 403 page for a request that may be forged; undefined for a good one. */
export function checkCsrf(request: HttpRequest): Awaitable<HttpResponseBase | undefined> {
  if (isSafeMethod(request.method)) return undefined;
  const state = csrfState(request);
  if (state.accepted || state.skipsChecks) return undefined;
  const reason = csrfFault(request);
  if (reason !== undefined) return refuse(request, reason);
  state.accepted = true;
  return undefined;
}

/** Send the secret with the response if a token was made of it. */
export function finishCsrf(request: HttpRequest, response: HttpResponseBase): HttpResponseBase {
  const state = knownCsrfState(request);
  if (state === undefined || !state.needsUpdate) return response;
  state.needsUpdate = false;
  if (settings.CSRF_USE_SESSIONS) {
    const session = csrfSession(request);
    if (session.get(CSRF_SESSION_KEY) !== state.secret) session.set(CSRF_SESSION_KEY, state.secret);
    return response;
  }
  response.setCookie(settings.CSRF_COOKIE_NAME, state.secret, {
    maxAge: settings.CSRF_COOKIE_AGE,
    domain: settings.CSRF_COOKIE_DOMAIN,
    path: settings.CSRF_COOKIE_PATH,
    secure: settings.CSRF_COOKIE_SECURE,
    httponly: settings.CSRF_COOKIE_HTTPONLY,
    samesite: settings.CSRF_COOKIE_SAMESITE,
  });
  patchVaryHeaders(response, ['Cookie']);
  return response;
}

async function refuse(request: HttpRequest, reason: string): Promise<HttpResponseBase> {
  const named = settings.CSRF_FAILURE_VIEW ?? 'jango/views/csrf#csrfFailure';
  const view = (await importString(named)) as CsrfFailureView;
  return view(request, { reason });
}
