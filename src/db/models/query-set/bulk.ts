import { FieldError } from '../../../core/errors/field-error.ts';
import { type Awaitable, isThenable, whenReady } from '../../../utils/awaitable.ts';
import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { ConflictOptions } from '../../backends/base/operations.ts';
import { Col } from '../../sql/col.ts';
import type { Statement } from '../../sql/finish.ts';
import { atomic } from '../../transaction.ts';
import type { Field } from '../fields/field.ts';
import { insertFields, isAutomatic } from '../insert-plan.ts';
import { fillKeys, haveDefaults, isKeySet } from '../key-is-set.ts';
import { type AnyModel, type ModelClass, markSaved } from '../model.ts';
import type { Options } from '../options.ts';
import { cellsOf } from './bulk-cells.ts';
import { batchStatement } from './bulk-plan.ts';
import { conflictOptions } from './conflict-options.ts';
import { converterOf } from './converters.ts';

export interface BulkOptions {
  batchSize?: number;
  ignoreConflicts?: boolean;
  updateConflicts?: boolean;
  updateFields?: readonly string[];
  uniqueFields?: readonly string[];
}

type Own = Record<string, unknown>;

/** Insert many rows by few statements. No `save()` runs, no signal is sent. */
export async function bulkInsert(
  model: ModelClass,
  instances: readonly AnyModel[],
  options: BulkOptions,
  connection: DatabaseWrapper,
): Promise<void> {
  const { _meta: meta } = model;
  for (const parent of meta.getParentList()) {
    if (parent._meta.concreteModel !== meta.concreteModel) {
      throw new FieldError("Can't bulk create a multi-table inherited model.");
    }
  }
  checkBatchSize(options.batchSize);
  const conflicts = conflictOptions(model, options, connection);
  for (const field of meta.privateFields) {
    for (const instance of instances) await field.beforeSave?.(instance);
  }
  const [withKey, without] = byKey(instances, meta);
  await atomic(
    async () => {
      const fieldsOf = (hasKey: boolean) => insertFields(meta.concreteModel, hasKey);
      await insertAll(model, withKey, fieldsOf(true), options, conflicts, connection, false);
      noteSaved(withKey, connection.alias);
      const tellKeys = conflicts === undefined || tellsUpdated(conflicts, connection);
      await insertAll(model, without, fieldsOf(false), options, conflicts, connection, tellKeys);
      if (tellKeys) noteSaved(without, connection.alias);
    },
    { using: connection.alias, savepoint: false },
  );
}

/** @throws FieldError for what is no number of rows */
export function checkBatchSize(size: number | undefined): void {
  if (size === undefined || (Number.isInteger(size) && size > 0)) return;
  throw new FieldError('Batch size must be a positive integer.');
}

/** At most so many rows fit into one statement. */
function batchSize(
  fields: readonly Field[],
  { batchSize: wanted }: BulkOptions,
  connection: DatabaseWrapper,
): number {
  const { maxQueryParams } = connection.features;
  const most =
    maxQueryParams === undefined
      ? 10_000
      : Math.max(1, Math.floor(maxQueryParams / Math.max(1, fields.length)));
  return Math.min(wanted ?? 1000, most);
}

async function insertAll(
  model: ModelClass,
  instances: readonly AnyModel[],
  fields: readonly Field[],
  options: BulkOptions,
  conflicts: ConflictOptions | undefined,
  connection: DatabaseWrapper,
  tellKeys: boolean,
): Promise<void> {
  const size = batchSize(fields, options, connection);
  for (let i = 0; i < instances.length; i += size) {
    const batch = instances.slice(i, i + size);
    const sent = insertBatch(model, batch, fields, conflicts, connection, tellKeys);
    if (isThenable(sent)) await sent;
  }
}

/** Whether rows tell their keys, those that were there before as well. */
function tellsUpdated({ kind }: ConflictOptions, { features }: DatabaseWrapper): boolean {
  return kind === 'update' && features.canReturnRowsFromBulkInsert;
}

