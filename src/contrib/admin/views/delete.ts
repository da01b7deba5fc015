import { PermissionDenied } from '../../../core/errors/requests.ts';
import { atomic } from '../../../db/transaction.ts';
import { HttpResponseRedirect } from '../../../http/redirect-response.ts';
import type { HttpRequest } from '../../../http/request.ts';
import type { HttpResponseBase } from '../../../http/response-base.ts';
import { SUCCESS } from '../../messages/levels.ts';
import { modelUrl, siteUrl } from '../admin-url.ts';
import { POPUP_VAR, TO_FIELD_VAR } from '../change-list/parameters.ts';
import type { ModelAdmin } from '../model-admin.ts';
import { modelContext, templatesFor } from '../model-context.ts';
import { listUrl, preservedFilters } from '../preserved-filters.ts';
import { unquote } from '../quote.ts';
import { renderPage } from '../render-page.ts';
import { missingObject } from './missing-object.ts';
import { popupResponse } from './popup-response.ts';

/** Delete one object, after asking whether that is meant. */
export async function deleteView(
  admin: ModelAdmin,
  request: HttpRequest,
  objectId: string,
): Promise<HttpResponseBase> {
  const object = await admin.getObject(request, unquote(objectId));
  if (!(await admin.hasDeletePermission(request, object ?? undefined))) throw new PermissionDenied();
  if (object === null) return missingObject(admin, request, objectId);
  const plan = await admin.getDeletedObjects([object], request);
  const blocked = plan.protected.length > 0;
  if (request.method === 'POST' && !blocked) {
    if (plan.permsLacking.length > 0) throw new PermissionDenied();
    const text = object.toString();
    const pk = object.pk;
    await atomic(async () => {
      await admin.logDeletions(request, [object]);
      await admin.deleteModel(request, object);
    });
    return afterDelete(admin, request, text, pk);
  }
  const objectName = admin.opts.verboseName;
  const templates = templatesFor(admin, admin.deleteConfirmationTemplate, 'delete_confirmation.html');
  return renderPage(admin.adminSite, request, templates, {
    ...modelContext(admin),
    title: blocked || plan.permsLacking.length > 0 ? `Cannot delete ${objectName}` : `Delete ${objectName}`,
    subtitle: null,
    objectName,
    object,
    objectText: object.toString(),
    objectsText: `the ${objectName} “${object}”`,
    deletedObjects: plan.tree,
    deletedObjectsCount: plan.total,
    modelCount: plan.modelCount,
    permsLacking: plan.permsLacking,
    protected: plan.protected,
    objectUrl:
      modelUrl(admin.adminSite.name, admin.opts, 'change', object.pk) + preservedFilters(admin, request),
    changelistUrl: listUrl(admin, request),
    isPopup: request.GET.has(POPUP_VAR) || request.POST.has(POPUP_VAR),
    toField: request.GET.get(TO_FIELD_VAR) ?? null,
  });
}

async function afterDelete(
  admin: ModelAdmin,
  request: HttpRequest,
  text: string,
  pk: unknown,
): Promise<HttpResponseBase> {
  if (request.POST.has(POPUP_VAR)) return popupResponse({ action: 'delete', value: String(pk) }, request);
  admin.messageUser(request, `The ${admin.opts.verboseName} “${text}” was deleted successfully.`, SUCCESS);
  const maySeeList = await admin.hasViewOrChangePermission(request);
  return new HttpResponseRedirect(
    maySeeList ? listUrl(admin, request) : siteUrl(admin.adminSite.name, 'index'),
  );
}
