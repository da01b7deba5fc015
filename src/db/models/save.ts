import { FieldError } from '../../core/errors/field-error.ts';
import { type Awaitable, isThenable } from '../../utils/awaitable.ts';
import { choicesHint } from '../../utils/choices-hint.ts';
import { shownValue } from '../../utils/shown-value.ts';
import { connections } from '../connections.ts';
import { DatabaseError } from '../errors.ts';
import { allowRelation, routeDatabase } from '../router.ts';
import { checkNames } from '../sql/names.ts';
import { markForRollback } from '../transaction.ts';
import { DeferredValue } from './deferred-value.ts';
import { ModelValueError } from './errors.ts';
import type { Field } from './fields/field.ts';
import { insertRow } from './insert-row.ts';
import { isInstance } from './is-instance.ts';
import { fillKeys } from './key-is-set.ts';
import { type AnyModel, type ModelClass, markSaved } from './model.ts';
import type { Options } from './options.ts';
import type { SaveOptions } from './persistence.ts';
import { promised } from './query-set/promised.ts';
import { refuseUnsaved } from './refuse-unsaved.ts';
import { writeTables } from './save-tables.ts';
import { postInit, postSave, preSave } from './signals.ts';

/** `instance.save()`: insert the row, or update it when it is there. */
export function save(instance: AnyModel, options: SaveOptions): Promise<void> {
  return promised(() => saveNow(instance, options));
}

/** The same, without a promise where the database answers at once. */
export function saveNow(instance: AnyModel, options: SaveOptions): Awaitable<void> {
  const { forceUpdate = false } = options;
  const forceInsert = isForced(instance, options.forceInsert);
  const meta = instance._meta;
  if (meta.abstract) throw new ModelValueError(`${meta.objectName} is abstract and cannot be saved.`);
  checkRelated(instance, meta, options.updateFields);
  const using = options.using ?? databaseOf(instance);
  if (options.updateFields === undefined && !forceInsert && !forceUpdate && hasDeferred(instance, meta)) {
    const deferred = instance.getDeferredFields();
    if (using === instance._state.db) {
      const loaded = meta.concreteFields.filter(
        (field) => !deferred.has(field.attname) && !meta.pkFields.includes(field),
      );
      return saveBase(instance, using, { ...options, updateFields: loaded.map((field) => field.name) });
    }
  }
  return saveBase(instance, using, options);
}

/** `saveNow(instance, { forceInsert: true, using })`, on the shortest way there is to it. */
export function insertNow(instance: AnyModel, using: string): Awaitable<void> {
  const model = instance.constructor as ModelClass;
  const { _meta: meta } = model;
  if (!isOneTable(meta) || preSave.hasListeners(model) || postSave.hasListeners(model))
    return saveNow(instance, { forceInsert: true, using });
  checkRelated(instance, meta, undefined);
  fillKeys(instance, meta);
  return guarded(
    using,
    () => insertRow(instance, model, connections.get(using), false),
    () => markSaved(instance, using),
  );
}

function isOneTable(meta: Options): boolean {
  return !meta.abstract && !meta.proxy && meta.parents.size === 0 && meta.orderWithRespectTo === null;
}

/** @param raw write the values as they are: fixtures. */
export function saveBase(
  instance: AnyModel,
  using: string,
  options: SaveOptions,
  raw = false,
): Awaitable<void> {
  const { forceUpdate = false } = options;
  const forceInsert = isForced(instance, options.forceInsert);
  const names = options.updateFields === undefined ? undefined : new Set(options.updateFields);
  if (names?.size === 0) return undefined;
  if (forceInsert && (forceUpdate || names !== undefined))
    throw new ModelValueError('Cannot force both insert and updating in model saving.');
  if (names !== undefined) checkUpdateFields(instance._meta, names);
  const model = (instance._meta.proxy ? instance._meta.concreteModel : instance.constructor) as ModelClass;
  const origin = instance.constructor;
  const write = (): Awaitable<boolean> => writeTables(instance, model, using, options, names, raw);
  const heard =
    !instance._meta.autoCreated && (preSave.hasListeners(origin) || postSave.hasListeners(origin));
  if (!heard) {
    return guarded(using, write, () => markSaved(instance, using));
  }
  const event = { instance, raw, using, updateFields: names ?? null };
  return (async () => {
    // Listeners of postInit hear of a new instance once its constructor is done: before those of preSave.
    if (postInit.hasListeners(origin)) await undefined;
    await preSave.send(origin, event);
    const updated = await guarded(using, write, (isUpdate) => isUpdate);
    markSaved(instance, using);
    await postSave.send(origin, { ...event, created: !updated });
  })();
}

