import { settings } from '../../../conf/configure.ts';
import { type CheckMessage, CheckWarning } from '../messages.ts';

const APP = 'jango/contrib/sessions';
const MIDDLEWARE = 'jango/contrib/sessions/middleware';
const SECURE =
  'SESSION_COOKIE_SECURE is not true, so somebody who listens to the network can steal sessions.';
const HTTP_ONLY = 'SESSION_COOKIE_HTTPONLY is not true, so a script that got into a page can steal sessions.';

/** Whether the session cookie is kept from others on a deployed site. */
export function checkSessions(): CheckMessage[] {
  return [
    ...about(settings.SESSION_COOKIE_SECURE, SECURE, ['security.W010', 'security.W011', 'security.W012']),
    ...about(settings.SESSION_COOKIE_HTTPONLY, HTTP_ONLY, [
      'security.W013',
      'security.W014',
      'security.W015',
    ]),
  ];
}

/** @param ids for sites with the app, with the middleware, with both */
function about(safe: boolean, message: string, ids: readonly [string, string, string]): CheckMessage[] {
  if (safe) return [];
  const app = settings.INSTALLED_APPS.includes(APP);
  const middleware = settings.MIDDLEWARE.includes(MIDDLEWARE);
  if (app && middleware) return [new CheckWarning(message, { id: ids[2] })];
  if (app) return [new CheckWarning(`You have '${APP}' in your INSTALLED_APPS. ${message}`, { id: ids[0] })];
  if (middleware)
    return [new CheckWarning(`You have '${MIDDLEWARE}' in your MIDDLEWARE. ${message}`, { id: ids[1] })];
  return [];
}
