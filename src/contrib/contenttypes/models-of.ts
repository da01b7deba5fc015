import type { AppConfig } from '../../apps/app-config.ts';
import type { ModelClass } from '../../db/models/model.ts';

/** The models of an app that somebody wrote and that are in use: no join tables, none that another has replaced. */
export function modelsOf(appConfig: AppConfig): ModelClass[] {
  const models = [...appConfig.models.values()] as unknown as ModelClass[];
  return models.filter(({ _meta: meta }) => meta.autoCreated === undefined && meta.swapped === undefined);
}
