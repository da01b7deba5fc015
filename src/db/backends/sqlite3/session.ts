import type { ExecuteResult, Row, Session } from '../base/session.ts';
import { isLogging, logQuery } from '../query-log.ts';
import type { SqliteDriver, SqliteHandle } from './driver.ts';
import { translateError } from './errors.ts';

/** An open handle that speaks the framework's errors and tells the query log. */
export class SqliteSession implements Session {
  readonly handle: SqliteHandle;
  readonly driver: SqliteDriver;
  readonly #alias: string;

  constructor(handle: SqliteHandle, driver: SqliteDriver, alias: string) {
    this.handle = handle;
    this.driver = driver;
    this.#alias = alias;
  }

  query(sql: string, params: readonly unknown[], wide = false): Row[] {
    if (isLogging()) return this.#logged(sql, params, () => this.handle.all(sql, params, wide));
    try {
      return this.handle.all(sql, params, wide);
    } catch (error) {
      throw this.translate(error);
    }
  }

  execute(sql: string, params: readonly unknown[]): ExecuteResult {
    if (isLogging()) return this.#logged(sql, params, () => this.handle.run(sql, params));
    try {
      return this.handle.run(sql, params);
    } catch (error) {
      throw this.translate(error);
    }
  }

  columns(sql: string): string[] {
    return this.handle.columns(sql);
  }

  /** Rows one by one; nothing else may be sent meanwhile. */
  iterate(sql: string, params: readonly unknown[], wide: boolean): Iterable<Row> {
    if (isLogging()) return this.#logged(sql, params, () => this.handle.iterate(sql, params, wide));
    return this.handle.iterate(sql, params, wide);
  }

  translate(error: unknown): unknown {
    return translateError(error, this.driver.resultCode(error));
  }

  #logged<T>(sql: string, params: readonly unknown[], run: () => T): T {
    const started = performance.now();
    let failure: unknown;
    try {
      return run();
    } catch (error) {
      failure = this.translate(error);
      throw failure;
    } finally {
      const duration = performance.now() - started;
      logQuery({ alias: this.#alias, sql, params, duration, error: failure });
    }
  }
}
