import type { DatabaseSettings } from '../../../conf/settings.ts';
import type { CheckMessage } from '../../../core/checks/messages.ts';
import type { Awaitable } from '../../../utils/awaitable.ts';
import { OperationalError } from '../../errors.ts';
import type { Field } from '../../models/fields/field.ts';
import { statementHolder, transactionHolder } from '../base/caller.ts';
import { DatabaseWrapper, type Release, type TestDatabase } from '../base/database-wrapper.ts';
import { Pool } from '../base/pool.ts';
import { hasOneConnection, poolOptions } from '../base/pool-options.ts';
import type { SchemaEditorOptions } from '../base/schema-editor.ts';
import type { ExecuteResult, Row, Session } from '../base/session.ts';
import { currentBlock } from '../base/transaction-scope.ts';
import { checkConstraints } from './check-constraints.ts';
import { checkMysqlColumn, checkSqlMode } from './checks.ts';
import { createTestDatabase } from './create-test-database.ts';
import { dataTypes } from './data-types.ts';
import { isDeadlock } from './errors.ts';
import { type MysqlFeatures, mysqlFeatures } from './features.ts';
import { MysqlIntrospection } from './introspection.ts';
import { openSession } from './open.ts';
import { MysqlOperations } from './operations.ts';
import { type MysqlOptions, readOptions } from './options.ts';
import type { MysqlSchemaEditor } from './schema-editor.ts';
import { askServerVersion, parseServerVersion } from './server-version.ts';
import type { MysqlSession } from './session.ts';

/** MySQL 8 and MariaDB 10.5 or newer. A transaction holds a connection of the pool, any other statement takes one for itself. */
export class MysqlDatabase extends DatabaseWrapper {
  override readonly vendor = 'mysql';
  override readonly introspection: MysqlIntrospection = new MysqlIntrospection(this);
  override readonly dataTypesSuffix = {};
  readonly #options: MysqlOptions;
  #pool: Pool<MysqlSession> | undefined;
  #features: MysqlFeatures | undefined;
  #ops: MysqlOperations | undefined;

  constructor(alias: string, settings: DatabaseSettings) {
    super(alias, settings);
    this.#options = readOptions(alias, settings);
  }

  override get displayName(): string {
    return this.features.isMariaDb ? 'MariaDB' : 'MySQL';
  }

  /** Asks the server for its version when it is first needed. */
  override get features(): MysqlFeatures {
    if (this.#features === undefined) {
      const { serverVersion, address, connectTimeout } = this.#options;
      const version =
        serverVersion === undefined
          ? askServerVersion(this.alias, address, connectTimeout)
          : parseServerVersion(serverVersion);
      this.#features = mysqlFeatures(version);
    }
    return this.#features;
  }

  override checkColumn(field: Field): readonly CheckMessage[] {
    return checkMysqlColumn(field, this);
  }

  override check(): Promise<readonly CheckMessage[]> {
    return checkSqlMode(this);
  }

  override get ops(): MysqlOperations {
    this.#ops ??= new MysqlOperations(this.features);
    return this.#ops;
  }

  override get dataTypes(): Readonly<Record<string, string>> {
    return this.features.hasNativeUuidField ? { ...dataTypes, UUIDField: 'uuid' } : dataTypes;
  }

  /** MariaDB's json is text with a check that it adds by itself. */
  override get dataTypeCheckConstraints(): Readonly<Record<string, string>> {
    const positive = {
      PositiveBigIntegerField: POSITIVE,
      PositiveIntegerField: POSITIVE,
      PositiveSmallIntegerField: POSITIVE,
    };
    if (!this.features.isMariaDb) return positive;
    return { JSONField: 'JSON_VALID("%(column)s")', ...positive };
  }

  protected override readOutside(sql: string, params: readonly unknown[]): Promise<Row[]> {
    return this.#withSession(sql, (session) => session.query(sql, params));
  }

  protected override writeOutside(sql: string, params: readonly unknown[]): Promise<Row[]> {
    return this.#withSession(sql, (session) => session.query(sql, params));
  }

  protected override executeOutside(sql: string, params: readonly unknown[]): Promise<ExecuteResult> {
    return this.#withSession(sql, (session) => session.execute(sql, params));
  }

