import {
  type ColumnInfo,
  type ConstraintInfo,
  DatabaseIntrospection,
  PLAIN,
  type TableInfo,
} from '../base/introspection.ts';
import type { ColumnDetails, TableDetails } from '../base/table-details.ts';

const TABLES = `
  SELECT c.relname, CASE WHEN c.relkind IN ('v', 'm') THEN 'view' WHEN c.relispartition THEN 'partition' ELSE 'table' END
  FROM pg_class c
  WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND pg_table_is_visible(c.oid)
    AND c.relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
  ORDER BY c.relname`;

const COLUMNS = `
  SELECT a.attname, CASE t.typtype WHEN 'd' THEN format_type(t.typbasetype, t.typtypmod) ELSE format_type(a.atttypid, a.atttypmod) END, NOT a.attnotnull, pg_get_expr(d.adbin, d.adrelid),
    EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY(i.indkey)),
    a.attgenerated <> '', a.attidentity <> '' OR coalesce(pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%', false)
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relname = $1 AND pg_table_is_visible(c.oid) AND a.attnum > 0 AND NOT a.attisdropped
  ORDER BY a.attnum`;

const CONSTRAINTS = `
  SELECT r.conname, r.contype,
    ARRAY(SELECT a.attname::text FROM unnest(r.conkey) WITH ORDINALITY k(num, place)
      JOIN pg_attribute a ON a.attrelid = r.conrelid AND a.attnum = k.num ORDER BY k.place),
    r.confrelid::regclass::text,
    (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = r.confrelid AND a.attnum = r.confkey[1])
  FROM pg_constraint r
  JOIN pg_class c ON c.oid = r.conrelid
  WHERE c.relname = $1 AND pg_table_is_visible(c.oid)`;

const INDEXES = `
  SELECT n.relname, i.indisunique, i.indisprimary,
    ARRAY(SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY k(num, place)
      LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.num
      WHERE k.place <= i.indnkeyatts ORDER BY k.place),
    ARRAY(SELECT (o.flags & 1)::int FROM unnest(i.indoption) WITH ORDINALITY o(flags, place) ORDER BY o.place),
    pg_get_indexdef(i.indexrelid), m.amname, n.reloptions
  FROM pg_index i
  JOIN pg_class n ON n.oid = i.indexrelid
  JOIN pg_am m ON m.oid = n.relam
  JOIN pg_class c ON c.oid = i.indrelid
  WHERE c.relname = $1 AND pg_table_is_visible(c.oid)`;

const COLUMN_DETAILS = `
  SELECT a.attname, pg_get_expr(d.adbin, d.adrelid), a.attgenerated <> '',
    (SELECT l.collname FROM pg_collation l WHERE l.oid = a.attcollation AND l.collname <> 'default'),
    col_description(c.oid, a.attnum)
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relname = $1 AND pg_table_is_visible(c.oid) AND a.attnum > 0 AND NOT a.attisdropped
  ORDER BY a.attnum`;

const DEFINITIONS = `
  SELECT n.relname, regexp_replace(pg_get_indexdef(i.indexrelid), ' INDEX .*? USING ', ' INDEX USING ')
  FROM pg_index i
  JOIN pg_class n ON n.oid = i.indexrelid
  JOIN pg_class c ON c.oid = i.indrelid
  WHERE c.relname = $1 AND pg_table_is_visible(c.oid)
  UNION ALL
  SELECT r.conname, pg_get_constraintdef(r.oid)
  FROM pg_constraint r
  JOIN pg_class c ON c.oid = r.conrelid
  WHERE c.relname = $1 AND pg_table_is_visible(c.oid) AND r.contype <> 'f'`;

const COMMENT =
  "SELECT obj_description(c.oid, 'pg_class') FROM pg_class c WHERE c.relname = $1 AND pg_table_is_visible(c.oid)";

export class PostgresIntrospection extends DatabaseIntrospection {
  override async tables(): Promise<TableInfo[]> {
    const rows = await this.connection.queryWrite(TABLES);
    return rows.map(([name, kind]) => ({ name, kind }) as TableInfo);
  }

