import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { Expression } from '../../sql/expression.ts';
import { Query } from '../../sql/query.ts';
import type { Field } from '../fields/field.ts';
import type { ForeignKey } from '../fields/foreign-key.ts';
import { plainCell } from '../fields/plain-cell.ts';
import type { AnyModel, ModelClass } from '../model.ts';
import { refuseUnsaved } from '../refuse-unsaved.ts';
import { isComputed, resolveForSave } from '../save-values.ts';
import { cellsLoop, type PutCells } from './cells-loop.ts';

/** What a batch writes. */
export interface BatchCells {
  /** Values as the database takes them, row by row; expressions as they were given. */
  readonly values: unknown[];
  /** The expressions, by their place among the values. */
  readonly computed: ReadonlyMap<number, Expression>;
  /** Instead of the values, a parameter for each column, where the database takes those apart. */
  readonly columns?: readonly unknown[];
}

/** The cells of a batch that has no expressions. */
export const NOTHING_COMPUTED: ReadonlyMap<number, Expression> = new Map();

export function cellsOf(
  model: ModelClass,
  batch: readonly AnyModel[],
  fields: readonly Field[],
  connection: DatabaseWrapper,
): BatchCells {
  const values = new Array<unknown>(batch.length * fields.length);
  const odd = new Set<number>();
  let hasComputed = false;
  const { put, byColumn } = loopFor(fields, connection);
  put(batch, values, (instance, column) => {
    const cell = cellOf(instance, fields[column]!, connection);
    hasComputed ||= isComputed(cell);
    if (byColumn) odd.add(column);
    return cell;
  });
  if (byColumn && batch.length > 1) {
    const columns = hasComputed ? undefined : columnsOf(values, batch.length, odd, connection);
    if (columns !== undefined) return { values: [], computed: NOTHING_COMPUTED, columns };
    return cellsWith(model, rowByRow(values, batch.length), hasComputed);
  }
  return cellsWith(model, values, hasComputed);
}

function cellsWith(model: ModelClass, values: unknown[], hasComputed: boolean): BatchCells {
  return { values, computed: hasComputed ? resolvedCells(model, values) : NOTHING_COMPUTED };
}

interface KnownLoop {
  readonly connection: DatabaseWrapper;
  readonly put: PutCells;
  readonly byColumn: boolean;
}

/** By the list of fields of a model, of which there is one with and one without the key. */
const loops = new WeakMap<readonly Field[], KnownLoop>();

function loopFor(fields: readonly Field[], connection: DatabaseWrapper): KnownLoop {
  const known = loops.get(fields);
  if (known?.connection === connection) return known;
  const byColumn = fields.length > 0 && canBeUnnested(fields, connection);
  const columns = fields.map((field) => ({ name: field.attname, plain: plainCell(field, connection) }));
  const loop = { connection, put: cellsLoop(columns, byColumn), byColumn };
  loops.set(fields, loop);
  return loop;
}

/** Of a type that is an array already the server would take too much apart; only the database's plain types are known to be none. */
function canBeUnnested(fields: readonly Field[], { features, dataTypes }: DatabaseWrapper): boolean {
  const typeOf = (field: Field) =>
    (field.isRelation ? (field as ForeignKey).targetField : field).getInternalType();
  return features.canUnnestRows && fields.every((field) => typeOf(field) in dataTypes);
}

/** @returns undefined where a column has cells that cannot be sent as one */
function columnsOf(
  values: readonly unknown[],
  rows: number,
  odd: ReadonlySet<number>,
  { ops }: DatabaseWrapper,
): unknown[] | undefined {
  const columns: unknown[] = [];
  for (let start = 0; start < values.length; start += rows) {
    const sent = ops.columnParameter(values.slice(start, start + rows), odd.has(columns.length));
    if (sent === undefined) return undefined;
    columns.push(sent);
  }
  return columns;
}

function rowByRow(values: readonly unknown[], rows: number): unknown[] {
  const width = values.length / rows;
  return Array.from(values, (_, place) => values[(place % width) * rows + Math.floor(place / width)]);
}

/** What a cell of a batch holds: a value as the database takes it, or an expression as it was given. */
function cellOf(instance: AnyModel, field: Field, connection: DatabaseWrapper): unknown {
  const value = field.preSave(instance, true);
  if (isComputed(value)) return value;
  if (field.isRelation && (value === null || value === undefined))
    refuseUnsaved(instance, field, 'bulkCreate');
  const cell = field.getDbPrepSave(value, connection);
  return typeof cell === 'boolean' && !connection.features.hasNativeBooleanField ? Number(cell) : cell;
}

/** The expressions among the values of a batch, by their place. */
function resolvedCells(model: ModelClass, values: readonly unknown[]): ReadonlyMap<number, Expression> {
  const cells = new Map<number, Expression>();
  values.forEach((value, place) => {
    if (isComputed(value)) cells.set(place, resolveForSave(value, new Query(model)));
  });
  return cells;
}
