import { HttpResponseRedirect } from '../../../http/redirect-response.ts';
import type { HttpRequest } from '../../../http/request.ts';
import type { HttpResponseBase } from '../../../http/response-base.ts';
import { login } from '../../auth/login.ts';
import { safeNextUrl } from '../../auth/views/next-url.ts';
import { siteUrl } from '../admin-url.ts';
import { AdminAuthenticationForm } from '../forms/admin-authentication-form.ts';
import { renderPage } from '../render-page.ts';
import type { AdminSite } from '../site.ts';

/** The login page. Whoever is logged in and may enter goes on to where they wanted to be. */
export async function loginView(site: AdminSite, request: HttpRequest): Promise<HttpResponseBase> {
  const index = siteUrl(site.name, 'index');
  const next = safeNextUrl(request) ?? index;
  if (request.method === 'GET' && (await site.hasPermission(request))) return new HttpResponseRedirect(next);
  const posted = request.method === 'POST';
  const form = new (site.loginForm ?? AdminAuthenticationForm)(request, posted ? request.POST : undefined);
  if (posted && (await form.isValid())) {
    await login(request, form.getUser());
    return new HttpResponseRedirect(next);
  }
  return renderPage(site, request, [site.loginTemplate ?? 'admin/login.html'], {
    title: 'Log in',
    subtitle: null,
    form,
    next,
    appPath: request.getFullPath(),
    username: request.user.getUsername(),
  });
}
