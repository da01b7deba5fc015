import fs from 'node:fs';
import path from 'node:path';
import type { DatabaseWrapper } from '../../../src/db/backends/base/database-wrapper.ts';
import { connections } from '../../../src/db/connections.ts';
import type { Field } from '../../../src/db/models/fields/field.ts';
import { JSONField } from '../../../src/db/models/fields/json-field.ts';
import type { Convert } from '../../../src/db/models/query-set/converters.ts';
import { Decimal } from '../../../src/utils/decimal.ts';
import { microsecondsOf } from '../../../src/utils/precise-date.ts';
import { temporalKind } from '../../../src/utils/temporal.ts';
import { automaticColumn, type Columns, reader } from './columns.ts';
import type { Sequence } from './database.ts';
import { isObject, type Json } from './vector.ts';

type Tables = ReadonlyMap<string, Columns>;

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

export interface Data {
  readonly tables: Readonly<Record<string, Table>>;
  readonly sequences?: Readonly<Record<string, number>>;
}

export function readData(folder: string, app: string, hash: string): Data {
  return JSON.parse(fs.readFileSync(path.join(folder, 'orm/data', app, `${hash}.json`), 'utf8')) as Data;
}

/** Put the rows into empty tables. */
export async function loadData(data: Data, tables: Tables): Promise<void> {
  const database = connections.get();
  const quote = (name: string): string => database.ops.quoteName(name);
  for (const [table, { columns, rows }] of Object.entries(data.tables)) {
    const fields = columns.map((column) => tables.get(table)?.get(column));
    const readers = fields.map((field) => reader(field));
    const names = columns.map(quote).join(', ');
    const places = columns.map((_, place) => database.ops.placeholder(place + 1)).join(', ');
    const sql = `INSERT INTO ${quote(table)} (${names}) VALUES (${places})`;
    for (const row of rows) {
      const values = row.map((value, place) => {
        const given = driverValue(value);
        return storedValue(fields[place], given, readers[place]!(given), database);
      });
      await database.execute(sql, values);
    }
  }
}

/** A value as the database stores it. JSON goes on as it is, or its null would be that of SQL. */
function storedValue(
  field: Field | undefined,
  given: unknown,
  read: unknown,
  database: DatabaseWrapper,
): unknown {
  if (field === undefined || given === null) return read;
  if (field instanceof JSONField) return database.ops.adaptJsonFieldValue(given, String);
  return field.getDbPrepSave(read, database);
}

/** What the automatic columns have given out: by default, the highest key that is there. */
export function sequencesOf({ tables: filled, sequences = {} }: Data, tables: Tables): Sequence[] {
  return [...tables].flatMap(([table, fields]) => {
    const column = automaticColumn(fields);
    if (column === undefined) return [];
    const { columns = [], rows = [] } = filled[table] ?? {};
    const keys = rows.map((row) => Number(row[columns.indexOf(column)]));
    const highest = Math.max(0, ...keys);
    return [{ table, column, highest, last: sequences[table] ?? highest }];
  });
}

/** A value as SQLite's driver gives it. */
function driverValue(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  const { $t: type, v } = value as Json;
  if (type === 'bytes') return new Uint8Array(Buffer.from(String(v), 'base64'));
  if (type === 'bigint') return BigInt(String(v));
  return v;
}

/**
 * How the tables differ from what they should hold; undefined when they don't.
 * @param leftOut `table.column` names
 */
export async function compareTables(
  tables: Tables,
  expected: Data,
  leftOut: ReadonlySet<string>,
): Promise<string | undefined> {
  const database = connections.get();
  for (const [table, fields] of tables) {
    const names = [...fields.keys()].filter((column) => !leftOut.has(`${table}.${column}`));
    const list = names.map((name) => database.ops.quoteName(name)).join(', ') || 'NULL';
    const sql = `SELECT ${list} FROM ${database.ops.quoteName(table)}`;
    const rows = await database.query(sql, [], true);
    const own = names.map((name) => reader(fields.get(name), database));
    const recorded = names.map((name) => reader(fields.get(name)));
    const found = rows.map((row) => own.map((read, place) => text(row[place], read)).join('|'));
    const { columns = [], rows: given = [] } = expected.tables[table] ?? {};
    const places = names.map((name) => columns.indexOf(name));
    const right = given.map((row) =>
      places.map((from, place) => text(driverValue(row[from]), recorded[place]!)).join('|'),
    );
    if (found.sort().join('\n') !== right.sort().join('\n'))
      return `table ${table}: expected ${JSON.stringify(right)}, found ${JSON.stringify(found)}`;
  }
  return undefined;
}

/** Numbers to ten digits; JSON whatever the order of its keys. */
function text(stored: unknown, read: Convert): string {
  if (stored === null) return 'NULL';
  const value = read(stored);
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Decimal)
    return String(Number(Number(value).toPrecision(10)));
  if (value instanceof Date) return `${value.getTime()}.${microsecondsOf(value)}`;
  if (temporalKind(value) === 'Duration')
    return `${(value as { total(unit: string): number }).total('microseconds')}`;
  if (typeof value === 'object' && value !== null && temporalKind(value) === undefined)
    return JSON.stringify(value, sorted);
  return String(value);
}

function sorted(_: string, value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
