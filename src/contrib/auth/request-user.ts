import { ImproperlyConfigured } from '../../core/errors/improperly-configured.ts';
import { HttpRequest } from '../../http/request.ts';
import { attachedSession, hasSessions } from '../sessions/request-session.ts';
import type { RequestUser } from './auth-types.ts';

declare module '../../http/request.ts' {
  interface RequestAttributes {
    /** Who is logged in; the same AnonymousUser for all who aren't. */
    user: RequestUser;
  }
}

const USER = Symbol('user');

interface UserSlot {
  [USER]?: RequestUser;
}

/** Let a request have a user without counting as a look at the session. */
export function attachUser(request: HttpRequest, user: RequestUser): void {
  (request as UserSlot)[USER] = user;
}

/** Reading the user makes the response depend on the session cookie. */
Object.defineProperty(HttpRequest.prototype, 'user', {
  configurable: true,
  get(this: HttpRequest & UserSlot): RequestUser {
    const user = this[USER];
    if (user === undefined) throw notThere(this);
    const session = attachedSession(this);
    if (session !== undefined) session.accessed = true;
    else if (hasSessions(this)) this.session.accessed = true;
    return user;
  },
  set(this: HttpRequest & UserSlot, user: RequestUser) {
    this[USER] = user;
  },
});

function notThere(request: HttpRequest): ImproperlyConfigured {
  return new ImproperlyConfigured(
    `${request} has no user: the authentication middleware has not run.`,
    "Put 'jango/contrib/auth/middleware' into MIDDLEWARE, after 'jango/contrib/sessions/middleware'.",
  );
}
