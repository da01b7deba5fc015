import {
  type ColumnInfo,
  type ConstraintInfo,
  DatabaseIntrospection,
  PLAIN,
  type TableInfo,
} from '../base/introspection.ts';
import { readCreateTable, type TableDetails } from '../base/table-details.ts';

const MARIADB_CHECKS =
  'SELECT constraint_name, check_clause, level FROM information_schema.check_constraints WHERE constraint_schema = DATABASE() AND table_name = ?';
const MYSQL_CHECKS =
  "SELECT c.constraint_name, c.check_clause, 'Table' FROM information_schema.check_constraints c JOIN information_schema.table_constraints t ON t.constraint_schema = c.constraint_schema AND t.constraint_name = c.constraint_name WHERE t.table_schema = DATABASE() AND t.table_name = ? AND t.constraint_type = 'CHECK'";

export class MysqlIntrospection extends DatabaseIntrospection {
  override async tables(): Promise<TableInfo[]> {
    const rows = await this.connection.queryWrite(
      'SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name',
    );
    return rows.map(([name, type]) => ({ name: String(name), kind: type === 'VIEW' ? 'view' : 'table' }));
  }

  override async columns(table: string): Promise<ColumnInfo[]> {
    const rows = await this.connection.queryWrite(
      'SELECT column_name, column_type, is_nullable, column_default, column_key, extra FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position',
      [table],
    );
    return rows.map(([name, type, nullable, byDefault, key, extra]) => ({
      name: String(name),
      type: String(type),
      null: nullable === 'YES',
      default: byDefault === null || byDefault === 'NULL' ? null : String(byDefault),
      primaryKey: key === 'PRI',
      generated: /GENERATED/i.test(String(extra)),
      autoIncrement: /auto_increment/i.test(String(extra)),
    }));
  }

  override async constraints(table: string): Promise<Map<string, ConstraintInfo>> {
    const found = await this.#keys(table);
    for (const [name, info] of await this.#checks(table)) found.set(name, info);
    for (const [name, info] of await this.#indexes(table)) {
      found.set(name, { ...info, ...pick(found.get(name)), index: true });
    }
    return found;
  }

  override async details(table: string): Promise<TableDetails> {
    const [row] = await this.connection.queryWrite(
      `SHOW CREATE TABLE ${this.connection.ops.quoteName(table)}`,
    );
    return readCreateTable(String(row?.[1] ?? ''));
  }

  /** The server has other names for some types, and some versions tell a display width. */
  override normalizedType(type: string): string {
    return (
      super
        .normalizedType(type)
        .replace(/ auto_increment$/, '')
        .replace(/^bool(ean)?$/, 'tinyint(1)')
        .replace(/^integer\b/, 'int')
        .replace(/^(small|medium|big)?int\(\d+\)/, '$1int')
        .replace(/^numeric\b/, 'decimal')
        .replace(/^double precision$/, 'double')
        // MariaDB keeps JSON as text.
        .replace(/^json$/, this.#jsonType)
    );
  }

  get #jsonType(): string {
    return this.#isMariaDb ? 'longtext' : 'json';
  }

  get #isMariaDb(): boolean {
    return (this.connection.features as { isMariaDb?: boolean }).isMariaDb === true;
  }

  /** Tables and constraints of other tables' foreign keys to a column of this one. */
  async referringKeys(table: string, column: string): Promise<{ table: string; name: string }[]> {
    const rows = await this.connection.queryWrite(
      'SELECT table_name, constraint_name FROM information_schema.key_column_usage WHERE table_schema = DATABASE() AND referenced_table_name = ? AND referenced_column_name = ?',
      [table, column],
    );
    return rows.map(([from, name]) => ({ table: String(from), name: String(name) }));
  }

  async #keys(table: string): Promise<Map<string, ConstraintInfo>> {
    const rows = await this.connection.queryWrite(
      'SELECT kc.constraint_name, kc.column_name, kc.referenced_table_name, kc.referenced_column_name, c.constraint_type FROM information_schema.key_column_usage kc JOIN information_schema.table_constraints c ON kc.table_schema = c.table_schema AND kc.table_name = c.table_name AND kc.constraint_name = c.constraint_name WHERE kc.table_schema = DATABASE() AND kc.table_name = ? ORDER BY kc.ordinal_position',
      [table],
    );
    const found = new Map<string, ConstraintInfo>();
    for (const [name, column, target, targetColumn, kind] of rows) {
      const before = found.get(String(name));
      found.set(String(name), {
        ...PLAIN,
        columns: [...(before?.columns ?? []), String(column)],
        primaryKey: kind === 'PRIMARY KEY',
        unique: kind === 'PRIMARY KEY' || kind === 'UNIQUE',
        foreignKey: target === null ? null : [String(target), String(targetColumn)],
      });
    }
    return found;
  }

  async #checks(table: string): Promise<[string, ConstraintInfo][]> {
    const rows = await this.connection.queryWrite(this.#isMariaDb ? MARIADB_CHECKS : MYSQL_CHECKS, [table]);
    return rows.map(([name, clause, level]) => {
      const definition = String(clause);
      const columns = [...definition.matchAll(/`((?:[^`]|``)*)`/g)].map(([, one]) =>
        one!.replaceAll('``', '`'),
      );
      const ofColumn = level === 'Column';
      return [String(name), { ...PLAIN, columns: [...new Set(columns)], check: true, definition, ofColumn }];
    });
  }

  async #indexes(table: string): Promise<Map<string, ConstraintInfo>> {
    const rows = await this.connection.queryWrite(
      'SELECT index_name, non_unique, column_name, collation FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? ORDER BY index_name, seq_in_index',
      [table],
    );
    const found = new Map<string, ConstraintInfo>();
    for (const [name, nonUnique, column, collation] of rows) {
      const before = found.get(String(name));
      found.set(String(name), {
        ...PLAIN,
        columns: [...(before?.columns ?? []), column === null ? null : String(column)],
        orders: [...(before?.orders ?? []), collation === 'D' ? 'DESC' : 'ASC'],
        unique: Number(nonUnique) === 0,
        primaryKey: name === 'PRIMARY',
        index: true,
      });
    }
    return found;
  }
}

function pick(info: ConstraintInfo | undefined): Partial<ConstraintInfo> {
  return info === undefined ? {} : { foreignKey: info.foreignKey, primaryKey: info.primaryKey };
}