  override async columns(table: string): Promise<ColumnInfo[]> {
    const rows = await this.connection.queryWrite(COLUMNS, [table]);
    return rows.map(([name, type, nullable, byDefault, primaryKey, generated, autoIncrement]) => ({
      name: String(name),
      type: String(type),
      null: nullable === true,
      default: generated || byDefault === null ? null : String(byDefault),
      primaryKey: primaryKey === true,
      generated: generated === true,
      autoIncrement: autoIncrement === true,
    }));
  }

  override async constraints(table: string): Promise<Map<string, ConstraintInfo>> {
    const found = new Map<string, ConstraintInfo>();
    for (const [name, type, columns, target, column] of await this.connection.queryWrite(CONSTRAINTS, [
      table,
    ])) {
      found.set(String(name), {
        ...PLAIN,
        columns: columns as string[],
        primaryKey: type === 'p',
        unique: type === 'p' || type === 'u',
        check: type === 'c',
        foreignKey: type === 'f' ? [String(target), String(column)] : null,
      });
    }
    for (const row of await this.connection.queryWrite(INDEXES, [table])) {
      const [name, unique, primaryKey, columns, flags, definition, type, options] = row;
      const known = found.get(String(name));
      found.set(String(name), {
        ...PLAIN,
        columns: columns as (string | null)[],
        orders: (flags as number[]).map((flag) => (flag === 1 ? 'DESC' : 'ASC')),
        unique: unique === true,
        primaryKey: primaryKey === true,
        index: true,
        definition: String(definition),
        type: String(type),
        ...(options === null ? {} : { options: options as string[] }),
        ...(known === undefined ? {} : { foreignKey: known.foreignKey }),
      });
    }
    return found;
  }

  override async details(table: string): Promise<TableDetails> {
    const ask = (sql: string) => this.connection.queryWrite(sql, [table]);
    const text = (value: unknown): string | null => (value === null ? null : String(value));
    const columns = (await ask(COLUMN_DETAILS)).map(
      ([name, expression, isGenerated, collation, comment]): [string, ColumnDetails] => [
        String(name),
        {
          default: isGenerated ? null : text(expression),
          generated: isGenerated ? text(expression) : null,
          collation: text(collation),
          comment: text(comment),
        },
      ],
    );
    const definitions = new Map<string, string>();
    for (const [name, definition] of await ask(DEFINITIONS)) {
      definitions.set(String(name), String(definition));
    }
    const [row] = await ask(COMMENT);
    return { comment: text(row?.[0] ?? null), columns: new Map(columns), definitions };
  }

  /** The server gives types by their long names. */
  override normalizedType(type: string): string {
    return super
      .normalizedType(type)
      .replace(/^character varying\b/, 'varchar')
      .replace(/^character\b/, 'char')
      .replace(/^bpchar\b/, 'char')
      .replace(/^decimal\b/, 'numeric')
      .replace(/^(time|timestamp)(\(\d\))? without time zone$/, '$1$2');
  }

  /** Names of the check constraints that came with the type of a column. */
  async checks(table: string, column: string): Promise<string[]> {
    return this.named(table, (info) => info.check && info.columns.join() === column);
  }

  /** Names of the constraints, not mere indexes, that keep these columns unique. */
  override async uniqueConstraints(table: string, columns: readonly string[]): Promise<string[]> {
    const rows = await this.connection.queryWrite(CONSTRAINTS, [table]);
    return rows
      .filter(([, type, over]) => type === 'u' && (over as string[]).join() === columns.join())
      .map(([name]) => String(name));
  }

  /** Names of the second indexes over a text, by which LIKE searches. */
  async likeIndexes(table: string, column: string): Promise<string[]> {
    const isLike = /\((?:"(?:[^"]|"")*"|\w+) (?:varchar|text)_pattern_ops\)$/;
    return this.named(
      table,
      ({ index, columns, definition }) => index && columns.join() === column && isLike.test(definition ?? ''),
    );
  }
}
