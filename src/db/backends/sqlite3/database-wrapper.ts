import { type Awaitable, recovering, whenReady } from '../../../utils/awaitable.ts';
import { IntegrityError } from '../../errors.ts';
import { DatabaseWrapper, type Release, type TestDatabase } from '../base/database-wrapper.ts';
import type { SchemaEditorOptions } from '../base/schema-editor.ts';
import type { ExecuteResult, Row, Session } from '../base/session.ts';
import { currentBlock } from '../base/transaction-scope.ts';
import { dataTypeCheckConstraints, dataTypes, dataTypesSuffix } from './data-types.ts';
import type { SqliteDriver } from './driver.ts';
import { sqliteFeatures } from './features.ts';
import { SqliteIntrospection } from './introspection.ts';
import { invalidKeyText } from './invalid-key.ts';
import { isMemoryFile, openSession } from './open.ts';
import { SqliteOperations } from './operations.ts';
import type { SqliteSchemaEditor } from './schema-editor.ts';
import type { SqliteSession } from './session.ts';
import { Turns } from './turns.ts';

const BUSY = 5;
const READS = /^\s*(select|values|explain)\b/i;

/**
 * SQLite. One connection writes: an `atomic()` holds it, others wait for their turn. While it is held, code outside of the
 * block reads beside it through a second connection, which sees what was committed (WAL); a database in memory has no
 * second connection, so there everybody waits. With nobody in a transaction all goes through the one connection, whose
 * page cache is warm, without a promise.
 */
export class SqliteDatabase extends DatabaseWrapper {
  override readonly vendor = 'sqlite';
  override readonly displayName = 'SQLite';
  override readonly features = sqliteFeatures;
  override readonly ops: SqliteOperations = new SqliteOperations(sqliteFeatures);
  override readonly introspection: SqliteIntrospection = new SqliteIntrospection(this);
  override readonly dataTypes = dataTypes;
  override readonly dataTypesSuffix = dataTypesSuffix;
  override readonly dataTypeCheckConstraints = dataTypeCheckConstraints;
  readonly #turns = new Turns();
  #main: SqliteSession | undefined;
  #reader: SqliteSession | undefined;

  /** Which package does the work. */
  get driver(): SqliteDriver['name'] {
    return this.#session().driver.name;
  }

