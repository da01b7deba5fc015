import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import { initialAlias } from '../sql/aliases.ts';
import { buildLookup } from '../sql/build-filter.ts';
import { Col } from '../sql/col.ts';
import type { Expression } from '../sql/expression.ts';
import { finish, type Statement } from '../sql/finish.ts';
import { Query } from '../sql/query.ts';
import { forExists, SelectCompiler } from '../sql/select-compiler.ts';
import { bindParams, Slot } from '../sql/slot.ts';
import { compileUpdate } from '../sql/write-compilers.ts';
import type { Field } from './fields/field.ts';
import type { AnyModel, ModelClass } from './model.ts';
import { isComputed, resolveForSave, valuesToSave } from './save-values.ts';

interface UpdatePlan extends Statement {
  readonly connection: DatabaseWrapper;
}

/** Statements of a model by the columns that they write. */
const plans = new WeakMap<ModelClass, Map<string, UpdatePlan>>();

function plansOf(model: ModelClass): Map<string, UpdatePlan> {
  let own = plans.get(model);
  if (own === undefined) {
    own = new Map();
    plans.set(model, own);
  }
  return own;
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
    const { localConcreteFields, pkFields } = model._meta;
    all = localConcreteFields.filter((field) => !field.generated && !pkFields.includes(field));
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
  const updates = plansOf(model);
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

export function rowExists(model: ModelClass, connection: DatabaseWrapper, key: unknown): Awaitable<boolean> {
  const query = keyQuery(model, 0);
  forExists(query);
  const { sql } = new SelectCompiler(query, connection).select({ exists: true });
  const statement = finish(sql, connection);
  const params = bindParams(statement.params, [key], connection.features.hasNativeBooleanField);
  return whenReady(connection.query(statement.sql, params), (rows) => rows.length > 0);
}
