import { settings } from '../../../conf/configure.ts';
import { HttpResponseRedirect } from '../../../http/redirect-response.ts';
import type { HttpRequest } from '../../../http/request.ts';
import { resolveUrl } from '../../../shortcuts.ts';

export const REDIRECT_FIELD_NAME = 'next';

export interface LoginUrlOptions {
  /** URL or name of a route; LOGIN_URL unless given. */
  loginUrl?: string | undefined;
  /** Name of the parameter that holds where to go after logging in; `'next'`. Null sends none. */
  redirectFieldName?: string | null | undefined;
}

/** A redirect to the login page, which comes back to `next` afterwards. */
export function redirectToLogin(next: string, options: LoginUrlOptions = {}): HttpResponseRedirect {
  const { redirectFieldName = REDIRECT_FIELD_NAME } = options;
  const url = resolveUrl(options.loginUrl ?? settings.LOGIN_URL);
  if (redirectFieldName === null || redirectFieldName === '') return new HttpResponseRedirect(url);
  const [withoutHash, hash] = url.split('#', 2) as [string, string?];
  const [path, query = ''] = withoutHash.split('?', 2) as [string, string?];
  const params = new URLSearchParams(query);
  params.set(redirectFieldName, next);
  const text = params.toString().replaceAll('%2F', '/');
  return new HttpResponseRedirect(`${path}?${text}${hash === undefined ? '' : `#${hash}`}`);
}

/** The same for the page of a request: as a path where the login page is on the same site. */
export function redirectRequestToLogin(
  request: HttpRequest,
  options: LoginUrlOptions = {},
): HttpResponseRedirect {
  const absolute = request.buildAbsoluteUri();
  const login = new URL(resolveUrl(options.loginUrl ?? settings.LOGIN_URL), absolute);
  const here = new URL(absolute);
  return redirectToLogin(login.origin === here.origin ? request.getFullPath() : absolute, options);
}
