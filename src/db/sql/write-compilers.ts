import { FieldError } from '../../core/errors/field-error.ts';
import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import { joinSql, NO_PARAMS, PARAM, type SqlFragment } from '../backends/base/fragment.ts';
import type { ConflictOptions } from '../backends/base/operations.ts';
import type { Field } from '../models/fields/field.ts';
import type { ModelClass } from '../models/model.ts';
import type { Compiler } from './compiler.ts';
import { FullResultSet } from './empty-result.ts';
import { Expression } from './expression.ts';
import { Query } from './query.ts';
import { SelectCompiler } from './select-compiler.ts';
import { type Prepare, SlotParam } from './slot.ts';

/** A column of a write and what goes into it: a value of the statement, or an expression. */
export interface Assignment {
  readonly field: Field;
  /** Place among the values, or an expression. */
  readonly value: number | Expression;
}

function assigned(compiler: Compiler, { field, value }: Assignment): SqlFragment {
  if (value instanceof Expression) return written(compiler, value);
  return { sql: PARAM, params: [new SlotParam(value, prepareSave(field, compiler.connection))] };
}

/** A condition that is decided is a value to write. */
function written(compiler: Compiler, value: Expression): SqlFragment {
  const isCondition = isConditional(value) && value.emptyResultValue !== null;
  return isCondition ? compiler.compileCondition(value) : compiler.compile(value);
}

/** What is of no known type is no condition: the column says what it becomes. */
function isConditional(value: Expression): boolean {
  try {
    return value.conditional;
  } catch (error) {
    if (error instanceof FieldError) return false;
    throw error;
  }
}

const asItIs: Prepare = (value) => value;

function preparedCell(compiler: Compiler, value: number | Expression): SqlFragment {
  if (value instanceof Expression) return compiler.compile(value);
  return { sql: PARAM, params: [new SlotParam(value, asItIs)] };
}

/** What a field does to a value on its way into a row. */
export function prepareSave(field: Field, connection: DatabaseWrapper): Prepare {
  return (value) => field.getDbPrepSave(value, connection);
}

export interface InsertOptions {
  /** The only row of cells is one of whole columns, of these types. */
  readonly unnest?: readonly string[];
  readonly returning?: readonly Field[];
  readonly conflicts?: ConflictOptions | undefined;
  /** The values have been prepared for their columns already. */
  readonly prepared?: boolean;
}

/** `INSERT INTO ... VALUES (...), (...)`: one inner array per row; or `INSERT INTO ... SELECT * FROM UNNEST(...)`. */
export function compileInsert(
  model: ModelClass,
  fields: readonly Field[],
  rows: readonly (readonly (number | Expression)[])[],
  connection: DatabaseWrapper,
  options: InsertOptions = {},
): SqlFragment {
  const { ops } = connection;
  const compiler = new SelectCompiler(new Query(model), connection);
  const table = ops.quoteName(model._meta.dbTable);
  const verb = ops.insertStatement(options.conflicts);
  const parts: SqlFragment[] = [];
  if (fields.length === 0) {
    const pk = ops.quoteName(model._meta.pk.column);
    const list = rows.map(() => `(${ops.pkDefaultValue})`).join(', ');
    parts.push({ sql: `${verb} ${table} (${pk}) VALUES ${list}`, params: NO_PARAMS });
  } else {
    const columns = fields.map((field) => ops.quoteName(field.column)).join(', ');
    const values = rows.map((row) => {
      const cells = row.map((value, index) =>
        options.prepared
          ? preparedCell(compiler, value)
          : assigned(compiler, { field: fields[index]!, value }),
      );
      const { unnest } = options;
      const typed =
        unnest === undefined
          ? cells
          : cells.map(({ sql, params }, i) => ({ sql: ops.columnSql(sql, unnest[i]!), params }));
      const { sql, params } = joinSql(typed, ', ');
      return { sql: `(${sql})`, params };
    });
    const { sql, params } = joinSql(values, ', ');
    const source = options.unnest === undefined ? 'VALUES ' : 'SELECT * FROM UNNEST';
    parts.push({ sql: `${verb} ${table} (${columns}) ${source}${sql}`, params });
  }
  const conflict = options.conflicts === undefined ? '' : ops.onConflict(options.conflicts);
  if (conflict !== '') parts.push({ sql: conflict, params: NO_PARAMS });
  if (options.returning !== undefined && options.returning.length > 0) {
    const names = options.returning.map((field) => `${table}.${ops.quoteName(field.column)}`);
    parts.push({ sql: `RETURNING ${names.join(', ').replaceAll(`${table}.`, '')}`, params: NO_PARAMS });
  }
  return joinSql(parts, ' ');
}

/**
 * `UPDATE ... SET ... WHERE`, on the query's own table alone.
 * @param order in which the rows are changed, where the database can be told
 * @throws EmptyResultSet when no row can be meant
 */
export function compileUpdate(
  query: Query,
  assignments: readonly Assignment[],
  connection: DatabaseWrapper,
  order: readonly Expression[] = [],
): SqlFragment {
  const compiler = new SelectCompiler(query, connection);
  const { ops } = connection;
  const sets = assignments.map((assignment) => {
    const { sql, params } = assigned(compiler, assignment);
    return { sql: `${ops.quoteName(assignment.field.column)} = ${sql}`, params };
  });
  const list = joinSql(sets, ', ');
  const where = conditions(compiler, query);
  const sorted = joinSql(
    order.map((one) => compiler.compile(one)),
    ', ',
  );
  return {
    sql: `UPDATE ${ops.quoteName(query.model._meta.dbTable)} SET ${list.sql}${where.sql}${sorted.sql && ` ORDER BY ${sorted.sql}`}`,
    params: [...list.params, ...where.params, ...sorted.params],
  };
}

/** `DELETE FROM ... WHERE`, of a query of one table. @throws EmptyResultSet when no row can be meant */
export function compileDelete(query: Query, connection: DatabaseWrapper): SqlFragment {
  const compiler = new SelectCompiler(query, connection);
  const where = conditions(compiler, query);
  return {
    sql: `DELETE FROM ${connection.ops.quoteName(query.model._meta.dbTable)}${where.sql}`,
    params: where.params,
  };
}

function conditions(compiler: Compiler, query: Query): SqlFragment {
  if (query.where.isEmpty) return { sql: '', params: NO_PARAMS };
  try {
    const { sql, params } = compiler.compile(query.where);
    return { sql: ` WHERE ${sql}`, params };
  } catch (error) {
    if (error instanceof FullResultSet) return { sql: '', params: NO_PARAMS };
    throw error;
  }
}