// What is done for each of many rows is in functions of its own: V8 makes a small one quick at once, and a loop in a big one late.

/** The instances that have a key, their own or by default, and those that get one. */
function byKey(instances: readonly AnyModel[], meta: Options): [withKey: AnyModel[], without: AnyModel[]] {
  const withKey: AnyModel[] = [];
  const without: AnyModel[] = [];
  const mayFill = haveDefaults(meta);
  const { pk, isCompositePk } = meta;
  const { attname } = pk;
  for (const instance of instances) {
    if (mayFill) fillKeys(instance, meta);
    const isSet = isCompositePk ? meta.isPkSet(instance) : isKeySet((instance as unknown as Own)[attname]);
    (isSet ? withKey : without).push(instance);
  }
  return [withKey, without];
}

function noteSaved(instances: readonly AnyModel[], alias: string): void {
  for (const instance of instances) markSaved(instance, alias);
}

function insertBatch(
  model: ModelClass,
  batch: readonly AnyModel[],
  fields: readonly Field[],
  conflicts: ConflictOptions | undefined,
  connection: DatabaseWrapper,
  tellKeys: boolean,
): Awaitable<void> {
  const cells = cellsOf(model, batch, fields, connection);
  const returning = conflicts?.kind === 'ignore' ? [] : fieldsToTell(model, tellKeys, conflicts, connection);
  const options = { returning, conflicts };
  const statement = batchStatement(model, cells, batch.length, fields, connection, options);
  return sendBatch(model, batch, statement, tellKeys, returning, connection);
}

/** Keys are asked for by RETURNING, unless the driver's word for the last one tells all. */
function keysToTell(model: ModelClass, areNew: boolean, { features }: DatabaseWrapper): readonly Field[] {
  const { pk } = model._meta;
  if (!pk.concrete) return [];
  if (areNew && isAutomatic(pk) && features.tellsLastInsertId && features.insertedIdsAreConsecutive)
    return [];
  return features.canReturnRowsFromBulkInsert ? [pk] : [];
}

/** The keys, and what else the database works out: generated columns, and defaults of its own. */
function fieldsToTell(
  model: ModelClass,
  tellKeys: boolean,
  conflicts: ConflictOptions | undefined,
  connection: DatabaseWrapper,
): readonly Field[] {
  const { localConcreteFields, pk } = model._meta.concreteModel._meta;
  const others = localConcreteFields.filter(
    (field) => field !== pk && (field.generated || field.hasDbDefault),
  );
  if (others.length > 0 && connection.features.canReturnRowsFromBulkInsert)
    return tellKeys && pk.concrete ? [pk, ...others] : others;
  return tellKeys ? keysToTell(model, conflicts === undefined, connection) : [];
}

function sendBatch(
  model: ModelClass,
  batch: readonly AnyModel[],
  { sql, params }: Statement,
  tellKeys: boolean,
  returning: readonly Field[],
  connection: DatabaseWrapper,
): Awaitable<void> {
  const { pk } = model._meta;
  const { attname } = pk;
  if (returning.length === 0) {
    return whenReady(connection.execute(sql, params), ({ lastId }) => {
      if (!tellKeys || !isAutomatic(pk) || !connection.features.insertedIdsAreConsecutive) return;
      const first = Number(lastId) - batch.length + 1;
      for (let i = 0; i < batch.length; i++) (batch[i] as unknown as Own)[attname] = first + i;
    });
  }
  const { dbTable } = model._meta;
  const converters = returning.map((field) => converterOf(new Col(dbTable, field), connection));
  return whenReady(connection.queryWrite(sql, params), (found) => {
    returning.forEach(({ attname: name }, place) => {
      const convert = converters[place];
      for (let i = 0; i < found.length; i++) {
        const value = found[i]![place];
        (batch[i] as unknown as Own)[name] = convert === undefined ? value : convert(value);
      }
    });
  });
}
