import { PermissionDenied } from '../../../core/errors/requests.ts';
import { Paginator } from '../../../core/paginator/paginator.ts';
import type { HttpRequest } from '../../../http/request.ts';
import type { HttpResponseBase } from '../../../http/response-base.ts';
import { ContentType } from '../../contenttypes/content-type.ts';
import { modelUrl } from '../admin-url.ts';
import { PAGE_VAR } from '../change-list/parameters.ts';
import { LogEntry } from '../log-entry.ts';
import { describeEntry } from '../log-entry-view.ts';
import type { ModelAdmin } from '../model-admin.ts';
import { modelContext, templatesFor } from '../model-context.ts';
import { listUrl } from '../preserved-filters.ts';
import { unquote } from '../quote.ts';
import { renderPage } from '../render-page.ts';
import { missingObject } from './missing-object.ts';

const PER_PAGE = 100;

/** What was done to an object in the admin, last things first. */
export async function historyView(
  admin: ModelAdmin,
  request: HttpRequest,
  objectId: string,
): Promise<HttpResponseBase> {
  const object = await admin.getObject(request, unquote(objectId));
  if (object === null) return missingObject(admin, request, objectId);
  if (!(await admin.hasViewOrChangePermission(request, object))) throw new PermissionDenied();
  const contentType = await ContentType.objects.getForModel(admin.model, { forConcreteModel: false });
  const entries = LogEntry.objects
    .filter({ objectId: String(object.pk), contentType })
    .selectRelated('user')
    .orderBy('-actionTime');
  const page = await new Paginator(entries, PER_PAGE).getPage(request.GET.get(PAGE_VAR));
  const templates = templatesFor(admin, admin.objectHistoryTemplate, 'object_history.html');
  return renderPage(admin.adminSite, request, templates, {
    ...modelContext(admin),
    title: 'Change history',
    subtitle: object.toString(),
    object,
    objectText: object.toString(),
    objectUrl: modelUrl(admin.adminSite.name, admin.opts, 'change', object.pk),
    changelistUrl: listUrl(admin, request),
    entries: await Promise.all(
      [...page].map(async (entry) => ({
        ...(await describeEntry(admin.adminSite, entry)),
        userName: (await entry.user).toString(),
      })),
    ),
    page,
  });
}
