import { FrameworkError } from '../../core/errors/framework-error.ts';
import type { HttpRequest } from '../../http/request.ts';
import { rotateToken } from '../../middleware/csrf-token.ts';
import { constantTimeCompare } from '../../utils/crypto.ts';
import { anonymousUser } from './anonymous-user.ts';
import type { AuthUser } from './auth-types.ts';
import { backendPath, loadBackends } from './backends/load-backends.ts';
import { rememberedBackend } from './remembered-backend.ts';
import { BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY } from './session-keys.ts';
import { userLoggedIn, userLoggedOut } from './signals.ts';

/**
 * Let somebody be logged in from now on. The session gets a new key and keeps what an anonymous visitor had put in it; of
 * another user's session nothing is kept.
 * @param options.backend needed only with several backends, for a user that did not come from `authenticate()`
 */
export async function login(
  request: HttpRequest,
  user: AuthUser,
  options: { backend?: string } = {},
): Promise<void> {
  const hash = user.getSessionAuthHash();
  const id = user._meta.pk.valueToString(user);
  const given = options.backend === undefined ? undefined : backendPath(options.backend);
  const backend = given ?? rememberedBackend(user) ?? (await onlyBackend());
  const { session } = request;
  if (!session.has(SESSION_KEY)) await session.cycleKey();
  else if (session.get(SESSION_KEY) !== id || !sameHash(session.get(HASH_SESSION_KEY), hash))
    await session.flush();
  session.set(SESSION_KEY, id);
  session.set(BACKEND_SESSION_KEY, backend);
  session.set(HASH_SESSION_KEY, hash);
  request.user = user;
  rotateToken(request);
  await userLoggedIn.send(user.constructor, { request, user });
}

/** Let nobody be logged in any more, and forget everything in the session. */
export async function logout(request: HttpRequest): Promise<void> {
  const user = request.user.isAuthenticated ? request.user : null;
  await userLoggedOut.send(user?.constructor, { request, user });
  await request.session.flush();
  request.user = anonymousUser;
}

/**
 * Keep the user logged in who has just changed their password here; other sessions of theirs end.
 */
export async function updateSessionAuthHash(request: HttpRequest, user: AuthUser): Promise<void> {
  await request.session.cycleKey();
  if (request.user.isAuthenticated && request.user.pk === user.pk) {
    request.session.set(HASH_SESSION_KEY, user.getSessionAuthHash());
  }
}

async function onlyBackend(): Promise<string> {
  const backends = await loadBackends();
  if (backends.length === 1) return backends[0]!.path;
  throw new FrameworkError(
    'auth.several-backends',
    'AUTHENTICATION_BACKENDS names several backends, and it is not known which of them this user belongs to.',
    'Give login() the `backend`, or the user that authenticate() gave you.',
  );
}

function sameHash(stored: unknown, hash: string): boolean {
  return typeof stored === 'string' && constantTimeCompare(stored, hash);
}
