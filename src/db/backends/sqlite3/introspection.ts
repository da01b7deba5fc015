import type { Awaitable } from '../../../utils/awaitable.ts';
import { unquoted } from '../base/definition-parts.ts';
import {
  type ColumnInfo,
  type ConstraintInfo,
  DatabaseIntrospection,
  PLAIN,
  type TableInfo,
} from '../base/introspection.ts';
import type { Row } from '../base/session.ts';
import { readCreateTable, type TableDetails } from '../base/table-details.ts';
import { checkConstraints } from './check-constraints.ts';

export class SqliteIntrospection extends DatabaseIntrospection {
  override async tables(): Promise<TableInfo[]> {
    const rows = await this.connection.queryWrite(
      "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') AND NOT name = 'sqlite_sequence' ORDER BY name",
    );
    return rows.map(([name, kind]) => ({ name, kind }) as TableInfo);
  }

  /** Whether any table of this database has an AUTOINCREMENT. */
  async hasSequences(): Promise<boolean> {
    const sql = "SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'";
    return (await this.connection.queryWrite(sql)).length > 0;
  }

  override async columns(table: string): Promise<ColumnInfo[]> {
    const rows = await this.#tableInfo(table);
    return rows
      .filter((row) => row[6] !== 1)
      .map(([, name, type, notNull, byDefault, key, hidden]) => ({
        name: String(name),
        type: String(type).toLowerCase(),
        null: notNull === 0,
        default: byDefault === null ? null : String(byDefault),
        primaryKey: Number(key) > 0,
        generated: hidden === 2 || hidden === 3,
        autoIncrement: Number(key) > 0 && /int/i.test(String(type)),
      }));
  }

  #tableInfo(table: string): Awaitable<Row[]> {
    return this.connection.queryWrite(`PRAGMA table_xinfo(${this.#quote(table)})`);
  }

  /** The columns of the key in its own order, which need not be that of the table. */
  async #primaryKey(table: string): Promise<string[]> {
    const places = (await this.#tableInfo(table)).map((row) => [String(row[1]), Number(row[5])] as const);
    const keys = places.filter(([, place]) => place > 0).sort(([, a], [, b]) => a - b);
    return keys.map(([name]) => name);
  }

  override async constraints(table: string): Promise<Map<string, ConstraintInfo>> {
    const found = new Map<string, ConstraintInfo>();
    for (const { name, columns, condition } of checkConstraints(await this.#definition('table', table))) {
      found.set(name, { ...PLAIN, columns, check: true, definition: condition });
    }
    for (const [name, info] of await this.#indexes(table)) found.set(name, info);
    const keys = await this.#primaryKey(table);
    if (keys.length > 0) found.set('__primary__', { ...PLAIN, columns: keys, primaryKey: true });
    for (const [name, info] of await this.#foreignKeys(table)) found.set(name, info);
    return found;
  }

  override async details(table: string): Promise<TableDetails> {
    const sql = "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL";
    const indexes = await this.connection.queryWrite(sql, [table]);
    const createTable = await this.#definition('table', table);
    return this.detailsOfStatements(
      createTable,
      indexes.map(([text]) => String(text)),
    );
  }

  override detailsOfStatements(createTable: string, createIndexes: readonly string[]): TableDetails {
    const table = readCreateTable(createTable);
    const indexes = createIndexes.map((sql): [string, string] => {
      const [, unique = '', name = '', over = ''] =
        /^CREATE (UNIQUE )?INDEX ("(?:[^"]|"")*"|\S+) ON (?:"(?:[^"]|"")*"|\S+) ?(.*?);?$/is.exec(sql) ?? [];
      return [unquoted(name), unique + over];
    });
    return { ...table, definitions: new Map([...table.definitions, ...indexes]) };
  }

  override isMadeUpName(name: string): boolean {
    return super.isMadeUpName(name) || /^(sqlite_autoindex_|fk_\d+$)/.test(name);
  }

  /** Those of CREATE TABLE have no name to drop them by. */
  override async uniqueConstraints(table: string, columns: readonly string[]): Promise<string[]> {
    const names = await super.uniqueConstraints(table, columns);
    return names.filter((name) => !name.startsWith('sqlite_autoindex_'));
  }

  async #indexes(table: string): Promise<[string, ConstraintInfo][]> {
    const rows = await this.connection.queryWrite(`PRAGMA index_list(${this.#quote(table)})`);
    const all = rows.map(async ([, name, unique, origin]): Promise<[string, ConstraintInfo] | undefined> => {
      if (origin === 'pk') return undefined;
      const parts = await this.connection.queryWrite(`PRAGMA index_xinfo(${this.#quote(String(name))})`);
      const own = parts.filter((part) => part[5] === 1);
      const info: ConstraintInfo = {
        ...PLAIN,
        columns: own.map((part) => part[2] as string | null),
        orders: own.map((part) => (part[3] === 1 ? 'DESC' : 'ASC')),
        unique: unique === 1,
        index: true,
        definition: await this.#definition('index', String(name)),
      };
      return [String(name), info];
    });
    return (await Promise.all(all)).filter((one) => one !== undefined);
  }

  async #foreignKeys(table: string): Promise<[string, ConstraintInfo][]> {
    const rows = await this.connection.queryWrite(`PRAGMA foreign_key_list(${this.#quote(table)})`);
    const found = new Map<string, ConstraintInfo>();
    for (const [id, , target, from, to] of rows) {
      const { columns = [], foreignKey = [String(target), String(to)] } = found.get(`fk_${id}`) ?? {};
      found.set(`fk_${id}`, { ...PLAIN, columns: [...columns, String(from)], foreignKey });
    }
    return [...found];
  }

  async #definition(type: 'table' | 'index', name: string): Promise<string> {
    const sql = 'SELECT sql FROM sqlite_master WHERE type = ? AND name = ?';
    const [row] = await this.connection.queryWrite(sql, [type, name]);
    return String(row?.[0] ?? '');
  }

  #quote(name: string): string {
    return this.connection.ops.quoteName(name);
  }
}
