import type Pg from 'pg';
import type { Awaitable } from '../../../utils/awaitable.ts';
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

/** Columns of the rows that a query gave, kept beside them while somebody asks: what is in a WeakMap is copied by each scavenge. */
const fieldsOf = new WeakMap<Row[], readonly { readonly name: string }[]>();
let asking = 0;

/** The rows of a query with the names of their columns. */
export async function withColumnNames(
  query: () => Awaitable<Row[]>,
): Promise<{ columns: string[]; rows: Row[] }> {
  asking++;
  try {
    const rows = await query();
    return { columns: (fieldsOf.get(rows) ?? []).map(({ name }) => name), rows };
  } finally {
    asking--;
  }
}

export function rowsOf({ rows, fields }: Result): Row[] {
  if (asking > 0) fieldsOf.set(rows, fields);
  return rows;
}

export function countOf({ rowCount }: Result): ExecuteResult {
  return { rowCount: rowCount ?? 0, lastId: 0 };
}

/** What the server says that it has done: `COMMIT`, `ROLLBACK`. */
export function commandOf({ command }: Result): string {
  return command;
}
