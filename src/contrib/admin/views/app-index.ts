import { apps } from '../../../apps/registry.ts';
import { Http404 } from '../../../http/http404.ts';
import type { HttpRequest } from '../../../http/request.ts';
import type { HttpResponse } from '../../../http/response.ts';
import { renderPage } from '../render-page.ts';
import type { AdminSite } from '../site.ts';

/** The models of one app. */
export async function appIndexView(
  site: AdminSite,
  request: HttpRequest,
  { appLabel }: { appLabel: string },
): Promise<HttpResponse> {
  const appList = await site.getAppList(request, appLabel);
  if (appList.length === 0) throw new Http404('The requested admin page does not exist.');
  const appName = apps.getAppConfig(appLabel).verboseName;
  const templates = [site.appIndexTemplate ?? '', `admin/${appLabel}/app_index.html`, 'admin/app_index.html'];
  return renderPage(site, request, templates.filter(Boolean), {
    title: `${appName} administration`,
    subtitle: null,
    appList,
    appLabel,
    appName,
  });
}
