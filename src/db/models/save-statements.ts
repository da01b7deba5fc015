import { FieldError } from '../../core/errors/field-error.ts';
import { type Awaitable, isThenable, whenReady } from '../../utils/awaitable.ts';
import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import { initialAlias } from '../sql/aliases.ts';
import { buildLookup } from '../sql/build-filter.ts';
import { Col } from '../sql/col.ts';
import { type Expression, isExpression } from '../sql/expression.ts';
import { finish, type Statement } from '../sql/finish.ts';
import { Query } from '../sql/query.ts';
import { bindParams, Slot } from '../sql/slot.ts';
import { compileInsert, compileUpdate } from '../sql/write-compilers.ts';
import { DatabaseDefault } from './expressions/database-default.ts';
import type { Field } from './fields/field.ts';
import type { AnyModel, ModelClass } from './model.ts';
import { type Convert, converterOf } from './query-set/converters.ts';

interface InsertPlan extends Statement {
  readonly fields: readonly Field[];
  readonly returning: readonly Field[];
  readonly converters: readonly (Convert | undefined)[];
  readonly connection: DatabaseWrapper;
}

interface UpdatePlan extends Statement {
  readonly connection: DatabaseWrapper;
}

/** Statements of a model, by what they write; the commonest are made once. */
class WritePlans {
  readonly inserts = new Map<string, InsertPlan>();
  readonly updates = new Map<string, UpdatePlan>();
}
const plans = new WeakMap<ModelClass, WritePlans>();

function plansOf(model: ModelClass): WritePlans {
  let own = plans.get(model);
  if (own === undefined) {
    own = new WritePlans();
    plans.set(model, own);
  }
  return own;
}

type Own = Record<string, unknown>;

/** `INSERT` of one row; what the database makes up, the key above all, is put on the instance. */
export function insertRow(
  instance: AnyModel,
  model: ModelClass,
  connection: DatabaseWrapper,
  raw: boolean,
): Awaitable<void> {
  const { _meta: meta } = model;
  const hasKey = meta.pk.valueFromObject(instance) != null;
  const fields = insertFields(model, hasKey);
  const prepared = valuesToSave(instance, fields, raw, true);
  return whenReady(prepared, (values) => sendInsert(instance, model, connection, fields, values, hasKey));
}

/** What `preSave()` makes of each field: at once, unless an upload has to be stored first. */
function valuesToSave(
  instance: AnyModel,
  fields: readonly Field[],
  raw: boolean,
  add: boolean,
): Awaitable<unknown[]> {
  const values = new Array<unknown>(fields.length);
  let pending = false;
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i]!;
    const value = raw ? field.valueFromObject(instance) : field.preSave(instance, add);
    values[i] = value;
    pending ||= isThenable(value) && !isExpression(value);
  }
  return pending ? Promise.all(values) : values;
}

const isComputed = (value: unknown): value is Expression =>
  typeof value === 'object' && value !== null && isExpression(value);

function sendInsert(
  instance: AnyModel,
  model: ModelClass,
  connection: DatabaseWrapper,
  fields: readonly Field[],
  values: unknown[],
  hasKey: boolean,
): Awaitable<void> {
  if (values.some(isComputed)) return insertComputed(instance, model, connection, fields, values);
  const plan = insertPlan(model, connection, fields, hasKey);
  const params = bindParams(plan.params, values, connection.features.hasNativeBooleanField);
  return send(instance, plan, params);
}

const fieldLists = new WeakMap<ModelClass, readonly [withKey: readonly Field[], without: readonly Field[]]>();

function insertFields(model: ModelClass, hasKey: boolean): readonly Field[] {
  let lists = fieldLists.get(model);
  if (lists === undefined) {
    const { localConcreteFields, pk } = model._meta;
    const all = localConcreteFields.filter((field) => !field.generated);
    lists = [all, all.filter((field) => field !== pk || !isAutomatic(field))];
    fieldLists.set(model, lists);
  }
  return lists[hasKey ? 0 : 1];
}

