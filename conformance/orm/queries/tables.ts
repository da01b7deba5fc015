import fs from 'node:fs';
import path from 'node:path';
import { connections } from '../../../src/db/connections.ts';
import { setSequence } from './database.ts';
import type { Json } from './vector.ts';

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
export async function loadData(data: Data): Promise<void> {
  const database = connections.get();
  const quote = (name: string): string => database.ops.quoteName(name);
  for (const [table, { columns, rows }] of Object.entries(data.tables)) {
    const names = columns.map(quote).join(', ');
    const places = columns.map(() => '?').join(', ');
    const sql = `INSERT INTO ${quote(table)} (${names}) VALUES (${places})`;
    for (const row of rows) await database.execute(sql, row.map(stored));
  }
  for (const [table, last] of Object.entries(data.sequences ?? {})) await setSequence(database, table, last);
}

/** A value as the driver takes it. */
function stored(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  const { $t: type, v } = value as Json;
  if (type === 'bytes') return new Uint8Array(Buffer.from(String(v), 'base64'));
  if (type === 'bigint') return BigInt(String(v));
  return v;
}

/**
 * How the tables differ from what they should hold; undefined when they don't.
 * @param left out: `table.column` names
 */
export async function compareTables(
  tables: readonly string[],
  expected: Data,
  leftOut: ReadonlySet<string>,
): Promise<string | undefined> {
  const database = connections.get();
  for (const table of tables) {
    const wanted = expected.tables[table];
    const sql = `SELECT * FROM ${database.ops.quoteName(table)}`;
    const { columns, rows } = await database.queryWithColumns(sql);
    const order = (wanted?.columns ?? columns).filter((column) => !leftOut.has(`${table}.${column}`));
    const found = rows.map((row) => order.map((name) => text(row[columns.indexOf(name)])).join('|'));
    const places = order.map((name) => (wanted?.columns ?? []).indexOf(name));
    const right = (wanted?.rows ?? []).map((row) =>
      places.map((place) => text(stored(row[place]))).join('|'),
    );
    if (found.sort().join('\n') !== right.sort().join('\n'))
      return `table ${table}: expected ${JSON.stringify(right)}, found ${JSON.stringify(found)}`;
  }
  return undefined;
}

/** Numbers to ten digits; JSON whatever its spaces. */
function text(value: unknown): string {
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
  if (typeof value === 'number' || typeof value === 'bigint')
    return String(Number(Number(value).toPrecision(10)));
  if (typeof value === 'string' && /^[[{]/.test(value)) return compact(value);
  return String(value);
}

function compact(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json));
  } catch {
    return json;
  }
}
