import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { Expression } from '../../sql/expression.ts';
import { Query } from '../../sql/query.ts';
import type { Field } from '../fields/field.ts';
import { type PlainCell, plainCell } from '../fields/plain-cell.ts';
import type { AnyModel, ModelClass } from '../model.ts';
import { isComputed, resolveForSave } from '../save-values.ts';

/** What a batch writes, row by row. */
export interface BatchCells {
  /** Values as the database takes them; expressions as they were given. */
  readonly values: unknown[];
  /** The expressions, by their place among the values. */
  readonly computed: ReadonlyMap<number, Expression>;
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
  const columns = fields.map(
    (field): Column => ({ name: field.attname, plain: plainCell(field, connection), field }),
  );
  const hasComputed = putRows(values, batch, columns, connection);
  return { values, computed: hasComputed ? resolvedCells(model, values) : NOTHING_COMPUTED };
}

/** A column of a batch. One shape of object for fields of all classes: V8 need not tell them apart in the loop. */
interface Column {
  readonly name: string;
  readonly plain: PlainCell | undefined;
  readonly field: Field;
}

/** What a cell of a batch holds: a value as the database takes it, or an expression as it was given. */
function cellOf(instance: AnyModel, { name, plain, field }: Column, connection: DatabaseWrapper): unknown {
  const known = plain?.((instance as unknown as Readonly<Record<string, unknown>>)[name]);
  if (known !== undefined) return known;
  const value = field.preSave(instance, true);
  if (isComputed(value)) return value;
  const cell = field.getDbPrepSave(value, connection);
  return typeof cell === 'boolean' && !connection.features.hasNativeBooleanField ? Number(cell) : cell;
}

/** @returns whether an expression is among the cells */
function putRows(
  cells: unknown[],
  batch: readonly AnyModel[],
  columns: readonly Column[],
  connection: DatabaseWrapper,
): boolean {
  let place = 0;
  let hasComputed = false;
  for (const instance of batch) {
    for (let i = 0; i < columns.length; i++) {
      const cell = cellOf(instance, columns[i]!, connection);
      cells[place++] = cell;
      hasComputed ||= isComputed(cell);
    }
  }
  return hasComputed;
}

/** The expressions among the values of a batch, by their place. */
function resolvedCells(model: ModelClass, values: readonly unknown[]): ReadonlyMap<number, Expression> {
  const cells = new Map<number, Expression>();
  values.forEach((value, place) => {
    if (isComputed(value)) cells.set(place, resolveForSave(value, new Query(model)));
  });
  return cells;
}
