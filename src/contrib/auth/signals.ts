import { Signal } from '../../dispatch/signal.ts';
import type { HttpRequest } from '../../http/request.ts';
import type { AuthUser } from './auth-types.ts';

/** Somebody logged in; the sender is the user's model. */
export const userLoggedIn: Signal<{ request: HttpRequest; user: AuthUser }> = new Signal();

/** Somebody logged out; `user` is null when nobody was logged in. */
export const userLoggedOut: Signal<{ request: HttpRequest; user: AuthUser | null }> = new Signal();

/** Credentials fitted nobody; secrets among them are masked. */
export const userLoginFailed: Signal<{
  credentials: Readonly<Record<string, unknown>>;
  request: HttpRequest | undefined;
}> = new Signal();
