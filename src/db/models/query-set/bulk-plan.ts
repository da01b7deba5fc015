import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { SqlFragment } from '../../backends/base/fragment.ts';
import type { Expression } from '../../sql/expression.ts';
import { finish, type Statement } from '../../sql/finish.ts';
import { bindParams } from '../../sql/slot.ts';
import { compileInsert, type InsertOptions } from '../../sql/write-compilers.ts';
import type { Field } from '../fields/field.ts';
import type { ModelClass } from '../model.ts';
import { type BatchCells, NOTHING_COMPUTED } from './bulk-cells.ts';

/** The statement that writes a batch, and what it sends. */
export function batchStatement(
  model: ModelClass,
  cells: BatchCells,
  rows: number,
  fields: readonly Field[],
  connection: DatabaseWrapper,
  options: InsertOptions,
): Statement {
  const { values, computed, columns } = cells;
  if (computed.size > 0) {
    const { sql, params } = finish(
      compileRows(model, fields, rows, computed, connection, options),
      connection,
    );
    return { sql, params: bindParams(params, values, connection.features.hasNativeBooleanField) };
  }
  const compile = () => {
    if (columns === undefined) return compileRows(model, fields, rows, computed, connection, options);
    const unnest = fields.map((field) => field.dbType(connection)!);
    return compileRows(model, fields, 1, NOTHING_COMPUTED, connection, { ...options, unnest });
  };
  const size = columns === undefined ? rows : 'columns';
  const key = `${connection.alias}:${size}:${fields.length}:${options.returning?.length ?? 0}`;
  const { sql } =
    options.conflicts === undefined
      ? plannedBatch(model, key, connection, compile)
      : finish(compile(), connection);
  return { sql, params: columns ?? values };
}

interface BatchPlan {
  readonly statement: Statement;
  readonly connection: DatabaseWrapper;
}

const batchPlans = new WeakMap<ModelClass, Map<string, BatchPlan>>();

/** Batches of one size share a statement. */
function plannedBatch(
  model: ModelClass,
  key: string,
  connection: DatabaseWrapper,
  compile: () => SqlFragment,
): Statement {
  let own = batchPlans.get(model);
  if (own === undefined) {
    own = new Map();
    batchPlans.set(model, own);
  }
  const known = own.get(key);
  if (known?.connection === connection) return known.statement;
  const statement = finish(compile(), connection);
  if (own.size >= 16) own.clear();
  own.set(key, { statement, connection });
  return statement;
}

/** Values are prepared already; a place among them may hold an expression. */
function compileRows(
  model: ModelClass,
  fields: readonly Field[],
  rows: number,
  computed: ReadonlyMap<number, Expression>,
  connection: DatabaseWrapper,
  options: InsertOptions,
): SqlFragment {
  const width = fields.length;
  const cells = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: width }, (__, place) => computed.get(row * width + place) ?? row * width + place),
  );
  return compileInsert(model, fields, cells, connection, { ...options, prepared: true });
}
