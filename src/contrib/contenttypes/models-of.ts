import type { AppConfig } from '../../apps/app-config.ts';
import type { Apps } from '../../apps/registry.ts';
import { LookupError } from '../../core/errors/lookup-error.ts';
import type { ModelClass } from '../../db/models/model.ts';

/**
 * The models of an app that somebody wrote and that are in use: no join tables, none that another has replaced.
 * @param apps the models that a database has after its migrations; others are left out
 */
export function modelsOf(appConfig: AppConfig, apps?: Apps): ModelClass[] {
  const models = [...appConfig.models.values()] as unknown as ModelClass[];
  return models.filter(
    (model) =>
      model._meta.autoCreated === undefined && model._meta.swapped === undefined && isKnown(model, apps),
  );
}

/** Whether a model is among those that a database has after its migrations. */
export function isKnown({ _meta: meta }: ModelClass, apps: Apps | undefined): boolean {
  if (apps === undefined) return true;
  try {
    apps.getModel(meta.appLabel, meta.objectName);
    return true;
  } catch (error) {
    if (error instanceof LookupError) return false;
    throw error;
  }
}
