import type { Field } from '../../models/fields/field.ts';
import { referencesTo } from '../state/field-references.ts';
import { type ModelKey, splitKey } from '../state/model-key.ts';
import type { ProjectState } from '../state/project-state.ts';
import { relationOf } from '../state/relation.ts';
import { swappableSetting } from '../swappable.ts';
import { type Dependency, dependencyOn } from './dependency.ts';

/** The models that a relation field needs: its target, or the setting that names it, and its join model. */
export function relationDependencies(owner: ModelKey, field: Field): Dependency[] {
  const relation = relationOf(field, ...splitKey(owner));
  if (relation === undefined) return [];
  const setting = swappableSetting(relation.to);
  const target: Dependency =
    setting === undefined
      ? dependencyOn(relation.to, 'create')
      : { appLabel: '__setting__', modelName: setting, fieldName: undefined, kind: 'create' };
  return relation.through === undefined ? [target] : [target, dependencyOn(relation.through, 'create')];
}

/** The models that the relations of a model need. */
export function modelDependencies(key: ModelKey, state: ProjectState): Dependency[] {
  const model = state.models.get(key)!;
  return [...model.fields.values()].flatMap((field) => relationDependencies(key, field));
}

/** The fields of a model, as far as they are new: what an index or a constraint may be made of. */
export function fieldDependencies(key: ModelKey, state: ProjectState): Dependency[] {
  return [...state.models.get(key)!.fields.keys()].map((name) => dependencyOn(key, 'create', name));
}

/** Models with relations that lead to this one. */
export function referringDependencies(key: ModelKey, state: ProjectState): Dependency[] {
  return [...referencesTo(state.models.values(), { key })]
    .filter(({ to }) => to)
    .map(({ model }) => dependencyOn(model.key, 'create'));
}
