import type { ModelClass } from '../models/model.ts';
import type { MigrationLoader } from './loader.ts';
import { modelStateOf } from './state/model-state-of.ts';
import type { ProjectState } from './state/project-state.ts';

/** Enter the models of apps without migrations as they are now, so that others can point at them. */
export function addUnmigratedModels(state: ProjectState, loader: MigrationLoader): void {
  for (const label of loader.unmigratedApps) {
    for (const model of loader.apps.getAppConfig(label).models.values()) {
      const own = model as unknown as ModelClass;
      if (own._meta.autoCreated === undefined) state.addModel(modelStateOf(own, { withoutRelations: true }));
    }
  }
}
