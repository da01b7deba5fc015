import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { Expression } from '../../sql/expression.ts';
import { Query } from '../../sql/query.ts';
import type { Field } from '../fields/field.ts';
import { plainCell } from '../fields/plain-cell.ts';
import type { AnyModel, ModelClass } from '../model.ts';
import { refuseUnsaved } from '../refuse-unsaved.ts';
import { isComputed, resolveForSave } from '../save-values.ts';
import { cellsLoop, type PutCells } from './cells-loop.ts';

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
  let hasComputed = false;
  loopFor(fields, connection)(batch, values, (instance, column) => {
    const cell = cellOf(instance, fields[column]!, connection);
    hasComputed ||= isComputed(cell);
    return cell;
  });
  return { values, computed: hasComputed ? resolvedCells(model, values) : NOTHING_COMPUTED };
}

interface KnownLoop {
  readonly connection: DatabaseWrapper;
  readonly put: PutCells;
}

/** By the list of fields of a model, of which there is one with and one without the key. */
const loops = new WeakMap<readonly Field[], KnownLoop>();

function loopFor(fields: readonly Field[], connection: DatabaseWrapper): PutCells {
  const known = loops.get(fields);
  if (known?.connection === connection) return known.put;
  const put = cellsLoop(
    fields.map((field) => ({ name: field.attname, plain: plainCell(field, connection) })),
  );
  loops.set(fields, { connection, put });
  return put;
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
