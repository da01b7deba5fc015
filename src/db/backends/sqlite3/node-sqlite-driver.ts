import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
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
import { StatementCache } from './statement-cache.ts';
import { narrowEach, narrowRows } from './wide-integers.ts';

type Values = SQLInputValue[];
type FunctionBody = (...values: SQLOutputValue[]) => SQLInputValue;
type AggregateBody = Parameters<DatabaseSync['aggregate']>[1];

/** The driver over Node's own SQLite: nothing to install, nothing to compile. */
export function nodeSqliteDriver(Database: typeof DatabaseSync): SqliteDriver {
  return {
    name: 'node:sqlite',
    open: (file, options) => new NodeSqliteHandle(open(Database, file, options)),
    resultCode: (error) => (error as { errcode?: number }).errcode,
  };
}

function open(Database: typeof DatabaseSync, file: string, options: OpenOptions): DatabaseSync {
  const database = new Database(file, { readOnly: options.readonly });
  database.exec(`PRAGMA busy_timeout = ${Math.trunc(options.timeout)}`);
  return database;
}

class NodeSqliteHandle implements SqliteHandle {
  readonly #database: DatabaseSync;
  readonly #statements: StatementCache<StatementSync>;
  readonly #wide: StatementCache<StatementSync>;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#statements = new StatementCache((sql) => this.#prepare(sql, false));
    this.#wide = new StatementCache((sql) => this.#prepare(sql, true));
  }

  #prepare(sql: string, wide: boolean): StatementSync {
    const statement = this.#database.prepare(sql);
    statement.setReadBigInts(wide);
    statement.setReturnArrays(true);
    return statement;
  }

  all(sql: string, params: readonly unknown[], wide = false): Row[] {
    return wide ? narrowRows(this.#all(this.#wide, sql, params)) : this.#all(this.#statements, sql, params);
  }

  #all(statements: StatementCache<StatementSync>, sql: string, params: readonly unknown[]): Row[] {
    const statement = statements.get(sql);
    try {
      return statement.all(...checked(params)) as unknown as Row[];
    } catch (error) {
      if (!isRefusedType(error)) throw error;
      return statement.all(...(adaptParams(params) as Values)) as unknown as Row[];
    }
  }

  run(sql: string, params: readonly unknown[]): ExecuteResult {
    const statement = this.#statements.get(sql);
    try {
      return outcome(statement.run(...checked(params)));
    } catch (error) {
      if (!isRefusedType(error)) throw error;
      return outcome(statement.run(...(adaptParams(params) as Values)));
    }
  }

  iterate(sql: string, params: readonly unknown[], wide: boolean): Iterable<Row> {
    const statement = this.#prepare(sql, wide);
    const rows = statement.iterate(...checked(params)) as Iterable<unknown> as Iterable<Row>;
    return wide ? narrowEach(rows) : rows;
  }

  columns(sql: string): string[] {
    return this.#statements
      .get(sql)
      .columns()
      .map((column) => column.name);
  }

  exec(sql: string): void {
    this.#database.exec(sql);
  }

  get inTransaction(): boolean {
    return this.#database.isTransaction;
  }

  registerFunction(name: string, body: SqlFunction, { deterministic, wide = false }: FunctionOptions): void {
    const options = { deterministic, varargs: true, useBigIntArguments: wide };
    this.#database.function(name, options, body as FunctionBody);
  }

  registerAggregate(name: string, aggregate: SqlAggregate): void {
    this.#database.aggregate(name, { ...aggregate, varargs: true } as AggregateBody);
  }

  close(): void {
    this.#statements.clear();
    this.#wide.clear();
    this.#database.close();
  }
}

/** An object in first place would be taken for named parameters, so it is adapted or refused here. */
function checked(params: readonly unknown[]): Values {
  const first = params[0];
  const plain = typeof first !== 'object' || first === null || first instanceof Uint8Array;
  return (plain ? params : adaptParams(params)) as Values;
}

function isRefusedType(error: unknown): boolean {
  return (error as { code?: string }).code === 'ERR_INVALID_ARG_TYPE';
}

function outcome(result: ReturnType<StatementSync['run']>): ExecuteResult {
  return { rowCount: Number(result.changes), lastId: result.lastInsertRowid };
}
