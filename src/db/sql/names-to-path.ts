import { FieldError } from '../../core/errors/field-error.ts';
import { choicesHint } from '../../utils/choices-hint.ts';
import type { Field } from '../models/fields/field.ts';
import type { Relation } from '../models/fields/relation.ts';
import type { ModelClass } from '../models/model.ts';
import { LOOKUP_SEP } from './names.ts';
import { type PathInfo, pathInfoOf, pathToParent } from './path-info.ts';
import type { Query } from './query.ts';

export interface NamedPath {
  readonly name: string;
  readonly steps: PathInfo[];
}

export interface ResolvedPath {
  readonly path: readonly PathInfo[];
  readonly finalField: Field | Relation;
  readonly targets: readonly Field[];
  /** The last field or relation that was named; `finalField` may be one of its steps. */
  readonly lastItem: Field | Relation;
  /** What is left of the names: transforms and a lookup. */
  readonly rest: readonly string[];
  readonly named: readonly NamedPath[];
}

/** A path goes over a many-valued relation where it may not: the filter has to become a subquery. */
export class MultiJoin extends Error {
  readonly named: readonly NamedPath[];

  constructor(named: readonly NamedPath[]) {
    super('many-valued relation');
    this.named = named;
  }
}

export interface PathOptions {
  readonly allowMany?: boolean;
  /** Every name has to be a field. */
  readonly failOnMissing?: boolean;
}

/** Follow names through fields and relations as far as they go. @throws FieldError when the first is no field */
/** Each name may be a step into JSON, and every step is a call inside of a call. */
const GREATEST_DEPTH = 100;

export function checkDepth(names: readonly string[]): void {
  if (names.length <= GREATEST_DEPTH) return;
  throw new FieldError(`A path of ${names.length} names is too long: it may have ${GREATEST_DEPTH}.`);
}

export function namesToPath(
  query: Query,
  names: readonly string[],
  start: ModelClass,
  options: PathOptions = {},
): ResolvedPath {
  const { allowMany = true, failOnMissing = false } = options;
  checkDepth(names);
  const path: PathInfo[] = [];
  const named: NamedPath[] = [];
  let model = start;
  let finalField: Field | Relation | undefined;
  let lastItem: Field | Relation | undefined;
  let targets: readonly Field[] = [];
  let position = 0;
  for (; position < names.length; position++) {
    const given = names[position]!;
    const name = given === 'pk' ? model._meta.pk.name : given;
    const found = findName(query, model, name, position);
    if (found === undefined) {
      if (position === 0 || failOnMissing) throw unknownKeyword(query, model, given);
      break;
    }
    const current: NamedPath = { name: given, steps: [] };
    named.push(current);
    if (found.owner !== undefined && found.owner._meta.concreteModel !== model._meta.concreteModel) {
      const up = pathToParent(model, found.owner);
      path.push(...up);
      current.steps.push(...up);
    }
    if (!isPath(found.item)) {
      finalField = found.item;
      targets = [found.item as Field];
      if (failOnMissing && position + 1 < names.length) throw joinNotPermitted(query, names, position);
      position++;
      break;
    }
    const steps = withFilter(pathInfoOf(found.item), found.filtered);
    const last = steps[steps.length - 1]!;
    if (!allowMany && steps.some((step) => step.m2m)) {
      const upTo = steps.findIndex((step) => step.m2m);
      current.steps.push(...steps.slice(0, upTo + 1));
      throw new MultiJoin(named);
    }
    path.push(...(found.before ?? []), ...steps);
    current.steps.push(...(found.before ?? []), ...steps);
    lastItem = found.item;
    finalField = last.followed;
    targets = last.targetFields;
    model = last.to;
  }
  return {
    path,
    finalField: finalField!,
    lastItem: lastItem ?? finalField!,
    targets,
    rest: names.slice(position),
    named,
  };
}

interface Found {
  readonly item: Field | Relation;
  /** Model that has it; undefined for annotations. */
  readonly owner: ModelClass | undefined;
  readonly filtered?: PathInfo['filteredRelation'];
  /** Steps that lead to the relation of a FilteredRelation. */
  readonly before?: readonly PathInfo[];
}

function findName(query: Query, model: ModelClass, name: string, position: number): Found | undefined {
  const item = model._meta.fieldsMap.get(name);
  if (item !== undefined) {
    if (item.isRelation && !isPath(item)) {
      throw new FieldError(
        `Field '${name}' does not generate an automatic reverse relation and therefore cannot be used for reverse querying.`,
        'If it is a GenericForeignKey, consider adding a GenericRelation.',
      );
    }
    return { item, owner: 'attname' in item ? item.model : item.model() };
  }
  const annotation = query.annotationSelect.get(name);
  if (annotation !== undefined) {
    const output = annotation.outputField;
    return { item: output, owner: undefined };
  }
  const filtered = position === 0 ? query.filteredRelations.get(name) : undefined;
  if (filtered === undefined) return undefined;
  const parts = filtered.relationName.split(LOOKUP_SEP);
  const inner = namesToPath(query, parts, model);
  const last = inner.lastItem;
  const before = inner.path.slice(0, -pathInfoOf(last).length);
  return { item: last, owner: undefined, filtered, before };
}

function isPath(item: Field | Relation): boolean {
  return item.isRelation && (!('attname' in item) || item.remoteField !== undefined || 'getPathInfo' in item);
}

function withFilter(steps: readonly PathInfo[], filtered: PathInfo['filteredRelation']): readonly PathInfo[] {
  if (filtered === undefined) return steps;
  const last = steps.length - 1;
  return steps.map((step, index) => (index === last ? { ...step, filteredRelation: filtered } : step));
}

/** Names that a lookup on this model may start with. */
export function keywordChoices(query: Query, model: ModelClass): string[] {
  const names = new Set<string>();
  for (const item of model._meta.getFields()) {
    names.add(item.name);
    if ('attname' in item && item.concrete) names.add(item.attname);
  }
  if (model._meta.concreteModel === query.model._meta.concreteModel) {
    for (const name of query.annotationSelect.keys()) names.add(name);
    for (const name of query.filteredRelations.keys()) names.add(name);
  }
  return [...names];
}

export function unknownKeyword(query: Query, model: ModelClass, name: string): FieldError {
  return new FieldError(
    `Cannot resolve keyword ${quoted(name)} into field.`,
    choicesHint(name, keywordChoices(query, model)),
  );
}

function joinNotPermitted(query: Query, names: readonly string[], position: number): FieldError {
  const next = names[position + 1]!;
  return new FieldError(
    `Cannot resolve keyword ${quoted(next)} into field. Join on '${names[position]}' not permitted.`,
    keywordChoices(query, query.model).includes(next) ? `Did you mean '${next}' by itself?` : undefined,
  );
}

/** A name from outside is shown as text: control characters cannot break the message. */
export function quoted(name: string): string {
  const shown = JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}...` : name).slice(1, -1);
  return `'${shown.replaceAll('\\"', '"')}'`;
}
