import { apps } from '../../apps/registry.ts';
import type { ModelAdmin } from './model-admin.ts';

/** Variables of every page of a model. */
export function modelContext(admin: ModelAdmin): Record<string, unknown> {
  return { opts: admin.opts, appName: apps.getAppConfig(admin.opts.appLabel).verboseName };
}

/** Templates of a page, most special first: a project may have one for the model, or for the app. */
export function templatesFor(admin: ModelAdmin, own: string | null, name: string): string[] {
  if (own !== null) return [own];
  const { appLabel, modelName } = admin.opts;
  return [`admin/${appLabel}/${modelName}/${name}`, `admin/${appLabel}/${name}`, `admin/${name}`];
}
