import type Pg from 'pg';
import type { ExecuteResult, Row } from '../base/session.ts';

/** What the driver answers. */
export type Result = Pg.QueryArrayResult<Row>;

/** A statement on its way. */
export interface Statement<T> {
  readonly sql: string;
  readonly params: readonly unknown[];
  /** Whether there may be integers beyond 2^53 in its rows. */
  readonly wide: boolean;
  /** What the caller wants of the answer. */
  readonly read: (result: Result) => T;
  /** The statements of a connection are numbered. */
  readonly turn: number;
}

/** Columns of the rows that a query gave: kept beside them for those who ask. */
const fieldsOf = new WeakMap<Row[], readonly { readonly name: string }[]>();

/** Names of the columns of rows that came from `query()`. */
export function columnNames(rows: Row[]): string[] {
  return (fieldsOf.get(rows) ?? []).map(({ name }) => name);
}

export function rowsOf({ rows, fields }: Result): Row[] {
  fieldsOf.set(rows, fields);
  return rows;
}

export function countOf({ rowCount }: Result): ExecuteResult {
  return { rowCount: rowCount ?? 0, lastId: 0 };
}

/** What the server says that it has done: `COMMIT`, `ROLLBACK`. */
export function commandOf({ command }: Result): string {
  return command;
}
