import type { DatabaseSettings } from '../../../conf/settings.ts';
import { DatabaseWrapper, type TestDatabase } from '../base/database-wrapper.ts';
import type { SchemaEditorOptions } from '../base/schema-editor.ts';
import type { ExecuteResult, Row, Session } from '../base/session.ts';
import { currentBlock } from '../base/transaction-scope.ts';
import { callerPlace } from './caller.ts';
import { createTestDatabase } from './create-test-database.ts';
import { dataTypes } from './data-types.ts';
import { isDeadlock } from './errors.ts';
import { type MysqlFeatures, mysqlFeatures } from './features.ts';
import { MysqlIntrospection } from './introspection.ts';
import { openSession } from './open.ts';
import { MysqlOperations } from './operations.ts';
import { type MysqlOptions, readOptions } from './options.ts';
import { Pool } from './pool.ts';
import type { MysqlSchemaEditor } from './schema-editor.ts';
import { askServerVersion, parseServerVersion } from './server-version.ts';
import type { MysqlSession } from './session.ts';

/** MySQL 8 and MariaDB 10.5 or newer. A transaction holds a connection of the pool, any other statement takes one for itself. */
export class MysqlDatabase extends DatabaseWrapper {
  override readonly vendor = 'mysql';
  override readonly introspection: MysqlIntrospection = new MysqlIntrospection(this);
  override readonly dataTypesSuffix = {};
  readonly #options: MysqlOptions;
  readonly #pool: Pool;
  #features: MysqlFeatures | undefined;
  #ops: MysqlOperations | undefined;

  constructor(alias: string, settings: DatabaseSettings) {
    super(alias, settings);
    this.#options = readOptions(alias, settings);
    this.#pool = new Pool({
      alias,
      size: this.#options.poolSize,
      timeout: this.#options.acquireTimeout,
      idle: this.#options.idleTimeout,
      open: () => openSession(alias, settings, this.#options),
    });
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

  override async queryWithColumns(
    sql: string,
    params: readonly unknown[] = [],
  ): Promise<{ columns: readonly string[]; rows: Row[] }> {
    const block = currentBlock(this.alias);
    if (block !== undefined) return (block.session as MysqlSession).send(sql, params);
    return this.#withSession(sql, (session) => session.send(sql, params));
  }

  /** Rows as the server sends them, over a connection of their own; inside a transaction they are read at once. */
  override async *stream(sql: string, params: readonly unknown[], chunkSize: number): AsyncIterable<Row[]> {
    if (currentBlock(this.alias) !== undefined) {
      const rows = await this.query(sql, params);
      for (let i = 0; i < rows.length; i += chunkSize) yield rows.slice(i, i + chunkSize);
      return;
    }
    const session = await this.#pool.acquire(`iterator() of ${shortened(sql)}`);
    let finished = false;
    try {
      let chunk: Row[] = [];
      for await (const row of session.iterate(sql, params)) {
        chunk.push(row);
        if (chunk.length < chunkSize) continue;
        yield chunk;
        chunk = [];
      }
      finished = true;
      if (chunk.length > 0) yield chunk;
    } finally {
      // Rows that nobody wants are still on their way: the connection goes with them.
      if (!finished) session.broken = true;
      this.#pool.release(session);
    }
  }

  override async schemaEditor(options?: SchemaEditorOptions): Promise<MysqlSchemaEditor> {
    const { MysqlSchemaEditor: Editor } = await import('./schema-editor.ts');
    return new Editor(this, options);
  }

  override async begin(): Promise<Session> {
    const session = await this.#pool.acquire(`atomic() at ${callerPlace()}`);
    try {
      await session.execute('START TRANSACTION', []);
      return session;
    } catch (error) {
      this.#pool.release(session);
      throw error;
    }
  }

  override async commit(session: Session): Promise<void> {
    await (session as MysqlSession).execute('COMMIT', []);
  }

  /** A connection that is lost has taken its transaction with it. */
  override async rollback(session: Session): Promise<void> {
    if (!(session as MysqlSession).broken) await (session as MysqlSession).execute('ROLLBACK', []);
  }

  override release(session: Session): void {
    this.#pool.release(session as MysqlSession);
  }

  override mayRetry(error: unknown): boolean {
    return isDeadlock(error);
  }

  override createTestDatabase(keep: boolean): Promise<TestDatabase> {
    return createTestDatabase(this.alias, this.settings, this.#options, keep);
  }

  override close(): Promise<void> {
    return this.#pool.close();
  }

  async #withSession<T>(sql: string, body: (session: MysqlSession) => Promise<T>): Promise<T> {
    const session = await this.#pool.acquire(shortened(sql));
    try {
      return await body(session);
    } finally {
      this.#pool.release(session);
    }
  }
}

const POSITIVE = '"%(column)s" >= 0';

function shortened(sql: string): string {
  return sql.length > 80 ? `${sql.slice(0, 77)}...` : sql;
}
