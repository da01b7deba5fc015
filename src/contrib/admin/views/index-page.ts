import type { HttpRequest } from '../../../http/request.ts';
import type { HttpResponse } from '../../../http/response.ts';
import { LogEntry } from '../log-entry.ts';
import { describeEntry } from '../log-entry-view.ts';
import { renderPage } from '../render-page.ts';
import type { AdminSite } from '../site.ts';

const RECENT = 10;

/** The front page: all apps, and what the user did last. */
export async function indexView(site: AdminSite, request: HttpRequest): Promise<HttpResponse> {
  const entries = await LogEntry.objects
    .filter({ user: request.user.pk })
    .selectRelated('contentType')
    .slice(0, RECENT);
  return renderPage(site, request, [site.indexTemplate ?? 'admin/index.html'], {
    title: site.indexTitle,
    subtitle: null,
    appList: await site.getAppList(request),
    logEntries: await Promise.all(entries.map((entry) => describeEntry(site, entry))),
  });
}
