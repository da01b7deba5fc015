import type { Field } from '../../models/fields/field.ts';
import { namesField } from '../state/field-names.ts';
import { type ModelKey, splitKey } from '../state/model-key.ts';
import type { ModelState } from '../state/model-state.ts';
import type { ProjectState } from '../state/project-state.ts';
import { relationOf } from '../state/relation.ts';
import { swappableSetting } from '../swappable.ts';
import { deepDeconstruct } from './deep-deconstruct.ts';
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

/** The fields that an index or a constraint is made of, as far as they are new. */
export function fieldDependencies(key: ModelKey, item: object, state: ProjectState): Dependency[] {
  const names = namesIn(deepDeconstruct(item));
  return [...state.models.get(key)!.fields.keys()]
    .filter((name) => names.has(name) || names.has(`${name}Id`))
    .map((name) => dependencyOn(key, 'create', name));
}

/** The indexes and constraints that a field is part of: they go before it does. */
export function indexDependencies(key: ModelKey, before: ModelState, name: string): Dependency[] {
  const { indexes = [], constraints = [] } = before.options;
  const isOver = namesField(before.getField(name), name);
  return [...indexes, ...constraints].filter(isOver).map((item) => dependencyOn(key, 'unindex', item.name));
}

/** Every word of a value that is taken apart: the names of the fields that it goes by are among them. */
export function namesIn(value: unknown, found: Set<string> = new Set<string>()): ReadonlySet<string> {
  if (typeof value === 'string') found.add(value.replace(/^-/, '').split('__', 1)[0]!);
  if (typeof value !== 'object' || value === null) return found;
  const { args, on, options } = value as Readonly<Record<string, unknown>>;
  const isParts = Array.isArray(args);
  if (!isParts) for (const name of Object.keys(value)) namesIn(name, found);
  const items = isParts ? [...args, on, ...Object.values(options ?? {})] : Object.values(value);
  for (const item of items) namesIn(item, found);
  return found;
}
