import type Pg from 'pg';
import type { Awaitable } from '../../../utils/awaitable.ts';
import type { PooledSession } from '../base/pool.ts';
import type { ExecuteResult, Row, Session } from '../base/session.ts';
import { isLogging, logQuery } from '../query-log.ts';
import { adaptParams } from './adapt.ts';
import { DriverQuery, WideDriverQuery } from './driver-query.ts';
import { isLost, translateError } from './errors.ts';
import { commandOf, countOf, type Result, rowsOf, type Statement } from './statement.ts';
import { StatementNames } from './statement-names.ts';

/** What the driver's types leave out. */
interface Referable {
  ref(): void;
  unref(): void;
}

/** Statements that the server has read, by name: kept by the driver, and not in its types. */
interface WithStatements {
  readonly connection: { readonly parsedStatements: Record<string, string> };
}

/** A connection to the server: one statement after the other, in the framework's errors. */
export class PostgresSession implements Session, PooledSession {
  readonly openedAt: number = Date.now();
  usedAt: number = Date.now();
  /** The connection is gone: it must not be used again. */
  lost = false;
  readonly #client: Pg.Client;
  readonly #alias: string;
  readonly #names: StatementNames | undefined;
  /** The statement that was sent last, while it runs, and its number. */
  #last: Promise<unknown> | undefined = undefined;
  #turn = 0;

  /** @param prepares whether statements that come again are prepared under a name */
  constructor(client: Pg.Client, alias: string, prepares: boolean) {
    this.#client = client;
    this.#alias = alias;
    this.#names = prepares ? new StatementNames() : undefined;
  }

  query(sql: string, params: readonly unknown[], wide = false): Promise<Row[]> {
    return this.#inTurn({ sql, params, wide, read: rowsOf, turn: ++this.#turn });
  }

  execute(sql: string, params: readonly unknown[]): Promise<ExecuteResult> {
    return this.#inTurn({ sql, params, wide: false, read: countOf, turn: ++this.#turn });
  }

  /** What the server says that it has done: `COMMIT`, `ROLLBACK`. @throws DatabaseError */
  command(sql: string): Promise<string> {
    return this.#inTurn({ sql, params: [], wide: false, read: commandOf, turn: ++this.#turn });
  }

  /** Keep the process alive while the connection is in use, and no longer. */
  hold(held: boolean): void {
    const client = this.#client as unknown as Referable;
    if (held) client.ref();
    else client.unref();
  }

  ping(): Promise<unknown> {
    return this.query('SELECT 1', []);
  }

  async end(): Promise<void> {
    this.lost = true;
    // The process has to live until the server has heard of it.
    this.hold(true);
    await this.#client.end();
  }

  /** Send a statement after those before it. @throws DatabaseError */
  #inTurn<T>(statement: Statement<T>): Promise<T> {
    const task = (): Promise<T> => this.#sent(statement);
    const done = this.#last === undefined ? task() : this.#last.then(task, task);
    this.#last = done;
    return done;
  }

  #sent<T>(statement: Statement<T>): Promise<T> {
    return isLogging() ? this.#logged(statement) : this.#now(statement);
  }

  /** Two promises for a statement, no more: within a transaction each costs what its context takes to follow it. */
  #now<T>(statement: Statement<T>): Promise<T> {
    const { sql, params, wide } = statement;
    const Query = wide ? WideDriverQuery : DriverQuery;
    const sent = new Promise<Result>((resolve, reject) => {
      const answer = (error: Error | null, result: Result): void => (error ? reject(error) : resolve(result));
      void this.#client.query<Row>(new Query(sql, adaptParams(params), this.#names?.nameOf(sql), answer));
    });
    return sent.then(
      (result) => this.#answered(statement, result),
      (error) => this.#failed(statement, error),
    );
  }

  #answered<T>(statement: Statement<T>, result: Result): Awaitable<T> {
    const oldest = this.#names?.takeOldest();
    if (oldest === undefined) {
      this.#leave(statement);
      return statement.read(result);
    }
    return this.#forget(oldest).then(
      () => {
        this.#leave(statement);
        return statement.read(result);
      },
      (error) => this.#failed(statement, error),
    );
  }

  async #failed<T>(statement: Statement<T>, error: unknown): Promise<T> {
    if (isLost(error)) this.lost = true;
    // The statement has done nothing yet, so outside of a failed transaction it can be sent again.
    if (isStale(error) && (await this.#forgetAll())) return await this.#now(statement);
    this.#leave(statement);
    throw translateError(error, this.#alias);
  }

  #leave({ turn }: Statement<unknown>): void {
    this.usedAt = Date.now();
    if (this.#turn === turn) this.#last = undefined;
  }

  async #forget(name: string): Promise<void> {
    // The server has not kept a statement that it could not read.
    const { parsedStatements } = (this.#client as unknown as WithStatements).connection;
    if (!(name in parsedStatements)) return;
    delete parsedStatements[name];
    await this.#client.query(`DEALLOCATE ${name}`);
  }

  /** Tables have changed under prepared statements: they are prepared anew. @returns false in a transaction that has failed */
  async #forgetAll(): Promise<boolean> {
    this.#names?.clear();
    try {
      await this.#client.query('DEALLOCATE ALL');
      return true;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === '25P02'))
        throw translateError(error, this.#alias);
      return false;
    }
  }

  async #logged<T>(statement: Statement<T>): Promise<T> {
    const { sql, params } = statement;
    const started = performance.now();
    let failure: unknown;
    try {
      return await this.#now(statement);
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      const duration = performance.now() - started;
      logQuery({ alias: this.#alias, sql, params: params.map(plainText), duration, error: failure });
    }
  }
}

function isStale(error: unknown): boolean {
  return error instanceof Error && error.message === 'cached plan must not change result type';
}

/** Parameters as they are shown: the text of a typed one. */
function plainText(param: unknown): unknown {
  return typeof param === 'object' && param !== null && 'text' in param ? param.text : param;
}