/** @throws ModelValueError for a model that the instance is none of */
function isForced(instance: AnyModel, given: SaveOptions['forceInsert']): boolean {
  if (!Array.isArray(given)) return given === true;
  const stranger = (given as readonly unknown[]).find(
    (model) => typeof model !== 'function' || !(instance instanceof model),
  );
  if (stranger === undefined) return given.length > 0;
  const name = typeof stranger === 'function' ? stranger.name : shownValue(stranger);
  throw new ModelValueError(
    `Invalid forceInsert: ${instance._meta.objectName} is no ${name}.`,
    'Name its own model, or models that it extends.',
  );
}

function hasDeferred(instance: AnyModel, meta: Options): boolean {
  const own = instance as unknown as Record<string, unknown>;
  return meta.concreteFields.some((field) => own[field.name] instanceof DeferredValue);
}

/** A statement that fails inside an atomic() leaves the block no way but back. `next` comes after one that does not. */
function guarded<T, R>(using: string, write: () => Awaitable<T>, next: (value: T) => R): Awaitable<R> {
  const failed = (error: unknown): never => {
    if (error instanceof DatabaseError) markForRollback(using);
    throw error;
  };
  let result: Awaitable<T>;
  try {
    result = write();
  } catch (error) {
    return failed(error);
  }
  return isThenable(result) ? (result as PromiseLike<T>).then(next, failed) : next(result as T);
}

/** @throws ModelValueError for a related object that isn't saved, whose key the row would lack */
function checkRelated(instance: AnyModel, meta: Options, updateFields: readonly string[] | undefined): void {
  for (const field of relationsOf(meta)) {
    if (updateFields !== undefined && !updateFields.includes(field.name)) continue;
    refuseUnsaved(instance, field, 'save');
  }
}

/**
 * Alias of the database that an object is saved to. A new one follows the objects that it points at.
 * @throws ModelValueError for related objects that the routers allow no relation with from there
 */
export function databaseOf(instance: AnyModel): string {
  const using = routeDatabase('dbForWrite', instance.constructor, instance);
  const stranger = relatedElsewhere(instance, using);
  if (stranger === undefined) return using;
  if (instance._state.db === undefined) {
    const alias = routeDatabase('dbForWrite', instance.constructor, stranger[1]);
    if (relatedElsewhere(instance, alias) === undefined) {
      instance._state.db = alias;
      return alias;
    }
  }
  throw elsewhere(stranger, using);
}

/** @throws ModelValueError for a related object of a database that the routers allow no relation with */
export function checkDatabases(instance: AnyModel, using: string): void {
  const stranger = relatedElsewhere(instance, using);
  if (stranger !== undefined) throw elsewhere(stranger, using);
}

type Stranger = readonly [field: Field, related: AnyModel];

function relatedElsewhere(instance: AnyModel, using: string): Stranger | undefined {
  for (const field of relationsOf(instance._meta)) {
    const related = (instance as unknown as Record<string, unknown>)[field.name];
    if (!isInstance(related)) continue;
    const { db } = related._state;
    if (db === undefined || db === using || allowRelation(related, { _state: { db: using } })) continue;
    return [field, related];
  }
  return undefined;
}

function elsewhere([field, related]: Stranger, using: string): ModelValueError {
  const { db } = related._state;
  return new ModelValueError(
    `Cannot assign "${String(related)}": the current database router prevents this relation.`,
    `It is in the database '${db}', and ${String(field)} goes to '${using}'. Say where to save: save({ using: '${db}' }).`,
  );
}

const relations = new WeakMap<Options, readonly Field[]>();

function relationsOf(meta: Options): readonly Field[] {
  let own = relations.get(meta);
  if (own === undefined) {
    own = meta.concreteFields.filter((field) => field.isRelation);
    relations.set(meta, own);
  }
  return own;
}

function checkUpdateFields(meta: Options, names: ReadonlySet<string>): void {
  checkNames('updateFields of save', [...names]);
  const known = new Set<string>();
  for (const field of meta.fields as readonly Field[]) {
    if (!field.concrete || meta.pkFields.includes(field)) continue;
    known.add(field.name);
    known.add(field.attname);
  }
  const wrong = [...names].filter((name) => !known.has(name));
  if (wrong.length === 0) return;
  throw new FieldError(
    `The following fields do not exist in this model, are m2m fields, primary keys, or are non-concrete fields: ${wrong.join(', ')}.`,
    choicesHint(wrong[0]!, known),
  );
}
