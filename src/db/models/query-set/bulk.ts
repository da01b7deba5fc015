import { FieldError } from '../../../core/errors/field-error.ts';
import { whenReady } from '../../../utils/awaitable.ts';
import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { ConflictOptions } from '../../backends/base/operations.ts';
import { NotSupportedError } from '../../errors.ts';
import { Col } from '../../sql/col.ts';
import { type Expression, isExpression } from '../../sql/expression.ts';
import { finish, type Statement } from '../../sql/finish.ts';
import { Query } from '../../sql/query.ts';
import { bindParams } from '../../sql/slot.ts';
import { compileInsert } from '../../sql/write-compilers.ts';
import { atomic } from '../../transaction.ts';
import type { Field } from '../fields/field.ts';
import type { AnyModel, ModelClass } from '../model.ts';
import { resolveForSave } from '../save-statements.ts';
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
  if (options.batchSize !== undefined && options.batchSize <= 0) {
    throw new FieldError('Batch size must be a positive integer.');
  }
  const conflicts = conflictOptions(model, options, connection);
  const withKey: AnyModel[] = [];
  const without: AnyModel[] = [];
  for (const instance of instances) {
    const { pk } = meta;
    let key = pk.valueFromObject(instance);
    if (key === null || key === undefined) {
      key = pk.getDefault();
      if (key !== null && key !== '' && key !== undefined) (instance as unknown as Own)[pk.attname] = key;
      else key = null;
    }
    (key === null ? without : withKey).push(instance);
  }
  const fields = meta.concreteModel._meta.localConcreteFields.filter((field) => !field.generated);
  await atomic(
    async () => {
      await insertAll(model, withKey, fields, options, conflicts, connection, false);
      const isAuto = meta.pk.getInternalType().endsWith('AutoField');
      const columns = isAuto ? fields.filter((field) => field !== meta.pk) : fields;
      await insertAll(model, without, columns, options, conflicts, connection, conflicts === undefined);
    },
    { using: connection.alias, savepoint: false },
  );
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
    if (sent !== undefined) await sent;
  }
  if (conflicts !== undefined) return;
  for (const instance of instances) {
    instance._state.adding = false;
    instance._state.db = connection.alias;
  }
}

interface BatchPlan {
  readonly statement: Statement;
  readonly connection: DatabaseWrapper;
  readonly fields: readonly Field[];
}

const batchPlans = new WeakMap<ModelClass, Map<string, BatchPlan>>();

function insertBatch(
  model: ModelClass,
  batch: readonly AnyModel[],
  fields: readonly Field[],
  conflicts: ConflictOptions | undefined,
  connection: DatabaseWrapper,
  tellKeys: boolean,
): PromiseLike<void> | undefined {
  const values: unknown[] = [];
  let rows: (number | Expression)[][] | undefined;
  const width = fields.length;
  for (let r = 0; r < batch.length; r++) {
    for (let f = 0; f < width; f++) {
      const value = fields[f]!.preSave(batch[r]!, true);
      if (typeof value === 'object' && value !== null && isExpression(value)) {
        rows ??= batch.map((_, row) => fields.map((__, place) => row * width + place));
        rows[r]![f] = resolveForSave(value, new Query(model));
      }
      values.push(value);
    }
  }
  const { pk } = model._meta;
  const returning = tellKeys && connection.features.canReturnRowsFromBulkInsert ? [pk] : [];
  const statement =
    rows === undefined && conflicts === undefined
      ? plainBatch(model, batch.length, fields, returning, connection)
      : finish(
          compileInsert(model, fields, rows ?? places(batch.length, width), connection, {
            returning,
            conflicts,
          }),
          connection,
        );
  const params = bindParams(statement.params, values, connection.features.hasNativeBooleanField);
  if (returning.length === 0)
    return asPromise(whenReady(connection.execute(statement.sql, params), () => undefined));
  const convert = converterOf(new Col(model._meta.dbTable, pk), connection);
  return asPromise(
    whenReady(connection.queryWrite(statement.sql, params), (found) => {
      found.forEach((row, index) => {
        (batch[index] as unknown as Own)[pk.attname] = convert === undefined ? row[0] : convert(row[0]);
      });
    }),
  );
}

function asPromise(value: unknown): PromiseLike<void> | undefined {
  return typeof value === 'object' && value !== null && 'then' in value
    ? (value as PromiseLike<void>)
    : undefined;
}

function places(rows: number, width: number): number[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: width }, (__, place) => row * width + place),
  );
}

/** The statement of so many rows, which batches of one size share. */
function plainBatch(
  model: ModelClass,
  rows: number,
  fields: readonly Field[],
  returning: readonly Field[],
  connection: DatabaseWrapper,
): Statement {
  let own = batchPlans.get(model);
  if (own === undefined) {
    own = new Map();
    batchPlans.set(model, own);
  }
  const key = `${connection.alias}:${rows}:${fields.length}:${returning.length}`;
  const known = own.get(key);
  if (known?.connection === connection) return known.statement;
  const statement = finish(
    compileInsert(model, fields, places(rows, fields.length), connection, { returning }),
    connection,
  );
  if (own.size >= 16) own.clear();
  own.set(key, { statement, connection, fields });
  return statement;
}

/** @throws FieldError, NotSupportedError for options that don't go together */
function conflictOptions(
  model: ModelClass,
  options: BulkOptions,
  { features, ops }: DatabaseWrapper,
): ConflictOptions | undefined {
  const { ignoreConflicts = false, updateConflicts = false, updateFields = [], uniqueFields = [] } = options;
  if (ignoreConflicts && updateConflicts) {
    throw new FieldError('ignoreConflicts and updateConflicts are mutually exclusive.');
  }
  if (ignoreConflicts) {
    if (!features.supportsIgnoreConflicts)
      throw new NotSupportedError('This database backend does not support ignoring conflicts.');
    return { kind: 'ignore', updateColumns: [], targetColumns: [] };
  }
  if (!updateConflicts) return undefined;
  if (!features.supportsUpdateConflicts)
    throw new NotSupportedError('This database backend does not support updating conflicts.');
  if (updateFields.length === 0)
    throw new FieldError(
      'Fields that will be updated when a row insertion fails on conflicts must be provided.',
    );
  if (uniqueFields.length > 0 && !features.supportsUpdateConflictsWithTarget) {
    throw new NotSupportedError(
      'This database backend does not support updating conflicts with specifying unique fields that can trigger the upsert.',
    );
  }
  if (uniqueFields.length === 0 && features.supportsUpdateConflictsWithTarget) {
    throw new FieldError('Unique fields that can trigger the upsert must be provided.');
  }
  const column = (name: string, forUpdate: boolean): string => {
    const field = name === 'pk' ? model._meta.pk : model._meta.getField(name);
    if (!('attname' in field) || !field.concrete || field.manyToMany) {
      throw new FieldError(
        `bulkCreate() can only be used with concrete fields in ${forUpdate ? 'updateFields' : 'uniqueFields'}.`,
      );
    }
    if (forUpdate && field.primaryKey)
      throw new FieldError('bulkCreate() cannot be used with primary keys in updateFields.');
    return ops.quoteName(field.column);
  };
  return {
    kind: 'update',
    updateColumns: updateFields.map((name) => column(name, true)),
    targetColumns: uniqueFields.map((name) => column(name, false)),
  };
}
