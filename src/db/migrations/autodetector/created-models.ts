import type { SchemaConstraint, SchemaIndex } from '../../backends/base/schema-model.ts';
import type { Field } from '../../models/fields/field.ts';
import { AddConstraint } from '../operations/add-constraint.ts';
import { AddField } from '../operations/add-field.ts';
import { AddIndex } from '../operations/add-index.ts';
import { AlterField } from '../operations/alter-field.ts';
import { AlterOrderWithRespectTo } from '../operations/alter-order-with-respect-to.ts';
import { AlterUniqueTogether } from '../operations/alter-together.ts';
import { CreateModel } from '../operations/create-model.ts';
import { type BaseReference, type ModelKey, resolveModel, splitKey } from '../state/model-key.ts';
import type { ModelState } from '../state/model-state.ts';
import { relationOf } from '../state/relation.ts';
import { settingValue } from '../swappable.ts';
import { type Dependency, dependencyOn } from './dependency.ts';
import { type Detection, sorted } from './detection.ts';
import { heldKeyDependencies } from './key-dependencies.ts';
import { relationDependencies } from './relation-dependencies.ts';

/**
 * Operations for new models. Relations, indexes and constraints come as operations of their own, so that they can wait for
 * other models; the optimizer works them into CreateModel where nothing is in the way.
 */
export function detectCreatedModels(detection: Detection): void {
  const { old, now } = detection;
  const isNew = (key: ModelKey): boolean => !old.models.has(key) && !old.unmanaged.has(key);
  const swappableFirst = (keys: Iterable<ModelKey>): ModelKey[] => {
    const ordered = sorted([...keys].filter(isNew)).reverse();
    const first = ordered.filter((key) => maySwap(detection.newModel(key)));
    return [...ordered.filter((key) => !first.includes(key)), ...first];
  };
  for (const key of swappableFirst(now.models)) createModel(detection, key);
  for (const key of swappableFirst(now.unmanaged)) createModel(detection, key);
}

/** A model that the user model's setting names, or may name, is created before those that point at it. */
function maySwap(model: ModelState): boolean {
  return Boolean(model.options.swappable) || isUserModel(model.key) || model.bases.some(isUserBase);
}

function isUserBase(base: BaseReference): boolean {
  const { name } = base as { readonly name?: string };
  return name === 'AbstractUser' || name === 'AbstractBaseUser';
}

function isUserModel(key: ModelKey): boolean {
  const label = settingValue('AUTH_USER_MODEL');
  return label !== undefined && resolveModel(label) === key;
}

function createModel(detection: Detection, key: ModelKey): void {
  const model = detection.newModel(key);
  const { appLabel, name } = model;
  const related = relatedFields(model);
  const { indexes = [], constraints = [], uniqueTogether, orderWithRespectTo, ...options } = model.options;
  const own = new Map([...model.fields].filter(([field]) => !related.has(field)));
  const operation = new CreateModel({
    name,
    fields: Object.fromEntries(own),
    options,
    bases: model.bases,
    managers: Object.fromEntries(model.managers),
  });
  detection.add(appLabel, operation, creationDependencies(detection, model), { first: true });
  if (options.managed === false) return;

  const created = dependencyOn(key, 'create');
  const names = [...related.keys()].sort();
  for (const fieldName of names) {
    const field = related.get(fieldName)!;
    const add = new AddField({ modelName: model.nameLower, name: fieldName, field });
    const dependencies = [...relationDependencies(key, field), created];
    const careful = [...dependencies, ...heldKeyDependencies(detection, key, field)];
    detection.add(appLabel, add, dependencies, { careful, unordered: true });
  }
  if (orderWithRespectTo != null) {
    const order = new AlterOrderWithRespectTo({ name: model.nameLower, orderWithRespectTo });
    detection.add(appLabel, order, [dependencyOn(key, 'create', orderWithRespectTo), created]);
  }
  const complete = [...names.map((field) => dependencyOn(key, 'create', field)), created];
  for (const index of indexes as readonly SchemaIndex[]) {
    detection.add(appLabel, new AddIndex({ modelName: model.nameLower, index }), complete);
  }
  for (const constraint of constraints as readonly SchemaConstraint[]) {
    detection.add(appLabel, new AddConstraint({ modelName: model.nameLower, constraint }), complete);
  }
  if (uniqueTogether !== undefined && uniqueTogether.length > 0) {
    detection.add(appLabel, new AlterUniqueTogether({ name: model.nameLower, uniqueTogether }), complete);
  }
  if (detection.old.proxies.has(key)) repointReferring(detection, key, created);
}

/** Relations that may have to wait for their target; a primary key and a link to a parent cannot. */
function relatedFields(model: ModelState): Map<string, Field> {
  const waits = (field: Field): boolean => {
    const relation = relationOf(field, model.appLabel, model.name);
    if (relation === undefined) return false;
    if (relation.through !== undefined) return true;
    return !field.primaryKey && field.remoteField?.parentLink !== true;
  };
  return new Map([...model.fields].filter(([, field]) => waits(field)));
}

function creationDependencies(detection: Detection, model: ModelState): Dependency[] {
  const dependencies = [dependencyOn(model.key, 'remove')];
  for (const base of model.bases) {
    if (typeof base !== 'string') continue;
    const baseKey = resolveModel(base, model.appLabel);
    dependencies.push(dependencyOn(baseKey, 'create'));
    const [before, after] = [detection.from.models.get(baseKey), detection.to.models.get(baseKey)];
    if (before === undefined || after === undefined) continue;
    for (const name of [...before.fields.keys()].sort()) {
      const moved = !after.fields.has(name) && model.fields.has(name);
      if (moved) dependencies.push(dependencyOn(baseKey, 'remove', name));
    }
  }
  for (const field of model.fields.values()) {
    const relation = field.primaryKey ? relationOf(field, model.appLabel, model.name) : undefined;
    if (relation !== undefined) dependencies.push(dependencyOn(relation.to, 'create'));
  }
  return dependencies;
}

/** A proxy that became a model of its own: relations to it lead to another table now. */
function repointReferring(detection: Detection, key: ModelKey, created: Dependency): void {
  for (const { model, name, field } of detection.relationsTo(key, detection.to)) {
    detection.add(model.appLabel, new AlterField({ modelName: model.name, name, field }), [created]);
  }
}

/** Proxies have no table, so all there is to do is to say that they are there. */
export function detectCreatedProxies(detection: Detection): void {
  const { old, now } = detection;
  for (const key of sorted([...now.proxies].filter((one) => !old.proxies.has(one)))) {
    const { name, appLabel, options, bases, managers } = detection.newModel(key);
    const dependencies = [dependencyOn(key, 'remove')];
    for (const base of bases) {
      if (typeof base === 'string') dependencies.push(dependencyOn(resolveModel(base, appLabel), 'create'));
    }
    const operation = new CreateModel({
      name,
      fields: {},
      options,
      bases,
      managers: Object.fromEntries(managers),
    });
    detection.add(splitKey(key)[0], operation, dependencies);
  }
}
