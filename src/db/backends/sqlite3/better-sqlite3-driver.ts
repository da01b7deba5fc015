import type BetterSqlite3 from 'better-sqlite3';
import type { ExecuteResult, Row } from '../base/session.ts';
import { adaptParams } from './adapt.ts';
import type {
  FunctionOptions,
  OpenOptions,
  SqlAggregate,
  SqlFunction,
  SqliteDriver,
  SqliteHandle,
} from './driver.ts';
import { resultCodeOf } from './result-codes.ts';
import { StatementCache } from './statement-cache.ts';
import { narrowEach, narrowRows } from './wide-integers.ts';

type Statement = BetterSqlite3.Statement<unknown[], Row>;

/**
 * The driver over the package better-sqlite3, whose binary belongs to one Node version.
 * @param binary the one that the package finds by itself if there is none
 */
export function betterSqlite3Driver(Database: typeof BetterSqlite3, binary?: object): SqliteDriver {
  return {
    name: 'better-sqlite3',
    open: (file, options) => new BetterSqlite3Handle(new Database(file, driverOptions(options, binary))),
    resultCode: (error) => resultCodeOf(String((error as { code?: unknown }).code)),
  };
}

function driverOptions(
  { readonly, timeout }: OpenOptions,
  binary: object | undefined,
): BetterSqlite3.Options {
  const options = { readonly, timeout };
  return binary === undefined ? options : ({ ...options, nativeBinding: binary } as object);
}

class BetterSqlite3Handle implements SqliteHandle {
  readonly #database: BetterSqlite3.Database;
  readonly #statements: StatementCache<Statement>;
  readonly #wide: StatementCache<Statement>;

  constructor(database: BetterSqlite3.Database) {
    this.#database = database;
    this.#statements = new StatementCache((sql) => this.#prepare(sql));
    this.#wide = new StatementCache((sql) => this.#prepare(sql).safeIntegers());
  }

  #prepare(sql: string): Statement {
    const statement = this.#database.prepare<unknown[], Row>(sql);
    return statement.reader ? statement.raw() : statement;
  }

  all(sql: string, params: readonly unknown[], wide = false): Row[] {
    return wide ? narrowRows(this.#all(this.#wide, sql, params)) : this.#all(this.#statements, sql, params);
  }

  #all(statements: StatementCache<Statement>, sql: string, params: readonly unknown[]): Row[] {
    const statement = statements.get(sql);
    if (!statement.reader) {
      this.run(sql, params);
      return [];
    }
    try {
      return statement.all(params);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return statement.all(adaptParams(params));
    }
  }

  run(sql: string, params: readonly unknown[]): ExecuteResult {
    const statement = this.#statements.get(sql);
    if (statement.reader) return { rowCount: this.all(sql, params).length, lastId: 0 };
    let result: BetterSqlite3.RunResult;
    try {
      result = statement.run(params);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      result = statement.run(adaptParams(params));
    }
    return { rowCount: result.changes, lastId: result.lastInsertRowid };
  }

  iterate(sql: string, params: readonly unknown[], wide: boolean): Iterable<Row> {
    const rows = this.#prepare(sql).safeIntegers(wide).iterate(params);
    return wide ? narrowEach(rows) : rows;
  }

  columns(sql: string): string[] {
    const statement = this.#statements.get(sql);
    return statement.reader ? statement.columns().map((column) => column.name) : [];
  }

  exec(sql: string): void {
    this.#database.exec(sql);
  }

  get inTransaction(): boolean {
    return this.#database.inTransaction;
  }

  registerFunction(name: string, body: SqlFunction, { deterministic, wide = false }: FunctionOptions): void {
    this.#database.function(name, { deterministic, varargs: true, safeIntegers: wide }, body);
  }

  registerAggregate(name: string, aggregate: SqlAggregate): void {
    this.#database.aggregate(name, { ...aggregate, varargs: true });
  }

  close(): void {
    this.#statements.clear();
    this.#wide.clear();
    this.#database.close();
  }
}
