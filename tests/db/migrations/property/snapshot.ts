import { connection } from 'jango/db';
import type { ProjectState } from 'jango/db/migrations';
import type { Engine } from './build-field.ts';

/** Everything a database says of its tables, as sorted lines: columns in no order, automatic names left out. */
export type Snapshot = Readonly<Record<string, readonly string[]>>;

/** @param state whose names of indexes and constraints are people's own, and count */
export async function snapshot(state: ProjectState, engine: Engine): Promise<Snapshot> {
  const names = new Set(
    [...state.models.values()].flatMap(({ options }) =>
      [...(options.indexes ?? []), ...(options.constraints ?? [])].map(({ name }) => name),
    ),
  );
  const named = (name: string) => (names.has(name) ? name : '*');
  if (engine === 'sqlite3') return sqliteSnapshot(named);
  return engine === 'postgresql' ? postgresSnapshot(named) : mysqlSnapshot(named);
}

type Named = (name: string) => string;

async function sqliteSnapshot(named: Named): Promise<Snapshot> {
  const tables: Record<string, string[]> = {};
  const rows = await connection.query(
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'sqlite_sequence' ORDER BY type DESC",
  );
  for (const [type, name, table, sql] of rows as [string, string, string, string][]) {
    if (type === 'table')
      tables[table] = topLevelParts(sql).map((part) => part.replaceAll(/"new__/g, '"BAD__'));
    else tables[table]!.push(sql.replace(/INDEX "[^"]*"/, `INDEX "${named(name)}"`));
  }
  for (const lines of Object.values(tables)) lines.sort();
  return tables;
}

/** The definitions between the outer parentheses of CREATE TABLE. */
function topLevelParts(sql: string): string[] {
  const body = sql.slice(sql.indexOf('(') + 1, sql.lastIndexOf(')'));
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const [token] of body.matchAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[\s\S]/g)) {
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (token === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += token;
  }
  return [...parts, part.trim()];
}

const POSTGRES_LINES = `
  SELECT c.relname::text, 'comment ' || coalesce(obj_description(c.oid, 'pg_class'), '') , NULL
  FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT c.relname::text, concat_ws(' ', 'column', a.attname, format_type(a.atttypid, a.atttypmod),
    CASE WHEN a.attnotnull THEN 'not null' END, 'default ' || pg_get_expr(d.adbin, d.adrelid),
    'identity ' || nullif(a.attidentity::text, ''), 'generated ' || nullif(a.attgenerated::text, ''),
    'collate ' || (SELECT collname FROM pg_collation l WHERE l.oid = a.attcollation AND l.collname <> 'default'),
    'comment ' || col_description(c.oid, a.attnum)), NULL
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE a.attnum > 0 AND NOT a.attisdropped
  UNION ALL
  SELECT c.relname::text, 'constraint ' || pg_get_constraintdef(r.oid), r.conname::text
  FROM pg_constraint r
  JOIN pg_class c ON c.oid = r.conrelid AND c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT c.relname::text, pg_get_indexdef(i.indexrelid), n.relname::text
  FROM pg_index i
  JOIN pg_class n ON n.oid = i.indexrelid
  JOIN pg_class c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT 'sequences', c.relname::text, NULL
  FROM pg_class c
  WHERE c.relkind = 'S' AND c.relnamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_depend p WHERE p.objid = c.oid AND p.deptype = 'i')`;

async function postgresSnapshot(named: Named): Promise<Snapshot> {
  const tables: Record<string, string[]> = {};
  for (const [table, line, name] of (await connection.query(POSTGRES_LINES)) as [
    string,
    string,
    string | null,
  ][]) {
    tables[table] ??= [];
    if (name === null) tables[table].push(line);
    else tables[table].push(`${named(name)} ${line.replace(/INDEX \S+ ON/, 'INDEX ON')}`);
  }
  for (const lines of Object.values(tables)) lines.sort();
  return tables;
}

async function mysqlSnapshot(named: Named): Promise<Snapshot> {
  const tables: Record<string, string[]> = {};
  const rows = await connection.query(
    'SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()',
  );
  for (const [table] of rows as [string][]) {
    const [row] = await connection.query(`SHOW CREATE TABLE \`${table}\``);
    const [, ...lines] = String(row![1]).split('\n');
    const keys = new Set(lines.flatMap((line) => /FOREIGN KEY \(`(\w+)`\)/.exec(line)?.[1] ?? []));
    tables[table] = lines
      .map((line) =>
        line
          .trim()
          .replace(/,$/, '')
          .replace(/ AUTO_INCREMENT=\d+/, ''),
      )
      // A foreign key has an index of its own, unless another one serves it: it comes and goes by itself.
      .filter(
        (line) =>
          ![...keys].some(
            (key) =>
              line.endsWith(`(\`${key}\`)`) &&
              /^KEY `/.test(line) &&
              named(/`(.*?)`/.exec(line)![1]!) === '*',
          ),
      )
      .map((line) => line.replace(/(KEY|CONSTRAINT) `(.*?)` /, (_, kind, name) => `${kind} ${named(name)} `))
      .sort();
  }
  return tables;
}