  override queryWithColumns(
    sql: string,
    params: readonly unknown[] = [],
  ): Awaitable<{ columns: readonly string[]; rows: Row[] }> {
    return this.wrapped(sql, params, (text, values) => this.#queryWithColumns(text, values));
  }

  async #queryWithColumns(
    sql: string,
    params: readonly unknown[],
  ): Promise<{ columns: readonly string[]; rows: Row[] }> {
    const block = currentBlock(this.alias);
    if (block !== undefined) return block.run((session) => (session as MysqlSession).send(sql, params));
    return this.#withSession(sql, (session) => session.send(sql, params));
  }

  /** Rows as the server sends them, over a connection of their own; inside a transaction, and where the pool has no other, they are read at once. */
  override async *stream(sql: string, params: readonly unknown[], chunkSize: number): AsyncIterable<Row[]> {
    if (currentBlock(this.alias) !== undefined || hasOneConnection(this.settings)) {
      const rows = await this.query(sql, params);
      for (let i = 0; i < rows.length; i += chunkSize) yield rows.slice(i, i + chunkSize);
      return;
    }
    const pool = this.#connections;
    const session = await pool.acquire(statementHolder(sql));
    let finished = false;
    try {
      let chunk: Row[] = [];
      const sent = this.wrapped(sql, params, (text, values) => session.iterate(text, values));
      for await (const row of await sent) {
        chunk.push(row);
        if (chunk.length < chunkSize) continue;
        yield chunk;
        chunk = [];
      }
      finished = true;
      if (chunk.length > 0) yield chunk;
    } finally {
      // Rows that nobody wants are still on their way: the connection goes with them.
      if (!finished) session.lost = true;
      pool.release(session);
    }
  }

  override async schemaEditor(options?: SchemaEditorOptions): Promise<MysqlSchemaEditor> {
    const { MysqlSchemaEditor: Editor } = await import('./schema-editor.ts');
    return new Editor(this, options);
  }

  /** A connection that turns out to be dead before anything was done through it is replaced once. */
  override async begin(): Promise<Session> {
    const holder = transactionHolder();
    for (let attempt = 1; ; attempt++) {
      const session = await this.#connections.acquire(holder);
      try {
        await session.execute('START TRANSACTION', []);
        session.mark(true);
        return session;
      } catch (error) {
        const { lost } = session;
        this.#connections.release(session);
        if (!lost || attempt > 1) throw error;
      }
    }
  }

  override async commit(session: Session): Promise<void> {
    await (session as MysqlSession).execute('COMMIT', []);
    (session as MysqlSession).mark(false);
  }

  /** A connection that is lost has taken its transaction with it. */
  override async rollback(session: Session): Promise<void> {
    const held = session as MysqlSession;
    if (held.lost) return;
    held.mark(false);
    try {
      await held.execute('ROLLBACK', []);
    } catch (error) {
      if (!held.lost || !(error instanceof OperationalError)) throw error;
    }
  }

  override release(session: Session): void {
    this.#connections.release(session as MysqlSession);
  }

  override mayRetry(error: unknown): boolean {
    return isDeadlock(error);
  }

  /** Only inside a transaction: elsewhere each statement may take another connection. */
  override async disableConstraintChecking(): Promise<boolean> {
    const block = currentBlock(this.alias);
    if (block === undefined) return false;
    await block.session.execute('SET foreign_key_checks = 0', []);
    return true;
  }

  /** Past the block, which may have failed: the connection is used again after it. */
  override async enableConstraintChecking(): Promise<void> {
    await currentBlock(this.alias)?.session.execute('SET foreign_key_checks = 1', []);
  }

  /** @throws IntegrityError naming the first row, of these tables or of all, that points at nothing */
  override checkConstraints(tables?: readonly string[]): Promise<void> {
    return checkConstraints(this, tables);
  }

  override async acquireLock(name: string, timeout: number): Promise<Release | undefined> {
    const { acquireNamedLock } = await import('./named-lock.ts');
    return acquireNamedLock(this.alias, this.settings, this.#options, name, timeout);
  }

  override createTestDatabase(keep: boolean): Promise<TestDatabase> {
    return createTestDatabase(this.alias, this.settings, this.#options, keep);
  }

  override async close(): Promise<void> {
    const pool = this.#pool;
    this.#pool = undefined;
    await pool?.close();
  }

  get #connections(): Pool<MysqlSession> {
    const { alias, settings } = this;
    this.#pool ??= new Pool(() => openSession(alias, settings, this.#options), poolOptions(alias, settings));
    return this.#pool;
  }

  #withSession<T>(sql: string, body: (session: MysqlSession) => Promise<T>): Promise<T> {
    return this.#connections.use(statementHolder(sql), body);
  }
}

const POSITIVE = '"%(column)s" >= 0';
