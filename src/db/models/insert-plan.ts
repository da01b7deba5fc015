import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import { Col } from '../sql/col.ts';
import type { Expression } from '../sql/expression.ts';
import { finish, type Statement } from '../sql/finish.ts';
import { compileInsert } from '../sql/write-compilers.ts';
import type { Field } from './fields/field.ts';
import type { ModelClass } from './model.ts';
import { type Convert, converterOf } from './query-set/converters.ts';

/** How a row is added, and what comes back. */
export interface InsertPlan extends Statement {
  readonly model: ModelClass;
  readonly fields: readonly Field[];
  readonly returning: readonly Field[];
  readonly converters: readonly (Convert | undefined)[];
  readonly connection: DatabaseWrapper;
  /** Whether a row comes back, of `returning`. */
  readonly asksRow: boolean;
  /** The key, when the driver tells it. */
  readonly toldKey: Field | undefined;
}

type PlansByDatabase = WeakMap<DatabaseWrapper, InsertPlan>;

const plans = new WeakMap<ModelClass, readonly [withKey: PlansByDatabase, without: PlansByDatabase]>();

function plansOf(model: ModelClass, hasKey: boolean): PlansByDatabase {
  let own = plans.get(model);
  if (own === undefined) {
    own = [new WeakMap(), new WeakMap()];
    plans.set(model, own);
  }
  return own[hasKey ? 0 : 1];
}

const fieldLists = new WeakMap<ModelClass, readonly [withKey: readonly Field[], without: readonly Field[]]>();

/** Columns of a new row. */
export function insertFields(model: ModelClass, hasKey: boolean): readonly Field[] {
  let lists = fieldLists.get(model);
  if (lists === undefined) {
    const { localConcreteFields, pk } = model._meta;
    const all = localConcreteFields.filter((field) => !field.generated);
    lists = [all, all.filter((field) => field !== pk || !isAutomatic(field))];
    fieldLists.set(model, lists);
  }
  return lists[hasKey ? 0 : 1];
}

/** Whether the database gives the values of a field by itself. */
export function isAutomatic(field: Field): boolean {
  return field.getInternalType().endsWith('AutoField');
}

/** The statement that adds a row of plain values. */
export function insertPlan(
  model: ModelClass,
  connection: DatabaseWrapper,
  fields: readonly Field[],
  hasKey: boolean,
): InsertPlan {
  const inserts = plansOf(model, hasKey);
  const known = inserts.get(connection);
  if (known?.fields === fields) return known;
  const returning = returnedFields(model, hasKey);
  const row = fields.map((_, index) => index);
  const plan = makeInsert(model, connection, fields, row, returning);
  inserts.set(connection, plan);
  return plan;
}

/** @param row for each column an expression, or the place of its value */
export function makeInsert(
  model: ModelClass,
  connection: DatabaseWrapper,
  fields: readonly Field[],
  row: readonly (number | Expression)[],
  returning: readonly Field[],
): InsertPlan {
  const asked = sqlReturning(returning, connection);
  const asksRow = asked.length > 0;
  return {
    ...finish(compileInsert(model, fields, [row], connection, { returning: asked }), connection),
    model,
    fields,
    returning,
    converters: returning.map((field) => converterOf(new Col(model._meta.dbTable, field), connection)),
    connection,
    asksRow,
    toldKey: asksRow ? undefined : returning.find((field) => onlyKey([field])),
  };
}

/** Fields that the database fills in. */
export function returnedFields(model: ModelClass, hasKey: boolean): readonly Field[] {
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
