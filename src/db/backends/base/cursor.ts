import type { Awaitable } from '../../../utils/awaitable.ts';
import { InterfaceError, ProgrammingError } from '../../errors.ts';
import type { DatabaseWrapper } from './database-wrapper.ts';
import type { Row } from './session.ts';

/** Values for `%s`, or by name for `%(name)s`. */
export type CursorParams = readonly unknown[] | Readonly<Record<string, unknown>>;

const COMMENTS = /^(?:\s|\(|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/;
const GIVES_ROWS = /^(?:select|values|table|with|explain|pragma|show|desc|describe|call)\b/i;
const WRITES = /\b(?:insert|update|delete|merge|replace)\b/i;
const RETURNS = /\breturning\b/i;

/**
 * SQL of one's own, as Python's databases take it: `const cursor = connection.cursor(); await cursor.execute(sql, [1])`, then
 * `cursor.fetchall()`. Rows are lists of values as the database gives them.
 */
export class Cursor {
  readonly connection: DatabaseWrapper;
  /** How many rows `fetchmany()` gives unless it is told. */
  arraysize = 1;
  /** The columns of the rows, name first; null when the statement gave none. */
  description: readonly (readonly [name: string])[] | null = null;
  /** Rows that were read or written; -1 before a statement. */
  rowcount = -1;
  /** Key of the row inserted last, where the database tells it. */
  lastrowid: number | bigint | null = null;
  #rows: Row[] = [];
  #next = 0;
  #closed = false;

  constructor(connection: DatabaseWrapper) {
    this.connection = connection;
  }

  /** Run a statement. `%s` stands for each of the values, `%%` for a percent sign; without values the text is sent as it is. */
  async execute(sql: string, params?: CursorParams | null): Promise<this> {
    this.#checkOpen();
    const text = params === undefined || params === null ? { sql, values: [] } : this.#bind(sql, params);
    if (givesRows(sql)) {
      const { columns, rows } = await this.connection.queryWithColumns(text.sql, text.values);
      this.#take(rows, columns);
      return this;
    }
    const { rowCount, lastId } = await this.connection.execute(text.sql, text.values);
    this.#take([], undefined);
    this.rowcount = rowCount;
    this.lastrowid = lastId;
    return this;
  }

  /** Run a statement once for each list of values. */
  async executemany(sql: string, paramsList: Iterable<CursorParams>): Promise<this> {
    let count = 0;
    for (const params of paramsList) {
      await this.execute(sql, params);
      count += this.rowcount;
    }
    this.rowcount = count;
    return this;
  }

  fetchone(): Row | null {
    this.#checkOpen();
    return this.#next < this.#rows.length ? this.#rows[this.#next++]! : null;
  }

  fetchmany(size: number = this.arraysize): Row[] {
    this.#checkOpen();
    const rows = this.#rows.slice(this.#next, this.#next + size);
    this.#next += rows.length;
    return rows;
  }

  fetchall(): Row[] {
    return this.fetchmany(this.#rows.length);
  }

  /** The rows that were not fetched yet. */
  *[Symbol.iterator](): Iterator<Row> {
    for (let row = this.fetchone(); row !== null; row = this.fetchone()) yield row;
  }

  close(): void {
    this.#closed = true;
    this.#rows = [];
  }

  #take(rows: Row[], columns: readonly string[] | undefined): void {
    this.#rows = rows;
    this.#next = 0;
    this.rowcount = rows.length;
    this.description = columns === undefined ? null : columns.map((name) => [name] as const);
  }

  #bind(sql: string, params: CursorParams): { sql: string; values: unknown[] } {
    const { ops, features } = this.connection;
    const values: unknown[] = [];
    const text = sql.replace(/%%|%s|%\((\w+)\)s/g, (mark, name: string | undefined) => {
      if (mark === '%%') return '%';
      const value = name === undefined ? valueAt(params, values.length) : namedValue(params, name);
      const plain = typeof value === 'boolean' && !features.hasNativeBooleanField ? Number(value) : value;
      const sent = ops.rawParameter(plain);
      return ops.placeholder(values.push(sent), sent);
    });
    if (Array.isArray(params) && values.length < params.length)
      throw new ProgrammingError(
        `The statement has ${values.length} placeholders, and ${params.length} values are given.`,
        "Write %s for each value, without quotes around it, and '%%' for a percent sign.",
      );
    return { sql: text, values };
  }

  #checkOpen(): void {
    if (this.#closed)
      throw new InterfaceError('The cursor is closed.', 'Ask connection.cursor() for another.');
  }
}

/** Give `body` a cursor that is closed after it. */
export async function withCursor<T>(cursor: Cursor, body: (cursor: Cursor) => Awaitable<T>): Promise<T> {
  try {
    return await body(cursor);
  } finally {
    cursor.close();
  }
}

function givesRows(sql: string): boolean {
  const text = sql.replace(COMMENTS, '');
  if (RETURNS.test(text)) return true;
  return GIVES_ROWS.test(text) && !(/^with\b/i.test(text) && WRITES.test(text));
}

function valueAt(params: CursorParams, index: number): unknown {
  if (Array.isArray(params) && index < params.length) return params[index];
  throw new ProgrammingError(
    'The statement has more placeholders than values.',
    "Give a list with a value for each %s; a percent sign is written '%%'.",
  );
}

function namedValue(params: CursorParams, name: string): unknown {
  if (Object.hasOwn(params, name)) return (params as Readonly<Record<string, unknown>>)[name];
  throw new ProgrammingError(
    `No value is given for %(${name})s.`,
    'Give an object with a value for each name.',
  );
}
