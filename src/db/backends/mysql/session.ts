import type { Connection, FieldPacket, ResultSetHeader } from 'mysql2';
import { OperationalError, TransactionManagementError } from '../../errors.ts';
import type { PooledSession } from '../base/pool.ts';
import type { ExecuteResult, Row, Session } from '../base/session.ts';
import { isLogging, logQuery } from '../query-log.ts';
import { isLost, lostError, translateError, undoesTransaction } from './errors.ts';
import { adaptParams, type ParameterTypes, ZoneParameter } from './parameters.ts';

const BIGINT = 8;

interface Answer {
  readonly rows: Row[];
  readonly columns: readonly string[];
  readonly header: ResultSetHeader | undefined;
}

/** A socket: what the driver's types leave out. */
interface Referable {
  ref(): void;
  unref(): void;
}

/** One connection of the driver. Statements with parameters are prepared by the server and kept for the next time. */
export class MysqlSession implements Session, PooledSession {
  readonly connection: Connection;
  readonly #types: ParameterTypes;
  readonly #alias: string;
  #knowsZones: boolean | undefined;
  readonly openedAt: number = Date.now();
  usedAt: number = Date.now();
  /** Whether a transaction is open, for all that we know. */
  #inTransaction = false;
  /** The server has undone the open transaction: what came next would be outside of it, and committed at once. */
  #undone = false;
  /** Nothing can be sent any more: the pool throws the connection away. */
  lost = false;

  constructor(connection: Connection, types: ParameterTypes, alias: string) {
    this.connection = connection;
    this.#types = types;
    this.#alias = alias;
    connection.on('error', () => {
      this.lost = true;
    });
    connection.on('end', () => {
      this.lost = true;
    });
  }

  async query(sql: string, params: readonly unknown[]): Promise<Row[]> {
    return (await this.send(sql, params)).rows;
  }

  async execute(sql: string, params: readonly unknown[]): Promise<ExecuteResult> {
    const { header, rows } = await this.send(sql, params);
    if (header === undefined) return { rowCount: rows.length, lastId: 0 };
    return { rowCount: header.affectedRows, lastId: header.insertId };
  }

  async send(sql: string, params: readonly unknown[]): Promise<Answer> {
    const started = performance.now();
    let failure: unknown;
    try {
      if (this.#undone) this.#refuse();
      if (params.some((param) => param instanceof ZoneParameter)) await this.#checkZones();
      return await this.#send(sql, params);
    } catch (error) {
      failure = this.translate(error);
      throw failure;
    } finally {
      this.usedAt = Date.now();
      if (isLogging()) {
        logQuery({ alias: this.#alias, sql, params, duration: performance.now() - started, error: failure });
      }
    }
  }

  /** The transaction of the session begins, or has ended. */
  mark(inTransaction: boolean): void {
    this.#inTransaction = inTransaction;
    this.#undone = false;
  }

  #refuse(): never {
    throw new TransactionManagementError(
      'The server has undone the transaction for a deadlock: nothing can be done in its block any more.',
      'Let the error of the deadlock leave the block: atomic(body, { retries: 3 }) runs it again.',
    );
  }

  /** Without its time zone tables a server answers NULL for every moment in a named zone. */
  async #checkZones(): Promise<void> {
    if (this.#knowsZones === undefined) {
      const { rows } = await this.#send("SELECT CONVERT_TZ('2000-01-01', '+00:00', 'Europe/Paris')", []);
      this.#knowsZones = rows[0]![0] !== null;
    }
    if (this.#knowsZones) return;
    throw new OperationalError(
      'The server has no time zone definitions, so it cannot convert moments to the current time zone.',
      'Load them once: `mysql_tzinfo_to_sql /usr/share/zoneinfo | mysql -u root mysql`.',
    );
  }

  #send(sql: string, params: readonly unknown[]): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const done = (error: unknown, result: unknown, fields: FieldPacket[] | undefined): void => {
        if (error) reject(error);
        else resolve(answer(result, fields));
      };
      if (params.length === 0) this.connection.query({ sql, rowsAsArray: true }, done);
      else {
        const values = adaptParams(params, this.#types) as never[];
        this.connection.execute({ sql, rowsAsArray: true, values }, done);
      }
    });
  }

  /** Rows one by one as the server sends them; nothing else can be sent meanwhile. */
  async *iterate(sql: string, params: readonly unknown[]): AsyncIterable<Row> {
    const values = adaptParams(params, this.#types) as never[];
    const command =
      values.length === 0
        ? this.connection.query({ sql, rowsAsArray: true })
        : this.connection.execute({ sql, rowsAsArray: true, values });
    let wide: number[] = [];
    command.on('fields', (fields: FieldPacket[]) => {
      wide = wideColumns(fields);
    });
    if (isLogging()) logQuery({ alias: this.#alias, sql, params, duration: 0, error: undefined });
    const stream = command.stream();
    // The driver tells the connection that it was lost, not the statement, which would be waited for in vain.
    const lose = (error: Error | undefined): void => {
      stream.destroy(error ?? new Error('The server closed the connection.'));
    };
    this.connection.once('error', lose);
    this.connection.once('end', lose);
    try {
      for await (const row of stream as AsyncIterable<Row>) yield widen(row, wide);
    } catch (error) {
      throw this.lost ? lostError(error as Error, this.#alias) : this.translate(error);
    } finally {
      this.connection.off('error', lose);
      this.connection.off('end', lose);
    }
  }

  translate(error: unknown): unknown {
    if (isLost(error)) this.lost = true;
    if (this.#inTransaction && undoesTransaction(error)) this.#undone = true;
    return translateError(error, this.#alias);
  }

  hold(held: boolean): void {
    const { stream } = this.connection as unknown as { readonly stream: Partial<Referable> };
    if (held) stream.ref?.();
    else stream.unref?.();
  }

  ping(): Promise<unknown> {
    return this.#send('SELECT 1', []);
  }

  async end(): Promise<void> {
    if (this.lost) {
      this.connection.destroy();
      return;
    }
    this.lost = true;
    // The process has to live until the server has heard of it.
    this.hold(true);
    await new Promise<void>((resolve) => this.connection.end(() => resolve()));
  }
}

function answer(result: unknown, fields: FieldPacket[] | undefined): Answer {
  if (!Array.isArray(result)) return { rows: [], columns: [], header: result as ResultSetHeader };
  const rows = result as Row[];
  const columns = fields ?? [];
  const wide = wideColumns(columns);
  if (wide.length > 0) for (const row of rows) widen(row, wide);
  return { rows, columns: columns.map(({ name }) => name), header: undefined };
}

function wideColumns(fields: readonly FieldPacket[]): number[] {
  return fields.flatMap(({ columnType }, index) => (columnType === BIGINT ? [index] : []));
}

/** The driver gives whole numbers beyond 2^53 as text. */
function widen(row: Row, wide: readonly number[]): Row {
  for (const index of wide) {
    const value = row[index];
    if (typeof value === 'string') row[index] = BigInt(value);
  }
  return row;
}
