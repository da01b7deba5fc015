import { apps } from '../../apps/registry.ts';
import type { ModelClass } from '../../db/models/model.ts';
import type { HttpRequest } from '../../http/request.ts';
import { capfirst } from '../../utils/case.ts';
import { modelUrl, siteUrl } from './admin-url.ts';
import type { ModelAdmin, ModelPermissions } from './model-admin.ts';
import type { AdminSite } from './site.ts';

/** A model as the front page and the sidebar show it. */
export interface ModelEntry {
  model: ModelClass;
  /** In the plural, with a capital. */
  name: string;
  singular: string;
  objectName: string;
  perms: ModelPermissions;
  adminUrl: string | null;
  addUrl: string | null;
  /** Whether the page that is shown belongs to it. */
  isCurrent: boolean;
}

/** An app with those of its models that the user may see. */
export interface AppEntry {
  name: string;
  appLabel: string;
  appUrl: string;
  hasModulePerms: boolean;
  models: ModelEntry[];
}

/** The apps of a site and their models by name, as far as the user may see them. */
export async function appList(site: AdminSite, request: HttpRequest, appLabel?: string): Promise<AppEntry[]> {
  const entries = new Map<string, AppEntry>();
  for (const admin of site.registry.values()) {
    const label = admin.opts.appLabel;
    if (appLabel !== undefined && label !== appLabel) continue;
    const entry = await modelEntry(site, admin, request);
    if (entry === undefined) continue;
    const app = entries.get(label) ?? newApp(site, label);
    entries.set(label, app);
    app.models.push(entry);
  }
  for (const app of entries.values()) app.models.sort(byName);
  return [...entries.values()].sort(byName);
}

async function modelEntry(
  site: AdminSite,
  admin: ModelAdmin,
  request: HttpRequest,
): Promise<ModelEntry | undefined> {
  if (!(await admin.hasModulePermission(request))) return undefined;
  const perms = await admin.getModelPerms(request);
  if (!Object.values(perms).includes(true)) return undefined;
  const { opts } = admin;
  const adminUrl = perms.view || perms.change ? modelUrl(site.name, opts, 'changelist') : null;
  return {
    model: admin.model,
    name: capfirst(opts.verboseNamePlural),
    singular: opts.verboseName,
    objectName: opts.objectName,
    perms,
    adminUrl,
    addUrl: perms.add ? modelUrl(site.name, opts, 'add') : null,
    isCurrent: adminUrl !== null && request.path.startsWith(adminUrl),
  };
}

function newApp(site: AdminSite, appLabel: string): AppEntry {
  return {
    name: apps.getAppConfig(appLabel).verboseName.toString(),
    appLabel,
    appUrl: siteUrl(site.name, 'app_list', { appLabel }),
    hasModulePerms: true,
    models: [],
  };
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name.toLowerCase().localeCompare(b.name.toLowerCase());
}
