import type { AppConfig } from '../../apps/app-config.ts';
import type { Apps } from '../../apps/registry.ts';
import type { AnyModel, ModelClass } from '../../db/models/model.ts';
import type { Manager } from '../../db/models/types/manager.ts';
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
  const { label } = appConfig;
  const existing = await manager.filter({ appLabel: label }).valuesList('model', { flat: true });
  const known = new Set(existing);
  const missing = models.map((model) => model._meta.modelName).filter((model) => !known.has(model));
  // Before 0002 the table has one column more than the model of today.
  const Type = (apps?.getModel('contenttypes', 'ContentType') ?? ContentType) as unknown as ModelClass;
  const rows = (Type._meta.baseManager as unknown as Manager<AnyModel>).dbManager(using);
  await rows.bulkCreate(missing.map((model) => new Type({ appLabel: label, model })));
  if (verbosity < 2) return;
  for (const model of missing) process.stdout.write(`Adding content type '${label} | ${model}'\n`);
}
