import { PermissionDenied } from '../../../core/errors/requests.ts';
import type { AnyModel } from '../../../db/models/model.ts';
import type { QuerySet } from '../../../db/models/types/query-set.ts';
import { atomic } from '../../../db/transaction.ts';
import type { HttpRequest } from '../../../http/request.ts';
import type { HttpResponseBase } from '../../../http/response-base.ts';
import { SUCCESS } from '../../messages/levels.ts';
import { SELECTED_NAME } from '../change-list/parameters.ts';
import type { ModelAdmin } from '../model-admin.ts';
import { modelContext, templatesFor } from '../model-context.ts';
import { listUrl } from '../preserved-filters.ts';
import { renderPage } from '../render-page.ts';

/** Delete what was chosen in the list, after asking whether that is meant. */
export async function deleteSelected(
  admin: ModelAdmin,
  request: HttpRequest,
  rows: QuerySet<AnyModel>,
): Promise<HttpResponseBase | undefined> {
  const objects = await rows;
  const plan = await admin.getDeletedObjects(objects, request);
  const blocked = plan.protected.length > 0;
  const { opts } = admin;
  if (request.POST.has('post') && !blocked) {
    if (plan.permsLacking.length > 0) throw new PermissionDenied();
    if (objects.length === 0) return undefined;
    await atomic(async () => {
      await admin.logDeletions(request, objects);
      await admin.deleteQueryset(request, rows);
    });
    const name = objects.length === 1 ? opts.verboseName : opts.verboseNamePlural;
    admin.messageUser(request, `Successfully deleted ${objects.length} ${name}.`, SUCCESS);
    return undefined;
  }
  const objectsName = objects.length === 1 ? opts.verboseName : opts.verboseNamePlural;
  const templates = templatesFor(
    admin,
    admin.deleteSelectedConfirmationTemplate,
    'delete_selected_confirmation.html',
  );
  return renderPage(admin.adminSite, request, templates, {
    ...modelContext(admin),
    title:
      blocked || plan.permsLacking.length > 0 ? `Cannot delete ${objectsName}` : 'Delete multiple objects',
    subtitle: null,
    objectsName,
    objectsText: `the selected ${objectsName}`,
    deletedObjects: plan.tree,
    deletedObjectsCount: plan.total,
    modelCount: plan.modelCount,
    permsLacking: plan.permsLacking,
    protected: plan.protected,
    changelistUrl: listUrl(admin, request),
    selected: request.POST.getlist(SELECTED_NAME),
    selectAcross: request.POST.get('select_across') === '1',
  });
}
