import type { DatabaseSettings } from '../../../conf/settings.ts';
import type { CheckMessage } from '../../../core/checks/messages.ts';
import { interpolate } from '../../../core/errors/validation-error.ts';
import type { Awaitable } from '../../../utils/awaitable.ts';
import type { Field } from '../../models/fields/field.ts';
import { Cursor, withCursor } from './cursor.ts';
import { anyWrapper, type ExecuteWrapper, runWrapped, throughWrappers } from './execute-wrappers.ts';
import type { DatabaseFeatures } from './features.ts';
import type { DatabaseIntrospection } from './introspection.ts';
import type { DatabaseOperations } from './operations.ts';
import type { SchemaEditor, SchemaEditorOptions } from './schema-editor.ts';
import type { ExecuteResult, Row, Session } from './session.ts';
import { currentBlock } from './transaction-scope.ts';
import { noteWrite } from './written-databases.ts';

/** Gives a lock back. */
export type Release = () => Promise<void>;

export interface TestDatabase {
  readonly settings: DatabaseSettings;
  /** Remove it, unless it is kept; its connections have been closed. */
  destroy(): Promise<void>;
}

/**
 * A database of `DATABASES`: all that the framework knows of it, and the way to it. Statements go to the transaction that
 * the calling code is in, and to any free connection when it is in none.
 */
export abstract class DatabaseWrapper {
  readonly alias: string;
  readonly settings: DatabaseSettings;
  abstract readonly vendor: string;
  /** What people call it. */
  abstract readonly displayName: string;
  abstract readonly features: DatabaseFeatures;
  abstract readonly ops: DatabaseOperations;
  abstract readonly introspection: DatabaseIntrospection;
  /** SQL types by `getInternalType()`; `%(maxLength)s` and the like are filled from the field. */
  abstract readonly dataTypes: Readonly<Record<string, string>>;
  /** What follows the type, as AUTOINCREMENT does on SQLite. */
  abstract readonly dataTypesSuffix: Readonly<Record<string, string>>;
  /** CHECK constraints that belong to a type: `"age" >= 0` of a PositiveIntegerField. */
  abstract readonly dataTypeCheckConstraints: Readonly<Record<string, string>>;

  constructor(alias: string, settings: DatabaseSettings) {
    this.alias = alias;
    this.settings = settings;
  }

  /** Column type of a field, filled in from its options; undefined when it has no column. */
  columnType(internalType: string, field: object): string | undefined {
    const type = this.dataTypes[internalType];
    return type?.includes('%(') ? interpolate(type, field as Readonly<Record<string, unknown>>) : type;
  }

  /** What follows the type in a definition. */
  columnSuffix(internalType: string): string | undefined {
    return this.dataTypesSuffix[internalType];
  }

  /** Condition that goes with a type; the column arrives quoted. */
  columnCheck(internalType: string, quotedColumn: string): string | undefined {
    return this.dataTypeCheckConstraints[internalType]?.replaceAll('"%(column)s"', () => quotedColumn);
  }

  /**
   * Rows of a statement that only reads.
   * @param wide integers beyond 2^53 may come: they are given as bigints, all others as numbers
   */
  query(sql: string, params: readonly unknown[] = [], wide = false): Awaitable<Row[]> {
    if (anyWrapper())
      return throughWrappers(this, sql, params, (text, values) => this.#query(text, values, wide));
    return this.#query(sql, params, wide);
  }

  /** Rows with the names of their columns: for statements that people write. */
  abstract queryWithColumns(
    sql: string,
    params?: readonly unknown[],
  ): Awaitable<{ readonly columns: readonly string[]; readonly rows: Row[] }>;

  /** Rows of a statement that writes: `INSERT ... RETURNING`. */
  queryWrite(sql: string, params: readonly unknown[] = []): Awaitable<Row[]> {
    if (anyWrapper())
      return throughWrappers(this, sql, params, (text, values) => this.#queryWrite(text, values));
    return this.#queryWrite(sql, params);
  }

  /** A statement that has no rows to give. */
  execute(sql: string, params: readonly unknown[] = []): Awaitable<ExecuteResult> {
    if (anyWrapper())
      return throughWrappers(this, sql, params, (text, values) => this.#execute(text, values));
    return this.#execute(sql, params);
  }

  #query(sql: string, params: readonly unknown[], wide: boolean): Awaitable<Row[]> {
    const block = currentBlock(this.alias);
    return block === undefined ? this.readOutside(sql, params, wide) : block.query(sql, params, wide);
  }

  #queryWrite(sql: string, params: readonly unknown[]): Awaitable<Row[]> {
    noteWrite(this.alias);
    const block = currentBlock(this.alias);
    return block === undefined ? this.writeOutside(sql, params) : block.query(sql, params);
  }

  #execute(sql: string, params: readonly unknown[]): Awaitable<ExecuteResult> {
    noteWrite(this.alias);
    const block = currentBlock(this.alias);
    return block === undefined ? this.executeOutside(sql, params) : block.execute(sql, params);
  }

