import type { HttpRequest } from '../../http/request.ts';
import { constantTimeCompare } from '../../utils/crypto.ts';
import { anonymousUser } from './anonymous-user.ts';
import type { AuthUser, RequestUser } from './auth-types.ts';
import { loadBackends } from './backends/load-backends.ts';
import { rememberBackend } from './remembered-backend.ts';
import { BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY } from './session-keys.ts';
import { getUserModel } from './user-model.ts';

/**
 * Whom the session of a request belongs to. A session whose hash does not fit the user's password any more ends: that
 * is how a new password logs out all other browsers.
 */
export async function getUser(request: HttpRequest): Promise<RequestUser> {
  const { session } = request;
  const id = session.peek(SESSION_KEY);
  const path = session.peek(BACKEND_SESSION_KEY);
  if (typeof id !== 'string') return anonymousUser;
  const named = (await loadBackends()).find((one) => one.path === path);
  if (named === undefined) return anonymousUser;
  const user = await named.backend.getUser(getUserModel()._meta.pk.toPython(id));
  if (user === null) return anonymousUser;
  rememberBackend(user, named.path);
  if (await isGenuine(request, user)) return user;
  await session.flush();
  return anonymousUser;
}

/** Whether the session was made with the user's present password; one made with an older SECRET_KEY is renewed. */
async function isGenuine({ session }: HttpRequest, user: AuthUser): Promise<boolean> {
  const stored = session.peek(HASH_SESSION_KEY);
  if (typeof stored !== 'string') return false;
  const hash = user.getSessionAuthHash();
  if (constantTimeCompare(stored, hash)) return true;
  if (!user.getSessionAuthFallbackHashes().some((older) => constantTimeCompare(stored, older))) return false;
  await session.cycleKey();
  session.set(HASH_SESSION_KEY, hash);
  return true;
}
