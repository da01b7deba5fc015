import type { Awaitable } from '../../../utils/awaitable.ts';

/** A row as the driver gives it: values in the order of the select list. */
export type Row = unknown[];

/** What a statement without rows did. */
export interface ExecuteResult {
  /** Rows inserted, updated or deleted. */
  readonly rowCount: number;
  /** Key of the last row inserted, where the database tells it without being asked. */
  readonly lastId: number | bigint;
}

/**
 * One physical connection while somebody holds it. Statements of one session run in the order in which they were given;
 * a driver that works synchronously gives its answers as plain values.
 */
export interface Session {
  /** @param wide integers beyond 2^53 may come: they are given as bigints, all others as numbers */
  query(sql: string, params: readonly unknown[], wide?: boolean): Awaitable<Row[]>;
  execute(sql: string, params: readonly unknown[]): Awaitable<ExecuteResult>;
  /** The connection itself, of a session that takes one only when there is something to send. */
  begun?(): Awaitable<Session>;
}
