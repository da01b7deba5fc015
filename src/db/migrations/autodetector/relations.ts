import type { Field } from '../../models/fields/field.ts';
import { type ModelKey, resolveModel } from '../state/model-key.ts';
import type { ModelState } from '../state/model-state.ts';
import type { ProjectState } from '../state/project-state.ts';
import { relationOf } from '../state/relation.ts';

/** A relation field, seen from the model that it leads to or that it joins by. */
export interface StateRelation {
  readonly model: ModelState;
  readonly name: string;
  readonly field: Field;
  /** It leads here; else it only joins by this model. */
  readonly to: boolean;
}

export type Relations = ReadonlyMap<ModelKey, readonly StateRelation[]>;

/** The relation fields of a project by the models that they lead to; to a proxy is to the model that has its table. */
export function relationsByTarget(state: ProjectState): Relations {
  const found = new Map<ModelKey, StateRelation[]>();
  const add = (target: ModelKey, relation: StateRelation): void => {
    const key = concreteKey(target, state);
    const list = found.get(key);
    if (list === undefined) found.set(key, [relation]);
    else list.push(relation);
  };
  for (const model of state.models.values()) {
    for (const [name, field] of model.fields) {
      const relation = relationOf(field, model.appLabel, model.name);
      if (relation === undefined) continue;
      add(relation.to, { model, name, field, to: true });
      if (relation.through !== undefined) add(relation.through, { model, name, field, to: false });
    }
  }
  return found;
}

/** The model whose table a proxy has; any other model itself. */
function concreteKey(key: ModelKey, state: ProjectState): ModelKey {
  const model = state.models.get(key);
  if (model?.options.proxy !== true || state.realApps.has(model.appLabel)) return key;
  const base = model.bases.find((one) => typeof one === 'string');
  return base === undefined ? key : concreteKey(resolveModel(base, model.appLabel), state);
}
