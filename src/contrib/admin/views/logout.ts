import { HttpResponseRedirect } from '../../../http/redirect-response.ts';
import type { HttpRequest } from '../../../http/request.ts';
import type { HttpResponseBase } from '../../../http/response-base.ts';
import { HttpResponseNotAllowed } from '../../../http/response-kinds.ts';
import { logout } from '../../auth/login.ts';
import { siteUrl } from '../admin-url.ts';
import { renderPage } from '../render-page.ts';
import type { AdminSite } from '../site.ts';

/** Log out, by POST: a link on another site must not be able to. */
export async function logoutView(site: AdminSite, request: HttpRequest): Promise<HttpResponseBase> {
  if (request.method === 'GET') return new HttpResponseRedirect(siteUrl(site.name, 'index'));
  if (request.method !== 'POST') return new HttpResponseNotAllowed(['POST']);
  await logout(request);
  return renderPage(site, request, [site.logoutTemplate ?? 'registration/logged_out.html'], {
    title: 'Logged out',
    subtitle: null,
  });
}
