import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { SqlFragment } from '../../backends/base/fragment.ts';
import type { Expression } from '../../sql/expression.ts';
import { finish, type Statement } from '../../sql/finish.ts';
import { compileInsert, type InsertOptions } from '../../sql/write-compilers.ts';
import type { Field } from '../fields/field.ts';
import type { ModelClass } from '../model.ts';
import { NOTHING_COMPUTED } from './bulk-cells.ts';

interface BatchPlan {
  readonly statement: Statement;
  readonly connection: DatabaseWrapper;
}

const batchPlans = new WeakMap<ModelClass, Map<string, BatchPlan>>();

/** The statement of so many rows, which batches of one size share. */
export function plainBatch(
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
    compileRows(model, fields, rows, NOTHING_COMPUTED, connection, { returning }),
    connection,
  );
  if (own.size >= 16) own.clear();
  own.set(key, { statement, connection });
  return statement;
}

/** Values are prepared already; a place among them may hold an expression. */
export function compileRows(
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
