import { HttpResponseRedirect } from '../../http/redirect-response.ts';
import type { HttpRequest } from '../../http/request.ts';
import { path } from '../../urls/path.ts';
import { rePath } from '../../urls/re-path.ts';
import type { UrlEntry } from '../../urls/urlconf.ts';
import type { View } from '../../urls/view.ts';
import { neverCache } from '../../views/cache-decorators.ts';
import { loginNotRequired } from '../auth/decorators/login-not-required.ts';
import { redirectToLogin } from '../auth/decorators/redirect-to-login.ts';
import { siteUrl, urlName } from './admin-url.ts';
import type { ModelAdmin } from './model-admin.ts';
import type { AdminSite } from './site.ts';
import { appIndexView } from './views/app-index.ts';
import { catchAllView } from './views/catch-all.ts';
import { indexView } from './views/index-page.ts';
import { loginView } from './views/login.ts';
import { logoutView } from './views/logout.ts';
import { passwordChangeDoneView, passwordChangeView } from './views/password-change.ts';
import { viewOnSiteView } from './views/view-on-site.ts';

type Params = Readonly<Record<string, string>>;

/** Everything below a site's address. */
export function siteUrls(site: AdminSite): UrlEntry[] {
  const page = <P>(
    view: (site: AdminSite, request: HttpRequest, params: P) => ReturnType<View<P>>,
  ): View<P> => guarded(site, (request, params) => view(site, request, params));
  const labels = new Set([...site.registry.values()].map((admin) => admin.opts.appLabel));
  return [
    ...site.getUrls(),
    path('', page(indexView), { name: 'index' }),
    path('login/', onSite(site, loginView), { name: 'login' }),
    path('logout/', page(logoutView), { name: 'logout' }),
    path('password_change/', page(passwordChangeView), { name: 'password_change' }),
    path('password_change/done/', page(passwordChangeDoneView), { name: 'password_change_done' }),
    path('r/<path:contentTypeId>/<path:objectId>/', page(viewOnSiteView), { name: 'view_on_site' }),
    ...[...site.registry.values()].flatMap((admin) => modelUrls(site, admin)),
    rePath(`^(?<appLabel>${[...labels].join('|') || '(?!)'})/$`, page(appIndexView) as View<never>, {
      name: 'app_list',
    }),
    ...(site.finalCatchAllView ? [rePath('(?<url>.*)$', onSite(site, catchAllView) as View<never>)] : []),
  ];
}

function modelUrls(site: AdminSite, admin: ModelAdmin): UrlEntry[] {
  const prefix = `${admin.opts.appLabel}/${admin.opts.modelName}/`;
  const page = (view: View<never>): View<never> => guarded(site, view);
  const line = (route: string, view: View<never>, name?: string): UrlEntry =>
    path(prefix + route, page(view) as View, name === undefined ? {} : { name: urlName(admin.opts, name) });
  return [
    ...admin.getUrls().map(({ route, view, name }) => line(route, view, name)),
    line('', (request) => admin.changelistView(request), 'changelist'),
    line('add/', (request) => admin.addView(request), 'add'),
    line('<path:objectId>/history/', objectView(admin.historyView.bind(admin)), 'history'),
    line('<path:objectId>/delete/', objectView(admin.deleteView.bind(admin)), 'delete'),
    line('<path:objectId>/change/', objectView(admin.changeView.bind(admin)), 'change'),
    line(
      '<path:objectId>/',
      objectView((request) => new HttpResponseRedirect(`${request.path}change/`)),
    ),
  ];
}

function objectView(view: (request: HttpRequest, objectId: string) => ReturnType<View>): View<never> {
  return (request, params: Params) => view(request, params['objectId']!);
}

/** Let a view of a site run only for those who may enter; others are sent to the login page. */
export function guarded<P>(site: AdminSite, view: View<P>): View<P> {
  return onSite(site, async (_site, request, params: P) => {
    if (await site.hasPermission(request)) return view(request, params);
    const index = siteUrl(site.name, 'index');
    if (request.path === siteUrl(site.name, 'logout')) return new HttpResponseRedirect(index);
    return redirectToLogin(request.getFullPath(), { loginUrl: siteUrl(site.name, 'login') });
  });
}

/** A view that knows its site, and whose pages nobody keeps. */
function onSite<P>(
  site: AdminSite,
  view: (site: AdminSite, request: HttpRequest, params: P) => ReturnType<View<P>>,
): View<P> {
  const onThisSite: View<P> = neverCache((request, params) => {
    Object.assign(request, { currentApp: site.name });
    return view(site, request, params);
  });
  // The site asks for the login itself, and its login page has to be seen without one.
  return loginNotRequired(onThisSite);
}
