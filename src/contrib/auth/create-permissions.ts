import type { AppConfig } from '../../apps/app-config.ts';
import type { Apps } from '../../apps/registry.ts';
import type { ModelClass } from '../../db/models/model.ts';
import type { Options } from '../../db/models/options.ts';
import { allowMigrateModel } from '../../db/router.ts';
import { ContentType } from '../contenttypes/content-type.ts';
import { createContentTypes } from '../contenttypes/create-content-types.ts';
import { isKnown, modelsOf } from '../contenttypes/models-of.ts';
import { Permission } from './permission.ts';

export interface NamedPermission {
  readonly codename: string;
  readonly name: string;
}

/** `'add_article'` for `'add'` of a model. */
export function getPermissionCodename(action: string, options: Pick<Options, 'modelName'>): string {
  return `${action}_${options.modelName}`;
}

/** The permissions that a model has by itself: one for each of `meta.defaultPermissions`. */
export function builtinPermissions(options: Options): NamedPermission[] {
  return options.defaultPermissions.map((action) => ({
    codename: getPermissionCodename(action, options),
    name: `Can ${action} ${options.verboseName}`,
  }));
}

/** All permissions of a model, those of `meta.permissions` included. */
export function permissionsOfModel(options: Options): NamedPermission[] {
  const own = options.permissions.map(([codename, name]) => ({ codename, name }));
  return [...builtinPermissions(options), ...own];
}

/** Make the permissions that an app's models need and that are missing; runs after `migrate`. */
export async function createPermissions({
  appConfig,
  using,
  apps,
  verbosity = 1,
}: {
  appConfig: AppConfig;
  using: string;
  apps?: Apps;
  verbosity?: number;
}): Promise<void> {
  const models = modelsOf(appConfig, apps);
  if (models.length === 0 || !isKnown(Permission, apps)) return;
  await createContentTypes({ appConfig, using, ...(apps !== undefined && { apps }), verbosity });
  if (!isKnown(ContentType, apps) || !allowMigrateModel(using, Permission)) return;
  const missing = await missingPermissions(models, using);
  await Permission.objects.using(using).bulkCreate(missing);
  if (verbosity < 2) return;
  for (const permission of missing) process.stdout.write(`Adding permission '${permission.name}'\n`);
}

async function missingPermissions(models: readonly ModelClass[], using: string): Promise<Permission[]> {
  const types = ContentType.objects.dbManager(using);
  const missing: Permission[] = [];
  for (const model of models) {
    const contentType = await types.getForModel(model, { forConcreteModel: false });
    const existing = await Permission.objects
      .using(using)
      .filter({ contentType })
      .valuesList('codename', { flat: true });
    const known = new Set(existing);
    for (const { codename, name } of permissionsOfModel(model._meta)) {
      if (!known.has(codename)) missing.push(new Permission({ contentType, codename, name }));
    }
  }
  return missing;
}