  /**
   * SQL of one's own, with Python's names: `const cursor = connection.cursor()`, or with a function, after which it is closed:
   * `await connection.cursor(async (cursor) => (await cursor.execute('SELECT 1')).fetchone())`.
   */
  cursor(): Cursor;
  cursor<T>(body: (cursor: Cursor) => Awaitable<T>): Promise<T>;
  cursor<T>(body?: (cursor: Cursor) => Awaitable<T>): Cursor | Promise<T> {
    const cursor = new Cursor(this);
    return body === undefined ? cursor : withCursor(cursor, body);
  }

  /** Have `wrapper` stand around each statement that `body` sends here: to log, to measure, to forbid. */
  executeWrapper<T>(wrapper: ExecuteWrapper, body: () => Awaitable<T>): Promise<T> {
    return runWrapped(this.alias, wrapper, body);
  }

  /** Rows in batches, without holding all of them at once where the database can do that. */
  abstract stream(
    sql: string,
    params: readonly unknown[],
    chunkSize: number,
    wide?: boolean,
  ): AsyncIterable<Row[]>;

  /** Whether the calling code is inside an `atomic()` of this database. */
  get inAtomicBlock(): boolean {
    const block = currentBlock(this.alias);
    return block !== undefined && !block.isManual;
  }

  /** Whether each statement of the calling code is committed by itself: outside of any transaction. */
  getAutocommit(): boolean {
    return currentBlock(this.alias) === undefined;
  }

  /** Send a statement in some other way than by `query()` and `execute()`, past those who stand around each. */
  protected wrapped<T>(
    sql: string,
    params: readonly unknown[],
    send: (sql: string, params: readonly unknown[]) => Awaitable<T>,
  ): Awaitable<T> {
    return anyWrapper() ? throughWrappers(this, sql, params, send) : send(sql, params);
  }

  /** What there is to warn of in the column of a field, for `check --database`. */
  checkColumn(_field: Field): readonly CheckMessage[] {
    return [];
  }

  /** What there is to warn of in the connection itself, which may be asked. */
  check(): Awaitable<readonly CheckMessage[]> {
    return [];
  }

  /** What changes tables; loaded when it is first asked for, since a running site needs none. */
  abstract schemaEditor(options?: SchemaEditorOptions): Promise<SchemaEditor>;

  /** Take a connection for a transaction, waiting for one if need be, and begin. */
  abstract begin(): Awaitable<Session>;
  abstract commit(session: Session): Awaitable<void>;
  abstract rollback(session: Session): Awaitable<void>;
  /** Whether a transaction that ended with this error may succeed when it is run again: a deadlock, a serialization failure. */
  mayRetry(_error: unknown): boolean {
    return false;
  }

  /** Give the connection back; called once after `commit()` or `rollback()`, whatever came of them. */
  abstract release(session: Session): void;

  protected abstract readOutside(sql: string, params: readonly unknown[], wide: boolean): Awaitable<Row[]>;
  protected abstract writeOutside(sql: string, params: readonly unknown[]): Awaitable<Row[]>;
  protected abstract executeOutside(sql: string, params: readonly unknown[]): Awaitable<ExecuteResult>;

  /**
   * Keep every other process that asks for the same name waiting, until the lock is given back or this process ends, however it ends.
   * It belongs to this database, and holds no connection of the pool.
   * @param timeout seconds to wait while another process has it
   * @returns undefined when another process still has it then
   */
  abstract acquireLock(name: string, timeout: number): Promise<Release | undefined>;

  /** Stop checking foreign keys as rows are written. @returns false where that cannot be done, or needs not be */
  async disableConstraintChecking(): Promise<boolean> {
    return false;
  }

  async enableConstraintChecking(): Promise<void> {}

  /** @throws IntegrityError naming the first row, of these tables or of all, that points at nothing */
  async checkConstraints(_tables?: readonly string[]): Promise<void> {}

  /**
   * Make an empty database for tests beside this one.
   * @param keep go on with the one of the last run, and leave it for the next
   */
  abstract createTestDatabase(keep: boolean): Promise<TestDatabase>;

  /** Close every connection; the next statement opens a new one. */
  abstract close(): Awaitable<void>;
}
