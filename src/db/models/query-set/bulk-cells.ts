import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { Expression } from '../../sql/expression.ts';
import { Query } from '../../sql/query.ts';
import type { Field } from '../fields/field.ts';
import { plainCell } from '../fields/plain-cell.ts';
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
  const hasComputed = putRows(values, batch, fields, connection);
  return { values, computed: hasComputed ? resolvedCells(model, values) : NOTHING_COMPUTED };
}

/** What a cell of a batch holds: a value as the database takes it, or an expression as it was given. */
function cellOf(instance: AnyModel, field: Field, connection: DatabaseWrapper): unknown {
  const value = field.preSave(instance, true);
  if (isComputed(value)) return value;
  const cell = field.getDbPrepSave(value, connection);
  return typeof cell === 'boolean' && !connection.features.hasNativeBooleanField ? Number(cell) : cell;
}

/** @returns whether an expression is among the cells */
function putRows(
  cells: unknown[],
  batch: readonly AnyModel[],
  fields: readonly Field[],
  connection: DatabaseWrapper,
): boolean {
  const plain = fields.map((field) => plainCell(field, connection));
  let place = 0;
  let hasComputed = false;
  for (const instance of batch) {
    const values = instance as unknown as Readonly<Record<string, unknown>>;
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i]!;
      let cell = plain[i]?.(values[field.attname]);
      if (cell === undefined) {
        cell = cellOf(instance, field, connection);
        hasComputed ||= isComputed(cell);
      }
      cells[place++] = cell;
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
