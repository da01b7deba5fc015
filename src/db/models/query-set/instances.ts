import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { ModelSelection, RelatedSelection } from '../../sql/select-list.ts';
import type { Field } from '../fields/field.ts';
import type { Hydrator, PlaceConverter } from '../fill-instance.ts';
import { createHydrator } from '../hydrate.ts';
import type { AnyModel, ModelClass } from '../model.ts';
import { NEVER_LOADED, ONE_BY_ONE } from './fixed-peers.ts';

/** Makes the instance of a row whose values are converted; null for a related row that isn't there. */
export type MakeInstance = (row: unknown[], peers: readonly AnyModel[] | undefined) => AnyModel | null;

/** A relation back to an object that is known already: `author` for the rows of `author.articleSet`. */
export interface KnownRelated {
  readonly field: Field;
  readonly instance: AnyModel;
}

/** Prepare to make instances, with their related objects, out of rows that are converted already. */
export function instanceMaker(
  selection: ModelSelection,
  connection: DatabaseWrapper,
  heard: boolean,
): MakeInstance {
  const base = rowMaker(selection, connection, heard);
  if (selection.related.length === 0) return base;
  const related = selection.related.map((one, index) =>
    relatedMaker(selection, one, connection, heard, index),
  );
  return (row, peers) => {
    const objects = new Array<AnyModel | null>(related.length);
    for (let i = 0; i < related.length; i++) objects[i] = related[i]!.make(row, peers);
    for (let i = 0; i < related.length; i++) related[i]!.place(row, objects[i]!);
    const instance = base(row, peers);
    for (let i = 0; i < related.length; i++) related[i]!.link(instance, objects[i]!);
    return instance;
  };
}

/** A model of which more sets of columns are asked for has them named by something else than its program. */
const MOST_MAKERS = 100;

const makers = new WeakMap<ModelClass, Map<string, readonly [DatabaseWrapper, Hydrator]>>();

/**
 * What makes instances of the model alone; queries that select the same columns share it, so that V8 compiles it once.
 * @param heard whether listeners of `preInit` and `postInit` are told
 * @param converters for rows that are not converted yet
 */
export function rowMaker(
  { model, fields, places }: ModelSelection,
  connection: DatabaseWrapper,
  heard: boolean,
  converters: readonly PlaceConverter[] = [],
): Hydrator {
  const byField = new Map(fields.map((field, index) => [field.attname, places[index]!]));
  const columns = model._meta.concreteFields.map((field) => byField.get(field.attname) ?? -1);
  const key = `${columns}:${converters.map(([place]) => place)}${heard ? ':heard' : ''}`;
  let ofModel = makers.get(model);
  if (ofModel === undefined) {
    ofModel = new Map();
    makers.set(model, ofModel);
  }
  const known = ofModel.get(key);
  if (known?.[0] === connection) return known[1];
  const made = createHydrator(model, columns, connection.alias, converters, heard);
  if (ofModel.size >= MOST_MAKERS) ofModel.clear();
  ofModel.set(key, [connection, made]);
  return made;
}

interface RelatedMaker {
  make: MakeInstance;
  /** Put the object where its key was, before the instance that points at it is made. */
  place(row: unknown[], object: AnyModel | null): void;
  /** Tell both sides of each other. */
  link(instance: AnyModel, object: AnyModel | null): void;
}

function relatedMaker(
  parent: ModelSelection,
  selection: RelatedSelection,
  connection: DatabaseWrapper,
  heard: boolean,
  index: number,
): RelatedMaker {
  const shared = selection.fromParent ? parentColumns(parent, selection) : selection;
  const make = instanceMaker({ ...selection, ...shared }, connection, heard);
  const [key] = selection.model._meta.pkFields;
  const keyAt = shared.places[shared.fields.findIndex((field) => field.attname === key!.attname)]!;
  const ownKey = selection.fromParent ? ownKeyPlace(selection, keyAt) : keyAt;
  const forwardAt =
    selection.reverse || selection.filteredName !== undefined ? -1 : placeOf(parent, selection.field);
  return {
    make: withPeers((row, peers) => (row[ownKey] === null ? null : make(row, peers)), index),
    place: (row, object) => {
      if (forwardAt >= 0) row[forwardAt] = object;
    },
    link: linker(selection),
  };
}

