import { FieldError } from '../../core/errors/field-error.ts';
import { choicesHint } from '../../utils/choices-hint.ts';
import type { Field } from '../models/fields/field.ts';
import type { Relation } from '../models/fields/relation.ts';
import type { ModelClass } from '../models/model.ts';
import { initialAlias } from './aliases.ts';
import { columnsOf } from './composite.ts';
import { defaultColumns, type SelectDraft } from './default-columns.ts';
import type { Query, RelatedTree } from './query.ts';
import type { RelatedSelection } from './select-list.ts';
import type { SelectMask } from './select-mask.ts';
import { setupJoins } from './setup-joins.ts';

const MAX_DEPTH = 5;

interface Place {
  readonly query: Query;
  readonly draft: SelectDraft;
  readonly model: ModelClass;
  readonly alias: string;
  readonly mask: SelectMask;
  /** Undefined when every foreign key that isn't null is followed. */
  readonly wanted: RelatedTree | undefined;
  readonly depth: number;
}

/** Join what `selectRelated()` wants and add its columns. @throws FieldError for names that cannot be followed */
export function relatedSelections(query: Query, draft: SelectDraft, mask: SelectMask): RelatedSelection[] {
  const wanted = typeof query.selectRelated === 'object' ? query.selectRelated : undefined;
  return descend({ query, draft, model: query.model, alias: initialAlias(query), mask, wanted, depth: 1 });
}

function descend(place: Place): RelatedSelection[] {
  const { wanted, model } = place;
  if (wanted === undefined && place.depth > MAX_DEPTH) return [];
  if (wanted !== undefined && Object.keys(wanted).length === 0) return [];
  const found: RelatedSelection[] = [];
  const known = new Set<string>();
  for (const field of model._meta.fields) {
    known.add(field.name);
    const asked = wanted !== undefined && Object.hasOwn(wanted, field.name);
    if (asked && !field.isRelation) throw notARelation(field, model);
    if (!isFollowed(place, field, asked)) continue;
    found.push(forward(place, field));
  }
  if (wanted === undefined) return found;
  for (const relation of model._meta.relatedObjects) {
    if (!relation.field.unique || relation.manyToMany) continue;
    known.add(relation.name);
    if (!Object.hasOwn(wanted, relation.name)) continue;
    if (isLeftOut(place, relation)) throw bothDeferredAndFollowed(model, relation.name);
    found.push(backward(place, relation));
  }
  for (const name of Object.keys(wanted)) {
    if (known.has(name)) continue;
    if (!place.query.filteredRelations.has(name)) throw unknownName(name, model);
    found.push(throughFiltered(place, name));
  }
  return found;
}

function isFollowed({ mask, model, wanted }: Place, field: Field, asked: boolean): boolean {
  if (!field.isRelation || field.remoteField === undefined) return false;
  // The columns of a parent are in the row already: asked for, it is made of them.
  if (wanted === undefined) return !field.null && !field.remoteField.parentLink;
  if (!asked) return false;
  if (mask.size > 0 && !columnsOf(field).every((column) => mask.has(column)))
    throw bothDeferredAndFollowed(model, field.name);
  return true;
}

/** Whether `only()` names fields of the model, and nothing of what the relation leads back to. */
function isLeftOut({ mask, query }: Place, relation: Relation): boolean {
  return mask.size > 0 && !query.deferred.defer && !mask.has(relation.field);
}

function bothDeferredAndFollowed({ _meta: meta }: ModelClass, name: string): FieldError {
  return new FieldError(
    `Field ${meta.objectName}.${name} cannot be both deferred and traversed using selectRelated at the same time.`,
    `Name it in only(), too, or leave it out of selectRelated().`,
  );
}

function next(
  place: Place,
  name: string,
  model: ModelClass,
  alias: string,
  mask: SelectMask,
): RelatedSelection[] {
  const wanted = place.wanted === undefined ? undefined : (place.wanted[name] ?? {});
  return descend({ ...place, model, alias, mask, wanted, depth: place.depth + 1 });
}

function forward(place: Place, field: Field): RelatedSelection {
  const { query, draft } = place;
  const relation = field.remoteField!;
  const model = relation.model();
  const info = setupJoins(query, [field.name], place.model, place.alias);
  const alias = info.joins[info.joins.length - 1]!;
  const mask = place.mask.get(field) ?? new Map();
  const columns = defaultColumns(query, mask, model, alias);
  const places = columns.map((column) => draft.add(column));
  const fields = columns.map((column) => column.target);
  const related = next(place, field.name, model, alias, mask);
  return {
    model,
    fields,
    places,
    related,
    field,
    relation,
    reverse: false,
    filteredName: undefined,
    isDirect: true,
    fromParent: false,
  };
}

function backward(place: Place, relation: Relation): RelatedSelection {
  const { query, draft } = place;
  const model = relation.relatedModel;
  const info = setupJoins(query, [relation.name], place.model, place.alias);
  const alias = info.joins[info.joins.length - 1]!;
  const mask = place.mask.get(relation.field) ?? new Map();
  const fromParent =
    model !== place.model && model._meta.getParentList().includes(place.model._meta.concreteModel);
  const columns = defaultColumns(query, mask, model, alias, fromParent ? place.model : undefined);
  const places = columns.map((column) => draft.add(column));
  const fields = columns.map((column) => column.target);
  const related = next(place, relation.name, model, alias, mask);
  const { field } = relation;
  return {
    model,
    fields,
    places,
    related,
    field,
    relation,
    reverse: true,
    filteredName: undefined,
    isDirect: true,
    fromParent,
  };
}

function throughFiltered(place: Place, name: string): RelatedSelection {
  const { query, draft } = place;
  const info = setupJoins(query, [name], place.model, place.alias);
  const alias = info.joins[info.joins.length - 1]!;
  const { model } = info;
  const item = info.finalField;
  const relation = 'attname' in item ? item.remoteField! : item;
  const mask: SelectMask = place.mask.get(name) ?? new Map();
  const columns = defaultColumns(query, mask, model, alias);
  const places = columns.map((column) => draft.add(column));
  const fields = columns.map((column) => column.target);
  const related = next(place, name, model, alias, mask);
  const reverse = !('attname' in item);
  return {
    model,
    fields,
    places,
    related,
    field: relation.field,
    relation,
    reverse,
    filteredName: name,
    isDirect: info.joins.length <= 2,
    fromParent: false,
  };
}

function choices(model: ModelClass): string[] {
  const forwardNames = model._meta.fields.filter((field) => field.isRelation).map((field) => field.name);
  const back = model._meta.relatedObjects.filter((relation) => relation.field.unique && !relation.manyToMany);
  return [...forwardNames, ...back.map((relation) => relation.name)];
}

function notARelation(field: Field, model: ModelClass): FieldError {
  return new FieldError(
    `Non-relational field given in selectRelated: '${field.name}'.`,
    choicesHint(field.name, choices(model)),
  );
}

function unknownName(name: string, model: ModelClass): FieldError {
  return new FieldError(
    `Invalid field name(s) given in selectRelated: '${name}'.`,
    choicesHint(name, choices(model)),
  );
}
