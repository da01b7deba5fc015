import { FieldError } from '../../core/errors/field-error.ts';
import { type Awaitable, isThenable, whenReady } from '../../utils/awaitable.ts';
import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import type { ExecuteResult, Row } from '../backends/base/session.ts';
import { type Expression, isExpression } from '../sql/expression.ts';
import { Query } from '../sql/query.ts';
import { bindParams } from '../sql/slot.ts';
import { DatabaseDefault } from './expressions/database-default.ts';
import type { Field } from './fields/field.ts';
import { type InsertPlan, insertFields, insertPlan, makeInsert, returnedFields } from './insert-plan.ts';
import type { AnyModel, ModelClass } from './model.ts';
import { isComputed, resolveForSave, valuesToSave } from './save-values.ts';

type Own = Record<string, unknown>;

/** `INSERT` of one row; what the database makes up, the key above all, is put on the instance. */
export function insertRow(
  instance: AnyModel,
  model: ModelClass,
  connection: DatabaseWrapper,
  raw: boolean,
): Awaitable<void> {
  const hasKey = model._meta.isPkSet(instance);
  const fields = insertFields(model, hasKey);
  const prepared = valuesToSave(instance, fields, raw, true);
  return Array.isArray(prepared)
    ? sendInsert(instance, model, connection, fields, prepared, hasKey)
    : (prepared as PromiseLike<unknown[]>).then((values) =>
        sendInsert(instance, model, connection, fields, values, hasKey),
      );
}

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

function send(instance: AnyModel, plan: InsertPlan, params: readonly unknown[]): Awaitable<void> {
  const { connection, sql } = plan;
  if (plan.asksRow) {
    return whenReady(connection.queryWrite(sql, params), ([row]) => {
      if (row !== undefined) take(instance, plan, row);
    });
  }
  const sent = connection.execute(sql, params);
  return isThenable(sent)
    ? (sent as PromiseLike<ExecuteResult>).then((result) => inserted(instance, plan, result))
    : inserted(instance, plan, sent as ExecuteResult);
}

/** What the driver says of the new row, and what it has to be asked for. */
function inserted(instance: AnyModel, plan: InsertPlan, { lastId }: ExecuteResult): Awaitable<void> {
  const { toldKey, returning } = plan;
  if (toldKey !== undefined) (instance as unknown as Own)[toldKey.attname] = Number(lastId);
  return returning.length > (toldKey === undefined ? 0 : 1) ? readBack(instance, plan) : undefined;
}

/** @throws FieldError for an expression that reads columns: a new row has none yet */
function insertable(value: Expression, field: Field): Expression {
  if (!value.containsColumnReferences || value.containsSubquery) return value;
  throw new FieldError(
    `Failed to insert an expression on ${String(field)}: F() expressions can only be used to update, not to insert.`,
    'Give it a value.',
  );
}

/** What an insert without RETURNING doesn't tell. */
function readBack(instance: AnyModel, plan: InsertPlan): Awaitable<void> {
  const { connection, model, returning } = plan;
  const { dbTable, pk } = model._meta;
  const { ops } = connection;
  const columns = returning.map((field) => ops.quoteName(field.column)).join(', ');
  const key = pk.getDbPrepSave(pk.valueFromObject(instance), connection);
  const sql = `SELECT ${columns} FROM ${ops.quoteName(dbTable)} WHERE ${ops.quoteName(pk.column)} = ${ops.placeholder(1)}`;
  return whenReady(connection.queryWrite(sql, [key]), ([row]) => {
    if (row !== undefined) take(instance, plan, row);
  });
}

/** What the database made up goes onto the instance. */
function take(instance: AnyModel, { returning, converters }: InsertPlan, row: Row): void {
  for (let i = 0; i < returning.length; i++) {
    const convert = converters[i];
    (instance as unknown as Own)[returning[i]!.attname] = convert === undefined ? row[i] : convert(row[i]);
  }
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
      row.push(insertable(resolveForSave(value, query), field));
      computed.push(field);
    }
  });
  const key = model._meta.pk;
  const hasKey = kept.includes(key);
  const returning = [...new Set([...returnedFields(model, hasKey), ...computed])];
  const plan = makeInsert(model, connection, kept, row, returning);
  const params = bindParams(plan.params, values, connection.features.hasNativeBooleanField);
  return send(instance, plan, params);
}