function isAutomatic(field: Field): boolean {
  return field.getInternalType().endsWith('AutoField');
}

function insertPlan(
  model: ModelClass,
  connection: DatabaseWrapper,
  fields: readonly Field[],
  hasKey: boolean,
): InsertPlan {
  const { inserts } = plansOf(model);
  const name = `${connection.alias}:${hasKey}`;
  const known = inserts.get(name);
  if (known !== undefined && known.connection === connection && known.fields === fields) return known;
  const returning = returnedFields(model, hasKey);
  const row = fields.map((_, index) => index);
  const plan: InsertPlan = {
    ...finish(
      compileInsert(model, fields, [row], connection, { returning: sqlReturning(returning, connection) }),
      connection,
    ),
    fields,
    returning,
    converters: returning.map((field) => converterOf(new Col(model._meta.dbTable, field), connection)),
    connection,
  };
  inserts.set(name, plan);
  return plan;
}

/** Fields that the database fills in. */
function returnedFields(model: ModelClass, hasKey: boolean): readonly Field[] {
  return model._meta.localConcreteFields.filter(
    (field) =>
      field.dbReturning || field.generated || (field === model._meta.pk && !hasKey && isAutomatic(field)),
  );
}

/** A key alone is told by the driver without RETURNING, where that is cheaper. */
function sqlReturning(returning: readonly Field[], connection: DatabaseWrapper): readonly Field[] {
  if (onlyKey(returning) && connection.features.tellsLastInsertId) return [];
  return connection.features.canReturnColumnsFromInsert ? returning : [];
}

function onlyKey(returning: readonly Field[]): boolean {
  return returning.length === 1 && returning[0]!.primaryKey && isAutomatic(returning[0]!);
}

function send(instance: AnyModel, plan: InsertPlan, params: readonly unknown[]): Awaitable<void> {
  const { connection, returning, sql } = plan;
  if (returning.length === 0 || (onlyKey(returning) && connection.features.tellsLastInsertId)) {
    return whenReady(connection.execute(sql, params), ({ lastId }) => {
      if (returning.length > 0) (instance as unknown as Own)[returning[0]!.attname] = Number(lastId);
    });
  }
  return whenReady(connection.queryWrite(sql, params), ([row]) => {
    if (row === undefined) return;
    returning.forEach((field, index) => {
      const convert = plan.converters[index];
      (instance as unknown as Own)[field.attname] = convert === undefined ? row[index] : convert(row[index]);
    });
  });
}

/** A row with expressions among its values: written for itself. */
function insertComputed(
  instance: AnyModel,
  model: ModelClass,
  connection: DatabaseWrapper,
  fields: readonly Field[],
  values: readonly unknown[],
): Awaitable<void> {
  const query = new Query(model);
  const kept: Field[] = [];
  const row: (number | Expression)[] = [];
  const computed: Field[] = [];
  fields.forEach((field, index) => {
    const value = values[index];
    if (value instanceof DatabaseDefault) {
      computed.push(field);
      return;
    }
    kept.push(field);
    if (!isExpression(value)) row.push(index);
    else {
      row.push(resolveForSave(value, query));
      computed.push(field);
    }
  });
  const key = model._meta.pk;
  const hasKey = kept.includes(key);
  const returning = [...new Set([...returnedFields(model, hasKey), ...computed])];
  const plan: InsertPlan = {
    ...finish(compileInsert(model, kept, [row], connection, { returning }), connection),
    fields: kept,
    returning,
    converters: returning.map((field) => converterOf(new Col(model._meta.dbTable, field), connection)),
    connection,
  };
  const params = bindParams(plan.params, values, connection.features.hasNativeBooleanField);
  return whenReady(connection.queryWrite(plan.sql, params), ([found]) => {
    if (found === undefined) return;
    returning.forEach((field, index) => {
      const convert = plan.converters[index];
      (instance as unknown as Own)[field.attname] =
        convert === undefined ? found[index] : convert(found[index]);
    });
  });
}

