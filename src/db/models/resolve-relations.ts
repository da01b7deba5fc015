import type { Apps } from '../../apps/registry.ts';
import { installReverseAccessor } from './accessors.ts';
import type { Field } from './fields/field.ts';
import type { ManyToManyField } from './fields/many-to-many-field.ts';
import { isModelClass, type ManyToManyRel, type Relation, type RelationTarget } from './fields/relation.ts';
import { fillNames } from './inherit-meta.ts';
import type { ModelClass } from './model.ts';
import type { Options } from './options.ts';
import { installOrderAccessors } from './order-accessors.ts';
import { makeThroughModel } from './through-model.ts';

/** Relations whose target is not there yet, per registry of apps. */
const waiting = new WeakMap<Apps, Set<Field>>();

/** Note the relations of a model that was just built. */
export function awaitRelations(opts: Options): void {
  const fields = waitingFor(opts.apps);
  for (const field of [...opts.localFields, ...opts.localManyToMany, ...opts.privateFields]) {
    if (field.remoteField !== undefined) fields.add(field);
  }
}

/** Relations that are still without their target: what a system check reports. */
export function unresolvedRelations(apps: Apps): readonly Field[] {
  return [...waitingFor(apps)];
}

/** Resolve every relation whose target is there by now; the others go on waiting. */
export function resolveRelations(apps: Apps): void {
  const fields = waitingFor(apps);
  for (const field of [...fields]) {
    const relation = field.remoteField!;
    relation.resolved ??= findModel(relation.to, field);
    if (relation.resolved === undefined) continue;
    if (field.manyToMany && !resolveThrough(field as ManyToManyField)) continue;
    // Resolving the join model may have come by here already.
    if (fields.delete(field)) connect(relation);
  }
}

function waitingFor(apps: Apps): Set<Field> {
  const known = waiting.get(apps);
  if (known !== undefined) return known;
  const fields = new Set<Field>();
  waiting.set(apps, fields);
  return fields;
}

/** The model that a target names, when it is registered. */
function findModel(to: RelationTarget, field: Field): ModelClass | undefined {
  if (to === 'self') return field.model;
  const { apps, appLabel } = field.model._meta;
  if (typeof to === 'string') {
    const [label, name] = to.includes('.') ? (to.split('.') as [string, string]) : [appLabel, to];
    const config = apps.getAppConfigs().find((one) => one.label === label);
    return config?.models.get(name.toLowerCase()) as ModelClass | undefined;
  }
  const model = isModelClass(to) ? to : callWhenLoaded(to as () => ModelClass);
  return model !== undefined && Object.hasOwn(model, '_meta') ? model : undefined;
}

/** A module in a circle may not have run yet; its classes are asked for again later. */
function callWhenLoaded(to: () => ModelClass): ModelClass | undefined {
  try {
    return to();
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

function resolveThrough(field: ManyToManyField): boolean {
  const relation: ManyToManyRel = field.remoteField;
  if (relation.resolvedThrough !== undefined) return true;
  if (relation.throughTarget === null) {
    relation.resolvedThrough = makeThroughModel(field, relation.model());
    awaitRelations(relation.resolvedThrough._meta);
    resolveRelations(field.model._meta.apps);
  } else {
    relation.resolvedThrough = findModel(relation.throughTarget, field);
  }
  return relation.resolvedThrough !== undefined;
}

/** Make a relation known to its target. */
function connect(relation: Relation): void {
  const owner = relation.field.model._meta;
  relation.boundName = boundName(relation, owner);
  if (relation.relatedQueryName !== null)
    relation.boundQueryName = fillNames(relation.relatedQueryName, owner);
  // Another model takes its place, and the names of the ways back.
  if (owner.swapped) return;
  const target = relation.model()._meta.concreteModel._meta;
  target.localRelatedObjects.push(relation);
  for (const model of owner.apps.getModels({ includeAutoCreated: true, includeSwapped: true }))
    (model as unknown as ModelClass)._meta.expireCache();
  installReverseAccessor(relation);
  if (owner.orderWithRespectTo === relation.field.name) installOrderAccessors(owner, relation.field);
}

function boundName(relation: Relation, owner: Options): string | null {
  const { field } = relation;
  if (field.manyToMany && relation.symmetrical && relation.resolved === field.model)
    return `${field.name}_rel_+`;
  // Each has a name of its own: nothing else tells several of one model apart.
  if (field.manyToMany && relation.relatedName?.endsWith('+'))
    return `_${owner.appLabel}_${owner.modelName}_${field.name}_+`;
  const name = relation.relatedName ?? owner.defaultRelatedName;
  return name === null ? null : fillNames(name, owner);
}
