import type { AppConfig } from '../../apps/app-config.ts';
import type { Apps } from '../../apps/registry.ts';
import { allowMigrateModel } from '../../db/router.ts';
import { ContentType } from './content-type.ts';
import { isKnown, modelsOf } from './models-of.ts';

/**
 * Make the rows of an app's models that are missing; runs after `migrate`.
 * @param apps the models that the database has; nothing is made where the table of content types is not among them
 */
export async function createContentTypes({
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
  if (models.length === 0 || !isKnown(ContentType, apps) || !allowMigrateModel(using, ContentType)) return;
  const manager = ContentType.objects.dbManager(using);
  manager.clearCache();
  const existing = await manager.filter({ appLabel: appConfig.label }).valuesList('model', { flat: true });
  const known = new Set(existing);
  const missing = models
    .map((model) => new ContentType({ appLabel: appConfig.label, model: model._meta.modelName }))
    .filter((type) => !known.has(type.model));
  await manager.bulkCreate(missing);
  if (verbosity < 2) return;
  for (const type of missing)
    process.stdout.write(`Adding content type '${type.appLabel} | ${type.model}'\n`);
}
