import type { AppConfig } from '../../apps/app-config.ts';
import { ContentType } from './content-type.ts';
import { modelsOf } from './models-of.ts';

/** Make the rows of an app's models that are missing; runs after `migrate`. */
export async function createContentTypes({
  appConfig,
  using,
  verbosity = 1,
}: {
  appConfig: AppConfig;
  using: string;
  verbosity?: number;
}): Promise<void> {
  const models = modelsOf(appConfig);
  if (models.length === 0) return;
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
