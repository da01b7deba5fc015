import { HttpResponseRedirect } from '../../../http/redirect-response.ts';
import type { HttpRequest } from '../../../http/request.ts';
import type { HttpResponse } from '../../../http/response.ts';
import { PasswordChangeForm } from '../../auth/forms/password-change-form.ts';
import { updateSessionAuthHash } from '../../auth/login.ts';
import { siteUrl } from '../admin-url.ts';
import { renderPage } from '../render-page.ts';
import type { AdminSite } from '../site.ts';

/** Lets the user change their own password. */
export async function passwordChangeView(site: AdminSite, request: HttpRequest): Promise<HttpResponse> {
  if (!request.user.isAuthenticated) return new HttpResponseRedirect(siteUrl(site.name, 'login'));
  const posted = request.method === 'POST';
  const form = new PasswordChangeForm(request.user, posted ? request.POST : undefined);
  if (posted && (await form.isValid())) {
    await form.save();
    await updateSessionAuthHash(request, request.user);
    return new HttpResponseRedirect(siteUrl(site.name, 'password_change_done'));
  }
  await form.prepare();
  const templates = [site.passwordChangeTemplate ?? 'registration/password_change_form.html'];
  return renderPage(site, request, templates, {
    title: 'Password change',
    subtitle: null,
    form,
  });
}

export function passwordChangeDoneView(site: AdminSite, request: HttpRequest): Promise<HttpResponse> {
  const templates = [site.passwordChangeDoneTemplate ?? 'registration/password_change_done.html'];
  return renderPage(site, request, templates, { title: 'Password change successful', subtitle: null });
}
