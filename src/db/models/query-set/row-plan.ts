import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import { TransactionManagementError } from '../../errors.ts';
import { EmptyResultSet } from '../../sql/empty-result.ts';
import { finish, type Statement } from '../../sql/finish.ts';
import type { Query } from '../../sql/query.ts';
import { SelectCompiler } from '../../sql/select-compiler.ts';
import type { ModelSelection, SelectList } from '../../sql/select-list.ts';
import { convertRow, type PlaceConverter } from '../fill-instance.ts';
import { isInitHeard } from '../init-signals.ts';
import type { AnyModel, ModelClass } from '../model.ts';
import type { FetchMode } from '../types/query-set.ts';
import { mayBeWide, rowConverters } from './converters.ts';
import { NEVER_LOADED, ONE_BY_ONE } from './fixed-peers.ts';
import { instanceMaker, type KnownRelated, rowMaker } from './instances.ts';
import { namedRowMaker } from './named-row.ts';
import { PEERS, rowsLoop } from './rows-loop.ts';
import type { RowKind, Shape } from './shape.ts';

/** Turns the rows of a statement into what the QuerySet holds. */
export type ReadRows = (rows: unknown[][], known: readonly KnownRelated[], mode: FetchMode) => unknown[];

/** A statement and how its rows are read; made once for a shape and a database. */
export interface RowPlan {
  readonly connection: DatabaseWrapper;
  /** Undefined when no row can be found, so that nothing is sent. */
  readonly statement: Statement | undefined;
  readonly read: ReadRows;
  /** Whether there may be integers beyond 2^53 in the rows. */
  readonly wide: boolean;
  /** Place of the annotation that is for prefetching and not for the instances; -1 when there is none. */
  readonly hiddenPlace: number;
}

export const HIDDEN_ANNOTATION = '__prefetch';

/** The plan for all rows of a shape. */
export function rowPlan(shape: Shape, connection: DatabaseWrapper): RowPlan {
  if (shape.query.lock !== undefined) checkLocks(shape.query, connection);
  const known = shape.rowPlan as RowPlan | undefined;
  if (known?.connection === connection) return known;
  const plan = makePlan(shape, connection);
  shape.rowPlan = plan;
  return plan;
}

/** @throws TransactionManagementError outside of a transaction, where rows would be free again at once */
export function checkLocks(query: Query, connection: DatabaseWrapper): void {
  if (!connection.features.hasSelectForUpdate || !connection.getAutocommit() || query.isEmpty) return;
  throw new TransactionManagementError(
    'selectForUpdate() cannot be used outside of a transaction.',
    'Read the rows, and write them, inside of one atomic().',
  );
}

function makePlan(shape: Shape, connection: DatabaseWrapper): RowPlan {
  try {
    const { sql, list } = new SelectCompiler(shape.query, connection).select();
    const statement = finish(sql, connection);
    const hiddenPlace = list.annotations.get(HIDDEN_ANNOTATION) ?? -1;
    const wide = list.items.some(({ expression }) => mayBeWide(expression));
    return { connection, statement, read: reader(shape.kind, list, connection), wide, hiddenPlace };
  } catch (error) {
    if (!(error instanceof EmptyResultSet)) throw error;
    return { connection, statement: undefined, read: () => [], wide: false, hiddenPlace: -1 };
  }
}

function reader(kind: RowKind, list: SelectList, connection: DatabaseWrapper): ReadRows {
  const converters = rowConverters(
    list.items.map((item) => item.expression),
    connection,
  );
  if (kind === 'model') return modelReader(list, converters, connection);
  const names = list.names;
  const width = list.items.length;
  const named = kind === 'named' ? namedRowMaker(names) : undefined;
  return (rows) => {
    const result = new Array<unknown>(rows.length);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      convertRow(row, converters);
      const values = list.widths.size === 0 ? row : folded(row, list);
      if (kind === 'flat') result[i] = values[0];
      else if (named !== undefined) result[i] = named(values.slice(0, width));
      else if (kind === 'tuples') result[i] = values.length > width ? values.slice(0, width) : values;
      else result[i] = asObject(names, values);
    }
    return result;
  };
}