/** @throws FieldError for an expression that cannot be the value of a column */
export function resolveForSave(value: Expression, query: Query): Expression {
  const resolved = value.resolveExpression(query, { allowJoins: false, forSave: true });
  if (resolved.containsAggregate) throw new FieldError('Aggregate functions are not allowed in this query.');
  if (resolved.containsOverClause) throw new FieldError('Window expressions are not allowed in this query.');
  return resolved;
}

export interface UpdateRowOptions {
  readonly key: unknown;
  readonly raw: boolean;
}

/** `UPDATE` of one row. @returns whether there was one */
export function updateRow(
  instance: AnyModel,
  model: ModelClass,
  connection: DatabaseWrapper,
  names: ReadonlySet<string> | undefined,
  { key, raw }: UpdateRowOptions,
): Awaitable<boolean> {
  const fields = updateFields(model, names);
  // Of a chain of tables, `updateFields` may name no column of this one.
  if (fields.length === 0) return names !== undefined || rowExists(model, connection, key);
  return whenReady(valuesToSave(instance, fields, raw, false), (values) => {
    const plan = values.some(isComputed)
      ? makeUpdate(
          model,
          connection,
          fields,
          values.map((value) => (isComputed(value) ? value : undefined)),
        )
      : updatePlan(model, connection, fields, names);
    const params = bindParams(plan.params, [...values, key], connection.features.hasNativeBooleanField);
    return whenReady(connection.execute(plan.sql, params), ({ rowCount }) => rowCount > 0);
  });
}

const updateLists = new WeakMap<ModelClass, readonly Field[]>();

function updateFields(model: ModelClass, names: ReadonlySet<string> | undefined): readonly Field[] {
  let all = updateLists.get(model);
  if (all === undefined) {
    all = model._meta.localConcreteFields.filter((field) => !field.primaryKey && !field.generated);
    updateLists.set(model, all);
  }
  return names === undefined ? all : all.filter((field) => names.has(field.name) || names.has(field.attname));
}

function updatePlan(
  model: ModelClass,
  connection: DatabaseWrapper,
  fields: readonly Field[],
  names: ReadonlySet<string> | undefined,
): UpdatePlan {
  const { updates } = plansOf(model);
  const name = `${connection.alias}:${names === undefined ? '*' : fields.map((field) => field.name).join()}`;
  const known = updates.get(name);
  if (known?.connection === connection) return known;
  const plan = makeUpdate(model, connection, fields, []);
  updates.set(name, plan);
  return plan;
}

function makeUpdate(
  model: ModelClass,
  connection: DatabaseWrapper,
  fields: readonly Field[],
  expressions: readonly (Expression | undefined)[],
): UpdatePlan {
  const query = keyQuery(model, fields.length);
  const assignments = fields.map((field, index) => {
    const expression = expressions[index];
    return { field, value: expression === undefined ? index : resolveForSave(expression, query) };
  });
  return { ...finish(compileUpdate(query, assignments, connection), connection), connection };
}

/** The row of a key, which is the value at this place. */
function keyQuery(model: ModelClass, place: number): Query {
  const query = new Query(model);
  const alias = initialAlias(query);
  const { pk } = model._meta;
  const type = 'targetField' in pk ? (pk.targetField as Field) : pk;
  query.where.add(buildLookup(['exact'], new Col(alias, pk, type), new Slot(place, undefined)), 'AND');
  return query;
}

function rowExists(model: ModelClass, connection: DatabaseWrapper, key: unknown): Awaitable<boolean> {
  const { pk, dbTable } = model._meta;
  const { ops } = connection;
  const sql = `SELECT 1 FROM ${ops.quoteName(dbTable)} WHERE ${ops.quoteName(pk.column)} = ${ops.placeholder(1)} LIMIT 1`;
  const params = bindParams(
    [pk.getDbPrepValue(key, connection)],
    [],
    connection.features.hasNativeBooleanField,
  );
  return whenReady(connection.query(sql, params), (rows) => rows.length > 0);
}
