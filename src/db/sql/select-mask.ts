import { FieldError } from '../../core/errors/field-error.ts';
import { choicesHint } from '../../utils/choices-hint.ts';
import type { Field } from '../models/fields/field.ts';
import type { Relation } from '../models/fields/relation.ts';
import type { ModelClass } from '../models/model.ts';
import { LOOKUP_SEP } from './names.ts';
import type { Query } from './query.ts';

/** The columns to load, and what to load of the relations along them, a FilteredRelation by its name; empty for all. */
export type SelectMask = Map<Field | string, SelectMask>;

interface NameTree {
  [name: string]: NameTree;
}

/** What `only()` and `defer()` leave to be loaded. @throws FieldError for a name that is no field */
export function selectMask(query: Query): SelectMask {
  const { names, defer } = query.deferred;
  const mask: SelectMask = new Map();
  if (names.size === 0) return mask;
  const tree: NameTree = Object.create(null);
  for (const name of names) {
    let part = tree;
    for (const piece of name.split(LOOKUP_SEP)) part = part[piece] ??= Object.create(null) as NameTree;
  }
  if (defer) allBut(query, query.model, tree, mask);
  else only(query.model, tree, mask);
  return mask;
}

function allBut(query: Query, model: ModelClass, tree: NameTree, mask: SelectMask): void {
  const { _meta: meta } = model;
  for (const key of meta.pkFields) mask.set(key, new Map());
  const left = new Set(Object.keys(tree));
  for (const field of meta.concreteFields) {
    const own = tree[field.name] ?? tree[field.attname];
    left.delete(field.name);
    left.delete(field.attname);
    if (own === undefined) {
      if (!mask.has(field)) mask.set(field, new Map());
    } else if (Object.keys(own).length > 0) {
      const target = relatedModel(field, own);
      allBut(query, target, own, child(mask, field));
    }
  }
  for (const name of left) {
    const filtered = query.filteredRelations.get(name);
    if (filtered !== undefined) {
      allBut(query, modelBehind(model, filtered.relationName), tree[name]!, child(mask, name));
      continue;
    }
    const item = fieldOf(model, name);
    if (!item.isRelation) continue;
    if (!('attname' in item)) allBut(query, item.relatedModel, tree[name]!, child(mask, item.field));
  }
}

/** The model that a path of relations leads to. */
function modelBehind(model: ModelClass, path: string): ModelClass {
  return path.split(LOOKUP_SEP).reduce((from, name) => {
    const item = fieldOf(from, name);
    return 'attname' in item ? relatedModel(item, { [path]: {} }) : item.relatedModel;
  }, model);
}

function only(model: ModelClass, tree: NameTree, mask: SelectMask): void {
  for (const key of model._meta.pkFields) mask.set(key, mask.get(key) ?? new Map());
  for (const [name, own] of Object.entries(tree)) {
    const item = fieldOf(model, name);
    const key = 'attname' in item ? item : item.field;
    const inner = child(mask, key);
    if (Object.keys(own).length === 0) continue;
    only('attname' in item ? relatedModel(item, own) : item.relatedModel, own, inner);
  }
}

function child(mask: SelectMask, field: Field | string): SelectMask {
  let inner = mask.get(field);
  if (inner === undefined) {
    inner = new Map();
    mask.set(field, inner);
  }
  return inner;
}

function relatedModel(field: Field, tree: NameTree): ModelClass {
  const model = field.relatedModel;
  if (model !== undefined) return model;
  throw new FieldError(
    `Cannot resolve keyword '${Object.keys(tree)[0]}' into field. Join on '${field.name}' not permitted.`,
  );
}

function fieldOf(model: ModelClass, name: string): Field | Relation {
  const { _meta: meta } = model;
  const item = name === 'pk' ? meta.pk : meta.fieldsMap.get(name);
  if (item !== undefined) return item;
  throw new FieldError(
    `${meta.objectName} has no field named '${name}'.`,
    choicesHint(
      name,
      meta.concreteFields.map((field) => field.name),
    ),
  );
}
