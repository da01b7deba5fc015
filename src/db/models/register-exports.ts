import { type Apps, apps as projectApps } from '../../apps/registry.ts';
import { register, TAGS } from '../../core/checks/registry.ts';
import { Model, type ModelClass } from './model.ts';
import { registerModel } from './registration.ts';

/** Register the models that an app's `models.ts` exports, parents before children; those of other apps are left alone. */
export function registerExportedModels(
  module: Readonly<Record<string, unknown>>,
  appLabel: string,
  apps: Apps = projectApps,
): void {
  const models = [...new Set(Object.values(module).filter(isModel))];
  for (const model of models.sort((a, b) => depth(a) - depth(b))) {
    const { meta } = model;
    const abstract = Object.hasOwn(model, 'meta') && meta?.abstract === true;
    if (!abstract) registerModel(model, appLabel, apps);
  }
}

register(
  async (context) => {
    const { checkAllModels } = await import('./checks/all-models.ts');
    return checkAllModels(context);
  },
  { tags: [TAGS.models] },
);

function isModel(value: unknown): value is ModelClass {
  return typeof value === 'function' && value.prototype instanceof Model;
}

/** How many classes lie between a model and Model. */
function depth(model: ModelClass): number {
  let steps = 0;
  for (let type: object = model; type !== Model; type = Object.getPrototypeOf(type)) steps++;
  return steps;
}
