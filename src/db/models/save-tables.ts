import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import { connections } from '../connections.ts';
import { atomic } from '../transaction.ts';
import { Max } from './aggregates/general.ts';
import { ModelValueError } from './errors.ts';
import type { ForeignKey } from './fields/foreign-key.ts';
import { insertRow } from './insert-row.ts';
import { fillKeys, isKeySet } from './key-is-set.ts';
import type { RuntimeManager } from './manager.ts';
import type { AnyModel, ModelClass } from './model.ts';
import type { Options } from './options.ts';
import type { SaveOptions } from './persistence.ts';
import { rowExists, updateRow } from './update-row.ts';

/** The rows of the parents first, in multi-table inheritance, all in one transaction. */
export function writeTables(
  instance: AnyModel,
  model: ModelClass,
  using: string,
  options: SaveOptions,
  names: ReadonlySet<string> | undefined,
  raw: boolean,
): Awaitable<boolean> {
  if (raw || !hasConcreteParents(model._meta)) return writeTable(instance, model, using, options, names, raw);
  return atomic(
    async () => {
      const parentInserted = await writeParents(instance, model, using, options, names);
      const forced = { ...options, forceInsert: isSet(options.forceInsert) || parentInserted };
      return writeTable(instance, model, using, forced, names, raw);
    },
    { using, savepoint: false },
  );
}

function isSet(forceInsert: SaveOptions['forceInsert']): boolean {
  return Array.isArray(forceInsert) ? forceInsert.length > 0 : forceInsert === true;
}

/** Whether a parent is one of the models whose rows are to be inserted, or extends one. */
function isNamed(parent: ModelClass, forceInsert: SaveOptions['forceInsert']): boolean {
  if (!Array.isArray(forceInsert)) return false;
  const models = forceInsert as readonly ModelClass[];
  return models.some((model) => parent === model || parent.prototype instanceof model);
}

function hasConcreteParents(meta: Options): boolean {
  return meta.parents.size > 0;
}

/** @returns whether a parent's row was inserted, so that this one has to be, too */
async function writeParents(
  instance: AnyModel,
  model: ModelClass,
  using: string,
  options: SaveOptions,
  names: ReadonlySet<string> | undefined,
): Promise<boolean> {
  let inserted = false;
  const own = instance as unknown as Record<string, unknown>;
  for (const [parent, link] of model._meta.parents) {
    const linkField = link as ForeignKey | null;
    if (linkField !== null) {
      const target = linkField.targetField.attname;
      if ((own[target] === null || own[target] === undefined) && own[linkField.attname] != null) {
        own[target] = own[linkField.attname];
      }
    }
    const parentInserted = await writeParents(instance, parent, using, options, names);
    const forced = { ...options, forceInsert: parentInserted || isNamed(parent, options.forceInsert) };
    if (!(await writeTable(instance, parent, using, forced, names, false))) inserted = true;
    if (linkField !== null) own[linkField.attname] = own[parent._meta.pk.attname];
  }
  return inserted;
}

/** One table: update when the row may be there, insert when it wasn't. @returns whether it was there */
function writeTable(
  instance: AnyModel,
  model: ModelClass,
  using: string,
  options: SaveOptions,
  names: ReadonlySet<string> | undefined,
  raw: boolean,
): Awaitable<boolean> {
  const { _meta: meta } = model;
  const { pk } = meta;
  const connection = connections.get(using);
  fillKeys(instance, meta);
  const key = pk.valueFromObject(instance);
  const hasKey = isKeySet(key);
  const { forceUpdate = false } = options;
  const forceInsert = isSet(options.forceInsert);
  if (!hasKey && (forceUpdate || names !== undefined)) {
    throw new ModelValueError('Cannot force an update in save() with no primary key.');
  }
  const write = (): Awaitable<boolean> => whenReady(insertRow(instance, model, connection, raw), () => false);
  const insert =
    meta.orderWithRespectTo === null || raw
      ? write
      : () => whenReady(placeLast(instance, model, using), write);
  if (!hasKey || forceInsert) return insert();
  const freshDefault =
    !raw &&
    instance._state.adding &&
    meta.pkFields.every((field) => field.hasDefault() || field.hasDbDefault) &&
    !forceUpdate &&
    names === undefined;
  if (freshDefault) return insert();
  const update = (): Awaitable<boolean> => updateRow(instance, model, connection, names, { key, raw });
  const looksFirst = meta.selectOnSave && !forceUpdate && names === undefined;
  const exists = looksFirst ? updateAfterLooking(model, connection, key, update) : update();
  return whenReady(exists, (there) => {
    if (there) return true;
    if (forceUpdate) throw new model.NotUpdated('Forced update did not affect any rows.');
    if (names !== undefined) throw new model.NotUpdated('Save with updateFields did not affect any rows.');
    return insert();
  });
}

/** For `selectOnSave`: a database whose triggers update rows themselves may count none. */
function updateAfterLooking(
  model: ModelClass,
  connection: DatabaseWrapper,
  key: unknown,
  update: () => Awaitable<boolean>,
): Awaitable<boolean> {
  const isThere = (): Awaitable<boolean> => rowExists(model, connection, key);
  return whenReady(isThere(), (there) => there && whenReady(update(), (updated) => updated || isThere()));
}

/** A new row of a model with `orderWithRespectTo` comes after those of the same object. */
async function placeLast(instance: AnyModel, model: ModelClass, using: string): Promise<void> {
  const field = model._meta.getField(model._meta.orderWithRespectTo!) as ForeignKey;
  const rows = (model._meta.baseManager as unknown as RuntimeManager).getQueryset().using(using);
  const count = await rows
    .filter({ [field.name]: field.idOf(instance) })
    .aggregate({ last: new Max('_order') });
  const { last } = count as { last: number | null };
  (instance as unknown as Record<string, unknown>)['_order'] = last === null ? 0 : last + 1;
}
