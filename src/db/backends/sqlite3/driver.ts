import type { ExecuteResult, Row } from '../base/session.ts';

export type SqlFunction = (...values: unknown[]) => unknown;

export interface SqlAggregate {
  readonly start: () => unknown;
  readonly step: (state: unknown, ...values: unknown[]) => unknown;
  readonly result: (state: unknown) => unknown;
}

/** An open SQLite database. Everything is synchronous; statements are prepared once and kept. */
export interface SqliteHandle {
  /** @param wide integers beyond 2^53 are given as bigints; without it they are refused or rounded, as the driver does. */
  all(sql: string, params: readonly unknown[], wide?: boolean): Row[];
  run(sql: string, params: readonly unknown[]): ExecuteResult;
  /** Rows one by one; nothing else may be sent through this handle until the end. */
  iterate(sql: string, params: readonly unknown[], wide: boolean): Iterable<Row>;
  /** Names of the columns that a statement gives; none when it gives no rows. */
  columns(sql: string): string[];
  /** Several statements in one text, without parameters. */
  exec(sql: string): void;
  readonly inTransaction: boolean;
  registerFunction(name: string, body: SqlFunction, options: FunctionOptions): void;
  registerAggregate(name: string, aggregate: SqlAggregate): void;
  close(): void;
}

export interface FunctionOptions {
  readonly deterministic: boolean;
  /** Whether integers arrive as bigints. */
  readonly wide?: boolean;
}

export interface OpenOptions {
  readonly readonly: boolean;
  /** Milliseconds to wait for another process that holds the lock. */
  readonly timeout: number;
}

/** What stands between the backend and an SQLite package. */
export interface SqliteDriver {
  readonly name: 'node:sqlite' | 'better-sqlite3';
  open(file: string, options: OpenOptions): SqliteHandle;
  /** SQLite's own extended result code of an error, `2067` for a unique constraint. */
  resultCode(error: unknown): number | undefined;
}