  protected override readOutside(sql: string, params: readonly unknown[], wide: boolean): Awaitable<Row[]> {
    if (!this.#turns.held) return this.#session().query(sql, params, wide);
    if (READS.test(sql) && !isMemoryFile(this.settings.NAME)) {
      this.#reader ??= openSession(this.alias, this.settings, { readonly: true });
      return this.#reader.query(sql, params, wide);
    }
    return this.#inTurn((session) => session.query(sql, params, wide));
  }

  protected override writeOutside(sql: string, params: readonly unknown[]): Awaitable<Row[]> {
    if (!this.#turns.held) return this.#session().query(sql, params);
    return this.#inTurn((session) => session.query(sql, params));
  }

  protected override executeOutside(sql: string, params: readonly unknown[]): Awaitable<ExecuteResult> {
    if (!this.#turns.held) return this.#session().execute(sql, params);
    return this.#inTurn((session) => session.execute(sql, params));
  }

  /** Rows in batches through a connection of their own; inside a transaction, and in memory, they are read at once. */
  override async *stream(
    sql: string,
    params: readonly unknown[],
    chunkSize: number,
    wide = false,
  ): AsyncIterable<Row[]> {
    if (isMemoryFile(this.settings.NAME) || currentBlock(this.alias) !== undefined) {
      const rows = await this.query(sql, params, wide);
      for (let i = 0; i < rows.length; i += chunkSize) yield rows.slice(i, i + chunkSize);
      return;
    }
    const session = openSession(this.alias, this.settings, { readonly: true });
    try {
      let chunk: Row[] = [];
      const sent = this.wrapped(sql, params, (text, values) => session.iterate(text, values, wide));
      for (const row of await sent) {
        chunk.push(row);
        if (chunk.length < chunkSize) continue;
        yield chunk;
        chunk = [];
      }
      if (chunk.length > 0) yield chunk;
    } catch (error) {
      throw session.translate(error);
    } finally {
      session.handle.close();
    }
  }

  override async schemaEditor(options?: SchemaEditorOptions): Promise<SqliteSchemaEditor> {
    const { SqliteSchemaEditor: Editor } = await import('./schema-editor.ts');
    return new Editor(this, options);
  }

  override queryWithColumns(
    sql: string,
    params: readonly unknown[] = [],
  ): Awaitable<{ columns: string[]; rows: Row[] }> {
    return whenReady(this.query(sql, params), (rows) => ({ columns: this.#session().columns(sql), rows }));
  }

  override begin(): Awaitable<Session> {
    if (this.#turns.tryTake()) return this.#beginNow();
    return this.#turns.take().then(() => this.#beginNow());
  }

  override commit(session: Session): void {
    (session as SqliteSession).execute('COMMIT', []);
  }

  /** An error may have ended the transaction already (a full disk does): then there is nothing left to undo. */
  override rollback(session: Session): void {
    const { handle } = session as SqliteSession;
    if (handle.inTransaction) (session as SqliteSession).execute('ROLLBACK', []);
  }

  /** Another process held the file too long, or wrote to it after this transaction had read. */
  override mayRetry(error: unknown): boolean {
    const { cause } = error as { cause?: unknown };
    return cause !== undefined && ((this.#main?.driver.resultCode(cause) ?? 0) & 0xff) === BUSY;
  }

  override release(_session: Session): void {
    this.#turns.give();
  }

  override async acquireLock(name: string, timeout: number): Promise<Release | undefined> {
    // The file of the database comes first: an error about it is its own.
    this.#session();
    const { acquireFileLock } = await import('./file-lock.ts');
    return acquireFileLock(this.settings, name, timeout);
  }

  /** In memory, unless it is kept: then beside the real one, `test_db.sqlite3`. */
  override async createTestDatabase(keep: boolean): Promise<TestDatabase> {
    const { NAME, TEST } = this.settings;
    const beside = NAME.replace(/[^\\/]*$/, (base) => `test_${base}`);
    const name = TEST?.NAME ?? (keep ? beside : ':memory:');
    return { settings: { ...this.settings, NAME: name }, destroy: async () => {} };
  }

  override close(): void {
    this.#main?.handle.close();
    this.#reader?.handle.close();
    this.#main = this.#reader = undefined;
  }

  /** Stop checking foreign keys. @returns false inside a transaction, where SQLite takes no notice of it. */
  override async disableConstraintChecking(): Promise<boolean> {
    await this.execute('PRAGMA foreign_keys = OFF');
    const rows = await this.#pragma('PRAGMA foreign_keys');
    return rows[0]?.[0] === 0;
  }

  override async enableConstraintChecking(): Promise<void> {
    await this.execute('PRAGMA foreign_keys = ON');
  }

  /** @throws IntegrityError naming the first row, of these tables or of all, that points at nothing. */
  override async checkConstraints(tables?: readonly string[]): Promise<void> {
    const checks =
      tables === undefined
        ? ['PRAGMA foreign_key_check']
        : tables.map((table) => `PRAGMA foreign_key_check(${this.ops.quoteName(table)})`);
    for (const check of checks) {
      const [violation] = await this.#pragma(check);
      if (violation !== undefined) throw new IntegrityError(await invalidKeyText(this, violation));
    }
  }

  #pragma(sql: string): Awaitable<Row[]> {
    return this.queryWrite(sql);
  }

  #session(): SqliteSession {
    this.#main ??= openSession(this.alias, this.settings, { readonly: false });
    return this.#main;
  }

  #beginNow(): Awaitable<Session> {
    const begin = (): Awaitable<Session> => {
      const session = this.#session();
      const sql = this.ops.startTransactionSql(this.settings.OPTIONS?.['transactionMode']);
      const begun = this.wrapped(sql, [], (text, params) => session.execute(text, params));
      return whenReady(begun, () => session);
    };
    return recovering(begin, (error) => {
      this.#turns.give();
      throw error;
    });
  }

  async #inTurn<T>(body: (session: SqliteSession) => T): Promise<T> {
    await this.#turns.take();
    try {
      return body(this.#session());
    } finally {
      this.#turns.give();
    }
  }
}
