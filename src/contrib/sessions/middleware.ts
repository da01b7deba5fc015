/**
 * Gives requests their session. A request without the cookie costs nothing until somebody touches its session; a session
 * is written when it was changed.
 */

import { settings } from '../../conf/configure.ts';
import type { HttpRequest } from '../../http/request.ts';
import type { HttpResponseBase } from '../../http/response-base.ts';
import type { GetResponse } from '../../middleware/middleware.ts';
import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import { patchVaryHeaders } from '../../utils/cache.ts';
import { loadSessionEngine, sessionEngine } from './engine.ts';
import { SessionGone, SessionInterrupted } from './errors.ts';
import { attachedSession, attachSession } from './request-session.ts';
import type { SessionBase, SessionStoreClass } from './session-base.ts';

export default function sessionMiddleware(getResponse: GetResponse): GetResponse {
  const handle = (request: HttpRequest, store: SessionStoreClass): Awaitable<HttpResponseBase> => {
    const key = request.COOKIES[settings.SESSION_COOKIE_NAME];
    const answer = (): Awaitable<HttpResponseBase> =>
      whenReady(getResponse(request), (response) => finish(request, response));
    if (key === undefined) {
      attachSession(request, store);
      return answer();
    }
    const session = new store(key);
    attachSession(request, store, session);
    return session.load().then(answer);
  };
  return (request) => {
    const store = sessionEngine();
    return store === undefined
      ? loadSessionEngine().then((loaded) => handle(request, loaded))
      : handle(request, store);
  };
}

/** Put the session away and tell the browser of its key. */
function finish(request: HttpRequest, response: HttpResponseBase): Awaitable<HttpResponseBase> {
  const session = attachedSession(request);
  if (session === undefined) return response;
  if (session.isEmpty()) {
    if (settings.SESSION_COOKIE_NAME in request.COOKIES) dropCookie(response);
    else if (session.accessed) patchVaryHeaders(response, ['Cookie']);
    return response;
  }
  if (session.accessed) patchVaryHeaders(response, ['Cookie']);
  const save = (session.modified || settings.SESSION_SAVE_EVERY_REQUEST) && response.statusCode < 500;
  return save ? saveSession(session, response) : response;
}

async function saveSession(session: SessionBase, response: HttpResponseBase): Promise<HttpResponseBase> {
  try {
    await session.save();
  } catch (error) {
    throw error instanceof SessionGone ? new SessionInterrupted() : error;
  }
  response.setCookie(settings.SESSION_COOKIE_NAME, session.sessionKey!, {
    maxAge: session.getExpireAtBrowserClose() ? null : session.getExpiryAge(),
    path: settings.SESSION_COOKIE_PATH,
    domain: settings.SESSION_COOKIE_DOMAIN,
    secure: settings.SESSION_COOKIE_SECURE,
    httponly: settings.SESSION_COOKIE_HTTPONLY,
    samesite: settings.SESSION_COOKIE_SAMESITE,
  });
  return response;
}

function dropCookie(response: HttpResponseBase): void {
  response.deleteCookie(settings.SESSION_COOKIE_NAME, {
    path: settings.SESSION_COOKIE_PATH,
    domain: settings.SESSION_COOKIE_DOMAIN,
    samesite: settings.SESSION_COOKIE_SAMESITE,
  });
  patchVaryHeaders(response, ['Cookie']);
}
