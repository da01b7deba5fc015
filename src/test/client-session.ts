import { settings } from '../conf/configure.ts';
import type { AuthUser } from '../contrib/auth/auth-types.ts';
import type { SessionBase } from '../contrib/sessions/session-base.ts';
import { makeRequest } from '../http/make-request.ts';
import type { HttpRequest } from '../http/request.ts';
import { SetCookie } from '../http/set-cookie.ts';
import type { CookieJar } from './cookie-jar.ts';

/** The session that a client's cookie names; a new one without it. */
export async function sessionOf(cookies: CookieJar): Promise<SessionBase> {
  const { loadSessionEngine } = await import('../contrib/sessions/engine.ts');
  const store = await loadSessionEngine();
  const session = new store(cookies.get(settings.SESSION_COOKIE_NAME)?.value ?? null);
  await session.load();
  return session;
}

/** Log somebody in without a page for it. */
export async function logIn(cookies: CookieJar, user: AuthUser, backend?: string): Promise<void> {
  const { login } = await import('../contrib/auth/login.ts');
  const request = await requestWithSession(cookies);
  await login(request, user, backend === undefined ? {} : { backend });
  await request.session.save();
  const key = request.session.sessionKey ?? '';
  cookies.take([new SetCookie(settings.SESSION_COOKIE_NAME, key, { path: settings.SESSION_COOKIE_PATH })]);
}

/** Forget who was logged in, and everything the site has set. */
export async function logOut(cookies: CookieJar): Promise<void> {
  if (cookies.has(settings.SESSION_COOKIE_NAME)) {
    const { logout } = await import('../contrib/auth/login.ts');
    const { getUser } = await import('../contrib/auth/session-user.ts');
    const request = await requestWithSession(cookies);
    request.user = await getUser(request);
    await logout(request);
  }
  cookies.clear();
}

async function requestWithSession(cookies: CookieJar): Promise<HttpRequest> {
  const { loadSessionEngine } = await import('../contrib/sessions/engine.ts');
  const { attachSession } = await import('../contrib/sessions/request-session.ts');
  await import('../contrib/auth/request-user.ts');
  const request = makeRequest({ headers: { host: 'testserver' } });
  attachSession(request, await loadSessionEngine(), await sessionOf(cookies));
  return request;
}