/** The values of a row: the columns of a composite key together are one. */
function folded(row: readonly unknown[], { items, widths }: SelectList): unknown[] {
  const values: unknown[] = [];
  for (let i = 0; i < items.length; i += widths.get(i) ?? 1) values.push(valueAt(row, i, widths));
  return values;
}

function valueAt(row: readonly unknown[], place: number, widths: SelectList['widths']): unknown {
  const width = widths.get(place);
  return width === undefined ? row[place] : row.slice(place, place + width);
}

function asObject(names: readonly string[], row: readonly unknown[]): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (let i = 0; i < names.length; i++) object[names[i]!] = row[i];
  return object;
}

/** Whether listeners are told of the instances is asked once for all rows. */
function modelReader(
  list: SelectList,
  converters: readonly PlaceConverter[],
  connection: DatabaseWrapper,
): ReadRows {
  const models = modelsOf(list.selection!);
  const quiet = instanceReader(list, converters, connection, false);
  let heard: ReadRows | undefined;
  return (rows, known, mode) => {
    if (!models.some(isInitHeard)) return quiet(rows, known, mode);
    heard ??= instanceReader(list, converters, connection, true);
    return heard(rows, known, mode);
  };
}

function modelsOf({ model, related }: ModelSelection): readonly ModelClass[] {
  return [...new Set([model, ...related.flatMap(modelsOf)])];
}

function instanceReader(
  list: SelectList,
  converters: readonly PlaceConverter[],
  connection: DatabaseWrapper,
  heard: boolean,
): ReadRows {
  const selection = list.selection!;
  const make = instanceMaker(selection, connection, heard);
  const annotations = [...list.annotations].filter(([name]) => name !== HIDDEN_ANNOTATION);
  const placeOf = (field: KnownRelated['field']): number => {
    const at = selection.fields.findIndex((one) => one.attname === field.attname);
    return at < 0 ? -1 : selection.places[at]!;
  };
  const isAlone = selection.related.length === 0;
  const plain = rowsLoop(
    isAlone ? rowMaker(selection, connection, heard, converters) : make,
    isAlone ? [] : converters,
  );
  return (rows, known, mode) => {
    if (known.length === 0 && annotations.length === 0 && mode === 'peers') return plain(rows);
    const result = new Array<AnyModel>(rows.length);
    const links = known.map(({ field, instance }) => ({ place: placeOf(field), field, instance }));
    let peers: readonly AnyModel[] | undefined;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      convertRow(row, converters);
      for (const { place, field, instance } of links) {
        if (place >= 0 && sameKey(row[place], keyOf(instance, field))) row[place] = instance;
      }
      if (mode !== 'peers') peers = mode === 'raise' ? NEVER_LOADED : ONE_BY_ONE;
      else if (rows.length > 1 && i % PEERS === 0) peers = [];
      const made = make(row, peers)!;
      if (mode === 'peers') (peers as AnyModel[] | undefined)?.push(made);
      for (const { place, field, instance } of links) {
        if (place < 0 && links.length === 1) own(made)[field.name] = instance;
      }
      for (const [name, place] of annotations) own(made)[name] = valueAt(row, place, list.widths);
      result[i] = made;
    }
    return result;
  };
}

function own(instance: AnyModel): Record<string, unknown> {
  return instance as unknown as Record<string, unknown>;
}

function keyOf(instance: AnyModel, field: KnownRelated['field']): unknown {
  const target = 'targetField' in field ? (field.targetField as KnownRelated['field']).attname : 'pk';
  return (instance as unknown as Record<string, unknown>)[target];
}

function sameKey(a: unknown, b: unknown): boolean {
  return (
    a === b || (a !== null && b !== null && a !== undefined && b !== undefined && String(a) === String(b))
  );
}
