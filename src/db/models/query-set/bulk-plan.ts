import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { SqlFragment } from '../../backends/base/fragment.ts';
import type { Expression } from '../../sql/expression.ts';
import { finish, type Statement } from '../../sql/finish.ts';
import { compileInsert, type InsertOptions } from '../../sql/write-compilers.ts';
import type { Field } from '../fields/field.ts';
import type { ForeignKey } from '../fields/foreign-key.ts';
import type { ModelClass } from '../model.ts';
import { NOTHING_COMPUTED } from './bulk-cells.ts';

interface BatchPlan {
  readonly statement: Statement;
  readonly connection: DatabaseWrapper;
}

const batchPlans = new WeakMap<ModelClass, Map<string, BatchPlan>>();

/** The statement for rows without expressions, and what it sends: each value, or an array of each column where those can be unnested. */
export function plainBatch(
  model: ModelClass,
  values: readonly unknown[],
  fields: readonly Field[],
  returning: readonly Field[],
  connection: DatabaseWrapper,
): Statement {
  const rows = values.length / fields.length;
  const columns = rows > 1 && areUnnested(fields, connection) ? columnsOf(values, fields.length) : undefined;
  const key = `${connection.alias}:${columns ? 'columns' : rows}:${fields.length}:${returning.length}`;
  const { sql } = plannedBatch(model, key, connection, () => {
    if (columns === undefined)
      return compileRows(model, fields, rows, NOTHING_COMPUTED, connection, { returning });
    const unnest = fields.map((field) => field.dbType(connection)!);
    return compileRows(model, fields, 1, NOTHING_COMPUTED, connection, { returning, unnest });
  });
  return { sql, params: columns ?? values };
}

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

/** Arrays of a type that has arrays of its own would come apart; only the database's plain types are known not to. */
function areUnnested(fields: readonly Field[], { features, dataTypes }: DatabaseWrapper): boolean {
  return features.canUnnestRows && fields.every((field) => plainType(field) in dataTypes);
}

function plainType(field: Field): string {
  return (field.isRelation ? (field as ForeignKey).targetField : field).getInternalType();
}

/** @returns undefined where a cell is a list, or bytes, which would be sent as text of twice their length */
function columnsOf(values: readonly unknown[], width: number): unknown[][] | undefined {
  const columns = Array.from({ length: width }, () => new Array<unknown>(values.length / width));
  for (let place = 0, row = 0; place < values.length; row++) {
    for (let column = 0; column < width; column++) {
      const cell = values[place++];
      if (typeof cell === 'object' && (Array.isArray(cell) || cell instanceof Uint8Array)) return undefined;
      columns[column]![row] = cell;
    }
  }
  return columns;
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
