import type { Field } from '../models/fields/field.ts';
import type { ForeignKey } from '../models/fields/foreign-key.ts';
import type { ManyToManyField } from '../models/fields/many-to-many-field.ts';
import type { Relation } from '../models/fields/relation.ts';
import type { ModelClass } from '../models/model.ts';
import type { Expression } from './expression.ts';
import type { FilteredRelationLike } from './tables.ts';

/** What a join is made from: pairs of columns, and perhaps a further condition (generic relations). */
export interface JoinSource {
  /** Equal for joins that are the same. */
  readonly key: string;
  readonly columns: readonly (readonly [Field, Field])[];
  readonly restriction?: (alias: string, parentAlias: string) => Expression | undefined;
}

/** One step of a lookup path: from one table to the next. */
export interface PathInfo {
  readonly from: ModelClass;
  readonly to: ModelClass;
  /** Columns of the far table that the relation ends at. */
  readonly targetFields: readonly Field[];
  readonly join: JoinSource;
  /** The field or relation that was followed. */
  readonly followed: Field | Relation;
  /** Whether one row here may have several rows there. */
  readonly m2m: boolean;
  /** Whether it goes along a foreign key, so that the key itself is on the near side. */
  readonly direct: boolean;
  readonly filteredRelation?: FilteredRelationLike | undefined;
}

/** A relation that knows its own path: generic relations do. */
export interface CustomPath {
  getPathInfo(): readonly PathInfo[];
  getReversePathInfo(): readonly PathInfo[];
}

function keyOf(field: Field): string {
  return `${field.model._meta.label}.${field.name}`;
}

function forwardJoin(field: ForeignKey): JoinSource {
  return { key: `>${keyOf(field)}`, columns: field.relatedFields };
}

function reverseJoin(field: ForeignKey): JoinSource {
  return {
    key: `<${keyOf(field)}`,
    columns: field.relatedFields.map(([local, foreign]) => [foreign, local]),
  };
}

function forwardStep(field: ForeignKey): PathInfo {
  return {
    from: field.model,
    to: field.remoteField.model(),
    targetFields: field.foreignRelatedFields,
    join: forwardJoin(field),
    followed: field,
    m2m: false,
    direct: true,
  };
}

function reverseStep(field: ForeignKey): PathInfo {
  return {
    from: field.remoteField.model(),
    to: field.model,
    targetFields: [field.model._meta.pk],
    join: reverseJoin(field),
    followed: field.remoteField,
    m2m: !(field.oneToOne || field.unique || field.primaryKey),
    direct: false,
  };
}

function throughSteps(field: ManyToManyField, direct: boolean): readonly PathInfo[] {
  const near = direct ? field.sourceField : field.targetField;
  const far = direct ? field.targetField : field.sourceField;
  const [first, last] = [reverseStep(near), forwardStep(far)];
  return [first, ...pathBetween(first.to, last.from), last];
}

/** The steps that a relation takes, forward for a field, back for the relation of one. */
export function pathInfoOf(item: Field | Relation): readonly PathInfo[] {
  if ('getPathInfo' in item) return (item as unknown as CustomPath).getPathInfo();
  if ('attname' in item) {
    return item.manyToMany ? throughSteps(item as ManyToManyField, true) : [forwardStep(item as ForeignKey)];
  }
  const { field } = item;
  if ('getReversePathInfo' in field) return (field as unknown as CustomPath).getReversePathInfo();
  return field.manyToMany
    ? throughSteps(field as ManyToManyField, false)
    : [reverseStep(field as ForeignKey)];
}

/** Between the tables of one row in multi-table inheritance, up or down. */
export function pathBetween(model: ModelClass, other: ModelClass): readonly PathInfo[] {
  const up = pathToParent(model, other);
  if (up.length > 0) return up;
  return [...pathToParent(other, model)].reverse().map((step) => reverseStep(step.followed as ForeignKey));
}

/** From a model to one that it inherits its row from, along the links to parents. */
export function pathToParent(model: ModelClass, parent: ModelClass): readonly PathInfo[] {
  const target = parent._meta.concreteModel;
  const steps: PathInfo[] = [];
  let current = model._meta.concreteModel;
  while (current !== target) {
    const link: Field | undefined = current._meta.getAncestorLink(target);
    if (link === undefined) return [];
    steps.push(forwardStep(link as ForeignKey));
    current = steps[steps.length - 1]!.to._meta.concreteModel;
  }
  return steps;
}
