import { settings } from '../../../conf/configure.ts';
import { Http404 } from '../../../http/http404.ts';
import { HttpResponsePermanentRedirect } from '../../../http/redirect-response.ts';
import type { HttpRequest } from '../../../http/request.ts';
import type { HttpResponse } from '../../../http/response.ts';
import { resolve } from '../../../urls/resolve.ts';
import { Resolver404 } from '../../../urls/resolver404.ts';
import { redirectToLogin } from '../../auth/decorators/redirect-to-login.ts';
import { siteUrl } from '../admin-url.ts';
import type { AdminSite } from '../site.ts';

/**
 * Every address that is no page. Visitors who may not enter are sent to the login page, as from the pages that exist, so that
 * nobody can find out which do.
 */
export async function catchAllView(
  site: AdminSite,
  request: HttpRequest,
  { url }: { url: string },
): Promise<HttpResponse> {
  if (!(await site.hasPermission(request))) {
    return redirectToLogin(request.getFullPath(), { loginUrl: siteUrl(site.name, 'login') });
  }
  if (settings.APPEND_SLASH && !url.endsWith('/') && isPage(`${request.pathInfo}/`)) {
    return new HttpResponsePermanentRedirect(request.getFullPath({ forceAppendSlash: true }));
  }
  throw new Http404('The requested admin page does not exist.');
}

function isPage(path: string): boolean {
  try {
    return !('url' in resolve(path).kwargs);
  } catch (error) {
    if (error instanceof Resolver404) return false;
    throw error;
  }
}
