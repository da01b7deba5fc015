import type { Awaitable } from '../../../utils/awaitable.ts';
import { OperationalError, TransactionManagementError } from '../../errors.ts';
import { statementHolder, transactionHolder } from '../base/caller.ts';
import { DatabaseWrapper, type Release, type TestDatabase } from '../base/database-wrapper.ts';
import { Pool } from '../base/pool.ts';
import { hasOneConnection, poolOptions } from '../base/pool-options.ts';
import type { SchemaEditorOptions } from '../base/schema-editor.ts';
import type { ExecuteResult, Row, Session } from '../base/session.ts';
import { currentBlock } from '../base/transaction-scope.ts';
import { connect } from './connect.ts';
import { createTestDatabase } from './create-test-database.ts';
import { dataTypeCheckConstraints, dataTypes, dataTypesSuffix } from './data-types.ts';
import { isRetryable } from './errors.ts';
import { postgresFeatures } from './features.ts';
import { PostgresIntrospection } from './introspection.ts';
import { PostgresOperations } from './operations.ts';
import type { PostgresSchemaEditor } from './schema-editor.ts';
import type { PostgresSession } from './session.ts';
import { withColumnNames } from './statement.ts';

let cursors = 0;

/**
 * PostgreSQL. An `atomic()` has a connection of a pool to itself; every statement outside of one takes any that is free. Rows
 * that are read in batches come through a cursor of the server.
 */
export class PostgresDatabase extends DatabaseWrapper {
  override readonly vendor = 'postgresql';
  override readonly displayName = 'PostgreSQL';
  override readonly features = postgresFeatures;
  override readonly ops: PostgresOperations = new PostgresOperations(postgresFeatures);
  override readonly introspection: PostgresIntrospection = new PostgresIntrospection(this);
  override readonly dataTypes = dataTypes;
  override readonly dataTypesSuffix = dataTypesSuffix;
  override readonly dataTypeCheckConstraints = dataTypeCheckConstraints;
  #pool: Pool<PostgresSession> | undefined;

  /** A decimal of any size has no digits to tell. */
  override columnType(internalType: string, field: object): string | undefined {
    if (internalType === 'DecimalField' && !(field as { maxDigits?: unknown }).maxDigits) return 'numeric';
    return super.columnType(internalType, field);
  }

  protected override readOutside(sql: string, params: readonly unknown[], wide: boolean): Promise<Row[]> {
    return this.#withAny(sql, (session) => session.query(sql, params, wide));
  }

  protected override writeOutside(sql: string, params: readonly unknown[]): Promise<Row[]> {
    return this.#withAny(sql, (session) => session.query(sql, params));
  }

  protected override executeOutside(sql: string, params: readonly unknown[]): Promise<ExecuteResult> {
    return this.#withAny(sql, (session) => session.execute(sql, params));
  }

  override queryWithColumns(
    sql: string,
    params: readonly unknown[] = [],
  ): Awaitable<{ columns: string[]; rows: Row[] }> {
    return withColumnNames(() => this.query(sql, params));
  }

  /** Rows through a cursor of the server, which lives in a transaction: the one around, or one of its own. */
  override async *stream(
    sql: string,
    params: readonly unknown[],
    chunkSize: number,
    wide = false,
  ): AsyncIterable<Row[]> {
    const block = currentBlock(this.alias);
    const { DISABLE_SERVER_SIDE_CURSORS: disabled } = this.settings;
    if (disabled || (block === undefined && hasOneConnection(this.settings))) {
      const rows = await this.query(sql, params, wide);
      for (let i = 0; i < rows.length; i += chunkSize) yield rows.slice(i, i + chunkSize);
      return;
    }
    if (block !== undefined) {
      yield* this.#fetchAll(block, sql, params, chunkSize, wide);
      return;
    }
    const session = await this.begin();
    try {
      yield* this.#fetchAll(session, sql, params, chunkSize, wide);
    } finally {
      await this.rollback(session);
      this.release(session);
    }
  }

  override async schemaEditor(options?: SchemaEditorOptions): Promise<PostgresSchemaEditor> {
    const { PostgresSchemaEditor: Editor } = await import('./schema-editor.ts');
    return new Editor(this, options);
  }

  /** A connection that turns out to be dead before anything was done through it is replaced once. */
  override async begin(): Promise<PostgresSession> {
    const holder = transactionHolder();
    const begin = this.ops.startTransactionSql();
    for (let attempt = 1; ; attempt++) {
      const session = await this.#connections.acquire(holder);
      try {
        await session.execute(begin, []);
        return session;
      } catch (error) {
        const { lost } = session;
        this.#connections.release(session);
        if (!lost || attempt > 1) throw error;
      }
    }
  }

  /** The server answers COMMIT by a rollback when an error in the transaction was caught and passed over. */
  override async commit(session: Session): Promise<void> {
    if ((await (session as PostgresSession).command('COMMIT')) !== 'ROLLBACK') return;
    throw new TransactionManagementError(
      'The transaction was undone: a statement in it failed, and the error was caught inside of the block.',
      'Wrap the part that may fail in an atomic() of its own, so that only that part is undone.',
    );
  }

  /** With the connection, the server has lost the transaction already. */
  override async rollback(session: Session): Promise<void> {
    const held = session as PostgresSession;
    if (held.lost) return;
    try {
      await held.execute('ROLLBACK', []);
    } catch (error) {
      if (!held.lost || !(error instanceof OperationalError)) throw error;
    }
  }

  override release(session: Session): void {
    this.#connections.release(session as PostgresSession);
  }

  override mayRetry(error: unknown): boolean {
    return isRetryable(error);
  }

  override async acquireLock(name: string, timeout: number): Promise<Release | undefined> {
    const { acquireAdvisoryLock } = await import('./advisory-lock.ts');
    return acquireAdvisoryLock(this.alias, this.settings, name, timeout);
  }

  override createTestDatabase(keep: boolean): Promise<TestDatabase> {
    return createTestDatabase(this.alias, this.settings, keep);
  }

  override async close(): Promise<void> {
    const pool = this.#pool;
    this.#pool = undefined;
    await pool?.close();
  }

  /** Check foreign keys now, not at commit. @throws IntegrityError */
  override async checkConstraints(): Promise<void> {
    await this.execute('SET CONSTRAINTS ALL IMMEDIATE');
    await this.execute('SET CONSTRAINTS ALL DEFERRED');
  }

  get #connections(): Pool<PostgresSession> {
    const { alias, settings } = this;
    this.#pool ??= new Pool(() => connect(alias, settings), poolOptions(alias, settings));
    return this.#pool;
  }

  async *#fetchAll(
    session: Pick<Session, 'query' | 'execute'>,
    sql: string,
    params: readonly unknown[],
    chunkSize: number,
    wide: boolean,
  ): AsyncIterable<Row[]> {
    const cursor = `"jango_cursor_${++cursors}"`;
    await this.wrapped(sql, params, (text, values) =>
      session.execute(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${text}`, values),
    );
    for (;;) {
      const rows = await session.query(`FETCH ${chunkSize} FROM ${cursor}`, [], wide);
      if (rows.length > 0) yield rows;
      if (rows.length < chunkSize) break;
    }
    await session.execute(`CLOSE ${cursor}`, []);
  }

  #withAny<T>(sql: string, body: (session: PostgresSession) => Promise<T>): Promise<T> {
    return this.#connections.use(statementHolder(sql), body);
  }
}
