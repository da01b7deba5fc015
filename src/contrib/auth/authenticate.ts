import { PermissionDenied } from '../../core/errors/requests.ts';
import { HttpRequest } from '../../http/request.ts';
import type { AuthUser } from './auth-types.ts';
import type { Credentials } from './backends/auth-backend.ts';
import { loadBackends } from './backends/load-backends.ts';
import { rememberBackend } from './remembered-backend.ts';
import { userLoginFailed } from './signals.ts';

const SECRET_NAME = /api|token|key|secret|password|signature/i;
const MASK = '********************';

/**
 * Find the user whom credentials fit: `await authenticate(request, { username, password })`; the request may be left out.
 * @returns null when they fit nobody; then `userLoginFailed` was sent
 */
export function authenticate(
  request: HttpRequest | undefined,
  credentials: Credentials,
): Promise<AuthUser | null>;
export function authenticate(credentials: Credentials): Promise<AuthUser | null>;
export async function authenticate(
  first: HttpRequest | Credentials | undefined,
  second: Credentials = {},
): Promise<AuthUser | null> {
  const [request, credentials] =
    first === undefined || first instanceof HttpRequest ? [first, second] : [undefined, first];
  for (const { backend, path } of await loadBackends()) {
    if (backend.authenticate === undefined || backend.takes?.(credentials) === false) continue;
    try {
      const user = await backend.authenticate(request, credentials);
      if (user === null) continue;
      rememberBackend(user, path);
      return user;
    } catch (error) {
      if (error instanceof PermissionDenied) break;
      throw error;
    }
  }
  await userLoginFailed.send(authenticate, { credentials: masked(credentials), request });
  return null;
}

function masked(credentials: Credentials): Credentials {
  return Object.fromEntries(
    Object.entries(credentials).map(([name, value]) => [name, SECRET_NAME.test(name) ? MASK : value]),
  );
}
