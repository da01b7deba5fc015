import { apps } from '../../../apps/registry.ts';
import { settings } from '../../../conf/configure.ts';
import { CheckError, type CheckMessage, CheckWarning } from '../../../core/checks/messages.ts';
import type { CheckContext } from '../../../core/checks/registry.ts';
import { site } from '../default-site.ts';
import { checkModelAdmin } from './model-admin-checks.ts';

/** The apps that the admin cannot work without. */
const NEEDED_APPS = [
  ['jango/contrib/contenttypes', 'admin.E401'],
  ['jango/contrib/auth', 'admin.E405'],
  ['jango/contrib/messages', 'admin.E406'],
] as const;

const NEEDED_MIDDLEWARE = [
  ['jango/contrib/auth/middleware', 'admin.E408'],
  ['jango/contrib/messages/middleware', 'admin.E409'],
  ['jango/contrib/sessions/middleware', 'admin.E410'],
] as const;

/** Whether the apps, middleware and templates are there that the admin needs. */
export function checkDependencies(): CheckMessage[] {
  if (!apps.isInstalled('jango/contrib/admin')) return [];
  const found: CheckMessage[] = [];
  for (const [name, id] of NEEDED_APPS) {
    if (apps.isInstalled(name)) continue;
    found.push(
      new CheckError(`'${name}' must be in INSTALLED_APPS in order to use the admin application.`, { id }),
    );
  }
  const hasTemplates = settings.TEMPLATES.some(
    ({ APP_DIRS, OPTIONS }) => APP_DIRS === true || OPTIONS?.['loaders'],
  );
  if (!hasTemplates) {
    const hint = "Add { BACKEND: 'jango/template', APP_DIRS: true } to TEMPLATES.";
    found.push(
      new CheckError(
        "A 'jango/template' engine must be configured in TEMPLATES in order to use the admin application.",
        { id: 'admin.E403', hint },
      ),
    );
  }
  for (const [name, id] of NEEDED_MIDDLEWARE) {
    if (settings.MIDDLEWARE.includes(name)) continue;
    const hint = `Put '${name}' into MIDDLEWARE.`;
    found.push(
      new CheckError(`'${name}' must be in MIDDLEWARE in order to use the admin application.`, { id, hint }),
    );
  }
  return [...found, ...middlewareOrder()];
}

function middlewareOrder(): CheckMessage[] {
  const sessions = settings.MIDDLEWARE.indexOf('jango/contrib/sessions/middleware');
  const auth = settings.MIDDLEWARE.indexOf('jango/contrib/auth/middleware');
  if (sessions === -1 || auth === -1 || sessions < auth) return [];
  return [
    new CheckWarning(
      "'jango/contrib/sessions/middleware' must stand before 'jango/contrib/auth/middleware' in MIDDLEWARE.",
      {
        id: 'admin.W412',
        hint: 'Users are known by their session.',
      },
    ),
  ];
}

/** Whether the classes that models are registered with name things that exist. */
export function checkAdminApp({ appConfigs }: CheckContext): CheckMessage[] {
  const labels = appConfigs?.map(({ label }) => label);
  return [...site.registry.values()]
    .filter((admin) => labels === undefined || labels.includes(admin.opts.appLabel))
    .flatMap(checkModelAdmin);
}
