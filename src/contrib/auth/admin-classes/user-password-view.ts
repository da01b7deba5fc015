import { PermissionDenied } from '../../../core/errors/requests.ts';
import { HttpResponseRedirect } from '../../../http/redirect-response.ts';
import type { HttpRequest } from '../../../http/request.ts';
import type { HttpResponseBase } from '../../../http/response-base.ts';
import { modelUrl } from '../../admin/admin-url.ts';
import { adminForm } from '../../admin/forms/admin-form.ts';
import type { ModelAdmin } from '../../admin/model-admin.ts';
import { modelContext, templatesFor } from '../../admin/model-context.ts';
import { listUrl } from '../../admin/preserved-filters.ts';
import { unquote } from '../../admin/quote.ts';
import { renderPage } from '../../admin/render-page.ts';
import { missingObject } from '../../admin/views/missing-object.ts';
import { SUCCESS } from '../../messages/levels.ts';
import type { AuthUser } from '../auth-types.ts';
import { AdminPasswordChangeForm } from '../forms/admin-password-change-form.ts';
import { updateSessionAuthHash } from '../login.ts';

/** Sets somebody's password. */
export async function userPasswordView(
  admin: ModelAdmin,
  request: HttpRequest,
  objectId: string,
): Promise<HttpResponseBase> {
  const user = (await admin.getObject(request, unquote(objectId))) as AuthUser | null;
  if (!(await admin.hasChangePermission(request, user ?? undefined))) throw new PermissionDenied();
  if (user === null) return missingObject(admin, request, objectId);
  const objectUrl = modelUrl(admin.adminSite.name, admin.opts, 'change', user.pk);
  const posted = request.method === 'POST';
  const form = new AdminPasswordChangeForm(user, posted ? request.POST : undefined);
  if (posted && (await form.isValid())) {
    await form.save();
    await admin.logChange(request, user, [{ changed: { fields: ['password'] } }]);
    if (request.user.pk === user.pk) await updateSessionAuthHash(request, user);
    admin.messageUser(request, 'Password changed successfully.', SUCCESS);
    return new HttpResponseRedirect(objectUrl);
  }
  await form.prepare();
  return renderPage(
    admin.adminSite,
    request,
    templatesFor(admin, 'admin/auth/user/change_password.html', ''),
    {
      ...modelContext(admin),
      title: `Change password: ${user.getUsername()}`,
      subtitle: null,
      form,
      adminform: adminForm(form),
      errors: posted,
      errorCount: posted ? form.errors.size : 0,
      objectUrl,
      objectText: user.toString(),
      changelistUrl: listUrl(admin, request),
    },
  );
}
