import { ImproperlyConfigured } from '../../core/errors/improperly-configured.ts';
import { HttpRequest } from '../../http/request.ts';
import type { SessionBase, SessionStoreClass } from './session-base.ts';

declare module '../../http/request.ts' {
  interface RequestAttributes {
    /** What the site remembers of the visitor; made when it is first asked for. */
    session: SessionBase;
  }
}

const STORE = Symbol('session store');
const SESSION = Symbol('session');

/** The slots of a request in which its session is kept. */
interface SessionSlots {
  [STORE]?: SessionStoreClass;
  [SESSION]?: SessionBase;
}

/** Let a request have a session: the one that its cookie named, or a new one when it is asked for. */
export function attachSession(request: HttpRequest, store: SessionStoreClass, session?: SessionBase): void {
  const slots = request as SessionSlots;
  slots[STORE] = store;
  if (session !== undefined) slots[SESSION] = session;
}

/** The request's session if it was loaded or asked for; asking here does not make one. */
export function attachedSession(request: HttpRequest): SessionBase | undefined {
  return (request as SessionSlots)[SESSION];
}

/** Whether the session middleware has seen the request. */
export function hasSessions(request: HttpRequest): boolean {
  return (request as SessionSlots)[STORE] !== undefined;
}

Object.defineProperty(HttpRequest.prototype, 'session', {
  configurable: true,
  get(this: HttpRequest & SessionSlots): SessionBase {
    this[SESSION] ??= newSession(this[STORE]);
    return this[SESSION];
  },
  set(this: HttpRequest & SessionSlots, session: SessionBase) {
    this[SESSION] = session;
  },
});

function newSession(store: SessionStoreClass | undefined): SessionBase {
  if (store !== undefined) return new store();
  throw new ImproperlyConfigured(
    'This request has no session: the session middleware has not run.',
    "Put 'jango/contrib/sessions/middleware' into MIDDLEWARE, before what uses sessions.",
  );
}