/** The related objects of a list of peers, by the place of their relation in the selection. */
const RELATED = Symbol('lists of related objects');

type PeersWithRelated = readonly AnyModel[] & { [RELATED]?: (AnyModel[] | undefined)[] };

/**
 * Related objects that came with the same rows are each other's peers, as the rows are. Their lists hang on that of the rows: a WeakMap
 * would have each scavenge copy them, gone or not.
 */
function withPeers(make: MakeInstance, index: number): MakeInstance {
  return (row, parentPeers) => {
    if (parentPeers === undefined || parentPeers === NEVER_LOADED || parentPeers === ONE_BY_ONE)
      return make(row, parentPeers);
    const peers = relatedPeers(parentPeers, index);
    const object = make(row, peers);
    if (object !== null) peers.push(object);
    return object;
  };
}

function relatedPeers(parentPeers: PeersWithRelated, index: number): AnyModel[] {
  const known = parentPeers[RELATED]?.[index];
  if (known !== undefined) return known;
  parentPeers[RELATED] ??= [];
  const peers: AnyModel[] = [];
  parentPeers[RELATED][index] = peers;
  return peers;
}

/** Fields that the child shares with its parent are read from the parent's columns. */
function parentColumns(
  parent: ModelSelection,
  selection: RelatedSelection,
): { fields: readonly Field[]; places: readonly number[] } {
  const fields = [...selection.fields];
  const places = [...selection.places];
  parent.fields.forEach((field, index) => {
    if (fields.some((one) => one.attname === field.attname)) return;
    if (!selection.model._meta.concreteFields.some((one) => one.attname === field.attname)) return;
    fields.push(field);
    places.push(parent.places[index]!);
  });
  return { fields, places };
}

/** Whether there is a child is told by a column of its own. */
function ownKeyPlace(selection: RelatedSelection, otherwise: number): number {
  const at = selection.fields.findIndex((field) => selection.model._meta.pkFields.includes(field));
  return at < 0 ? (selection.places[0] ?? otherwise) : selection.places[at]!;
}

function placeOf(parent: ModelSelection, field: Field): number {
  const at = parent.fields.findIndex((one) => one.attname === field.attname);
  return at < 0 ? -1 : parent.places[at]!;
}

function linker(selection: RelatedSelection): RelatedMaker['link'] {
  const { field, relation, reverse, filteredName } = selection;
  const accessor = relation.accessorName;
  if (filteredName !== undefined) return filteredLinker(selection, filteredName);
  if (reverse) {
    return (instance, object) => {
      if (accessor !== undefined) instance._state.setCached(accessor, object);
      if (object !== null) Object.assign(object, { [field.name]: instance });
    };
  }
  if (field.isVirtualProperty) return (instance, object) => instance._state.setCached(field.name, object);
  if (!field.unique || accessor === undefined) return () => undefined;
  return (instance, object) => object?._state.setCached(accessor, instance);
}

/** An object that came through a FilteredRelation is a property of its own; it knows its way back all the same. */
function filteredLinker(
  { field, relation, reverse, isDirect }: RelatedSelection,
  name: string,
): RelatedMaker['link'] {
  const accessor = relation.accessorName;
  return (instance, object) => {
    Object.assign(instance, { [name]: object });
    if (object === null || !isDirect) return;
    if (reverse) Object.assign(object, { [field.name]: instance });
    else if (field.unique && accessor !== undefined) object._state.setCached(accessor, instance);
  };
}
