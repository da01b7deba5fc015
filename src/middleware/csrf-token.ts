import { settings } from '../conf/configure.ts';
import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import { HttpRequest } from '../http/request.ts';
import { constantTimeCompare, getRandomString } from '../utils/crypto.ts';

declare module '../http/request.ts' {
  interface HttpRequest {
    /** The token for a form of this response; see `getToken()`. */
    getCsrfToken(): string;
  }
}

export const CSRF_SESSION_KEY = '_csrftoken';
const SECRET_LENGTH = 32;
const TOKEN_LENGTH = 2 * SECRET_LENGTH;
const CHARS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** What is known of the token of one request. */
export interface CsrfState {
  /** Undefined until somebody asks for a token. */
  secret: string | undefined;
  /** The response has to set the cookie. */
  needsUpdate: boolean;
  /** The request was found good, or needs no token. */
  accepted: boolean;
  /** Take requests without a token: for test clients. */
  skipsChecks: boolean;
}

const states = new WeakMap<HttpRequest, CsrfState>();

export function csrfState(request: HttpRequest): CsrfState {
  let state = states.get(request);
  if (state === undefined) {
    state = { secret: undefined, needsUpdate: false, accepted: false, skipsChecks: false };
    states.set(request, state);
  }
  return state;
}

/** The state, if anybody has asked for it: a response without forms makes none. */
export function knownCsrfState(request: HttpRequest): CsrfState | undefined {
  return states.get(request);
}

/**
 * The token for a form or for the X-CSRFToken header, another at each call for the same secret. Calling it makes the response set
 * the cookie, so call it only where a form is written; `{% csrf_token %}` does.
 */
export function getToken(request: HttpRequest): string {
  const state = csrfState(request);
  state.secret ??= sentSecret(request) ?? newSecret();
  state.needsUpdate = true;
  return maskSecret(state.secret);
}

/** Change the secret; `login()` does, so that a token seen before is worth nothing after. */
export function rotateToken(request: HttpRequest): void {
  const state = csrfState(request);
  state.secret = newSecret();
  state.needsUpdate = true;
}

/** Take this request without a token: for test clients, which are no browsers that somebody could trick. */
export function skipCsrfChecks(request: HttpRequest): void {
  csrfState(request).skipsChecks = true;
}

Object.defineProperty(HttpRequest.prototype, 'getCsrfToken', {
  configurable: true,
  writable: true,
  value(this: HttpRequest): string {
    return getToken(this);
  },
});

/** The secret that came with the request; undefined when there is none, or it is malformed. */
function sentSecret(request: HttpRequest): string | undefined {
  const secret = storedSecret(request);
  return secret === undefined || tokenFault(secret) !== undefined ? undefined : unmaskToken(secret);
}

/** What the cookie or the session holds, unchecked. */
export function storedSecret(request: HttpRequest): string | undefined {
  if (!settings.CSRF_USE_SESSIONS) return request.COOKIES[settings.CSRF_COOKIE_NAME];
  return csrfSession(request).get(CSRF_SESSION_KEY) as string | undefined;
}

interface SessionLike {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

/** @throws ImproperlyConfigured when sessions are to hold the secret and there are none */
export function csrfSession(request: HttpRequest): SessionLike {
  const { session } = request as HttpRequest & { session?: SessionLike };
  if (session !== undefined) return session;
  throw new ImproperlyConfigured(
    'CSRF_USE_SESSIONS is enabled, but the request has no session.',
    "Put 'jango/contrib/sessions/middleware' before 'jango/middleware/csrf' in MIDDLEWARE.",
  );
}

/** What is wrong with the form of a token or a secret; undefined when it is well-formed. */
export function tokenFault(token: string): string | undefined {
  if (token.length !== TOKEN_LENGTH && token.length !== SECRET_LENGTH) return 'has incorrect length';
  return /^[a-zA-Z0-9]*$/.test(token) ? undefined : 'has invalid characters';
}

/** Whether a well-formed token was made of this secret. */
export function tokenMatches(token: string, secret: string): boolean {
  return constantTimeCompare(unmaskToken(token), unmaskToken(secret));
}

/** The secret behind a new mask, so that compressed pages don't give it away. */
export function maskSecret(secret: string): string {
  const mask = newSecret();
  return mask + combine(secret, mask, (a, b) => a + b);
}

/** The secret of a token; a text of half the length is a secret itself. */
function unmaskToken(token: string): string {
  if (token.length !== TOKEN_LENGTH) return token;
  return combine(token.slice(SECRET_LENGTH), token.slice(0, SECRET_LENGTH), (a, b) => a - b + CHARS.length);
}

function combine(text: string, mask: string, operation: (a: number, b: number) => number): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    out += CHARS[operation(CHARS.indexOf(text[i]!), CHARS.indexOf(mask[i]!)) % CHARS.length];
  }
  return out;
}

function newSecret(): string {
  return getRandomString(SECRET_LENGTH, CHARS);
}
