import { IntegrityError } from '../../errors.ts';
import type { DatabaseWrapper } from '../base/database-wrapper.ts';

/**
 * Look for rows whose foreign keys point at nothing: the server doesn't when its checks are turned on again.
 * @param tables all of them by default
 * @throws IntegrityError naming the first such row
 */
export async function checkConstraints(database: DatabaseWrapper, tables?: readonly string[]): Promise<void> {
  const { introspection } = database;
  for (const table of tables ?? (await introspection.tableNames())) {
    for (const { columns, foreignKey } of (await introspection.constraints(table)).values()) {
      const [column] = columns;
      if (foreignKey !== null && column != null) await checkKey(database, table, column, foreignKey);
    }
  }
}

async function checkKey(
  database: DatabaseWrapper,
  table: string,
  column: string,
  [target, key]: readonly [string, string],
): Promise<void> {
  const quote = (name: string): string => database.ops.quoteName(name);
  const own = `r.${quote(column)}`;
  const [row] = await database.query(
    `SELECT ${own} FROM ${quote(table)} AS r LEFT JOIN ${quote(target)} AS t ON ${own} = t.${quote(key)} WHERE ${own} IS NOT NULL AND t.${quote(key)} IS NULL LIMIT 1`,
  );
  if (row === undefined) return;
  throw new IntegrityError(
    `A row of table '${table}' has an invalid foreign key: its ${column} is ${String(row[0])}, and there is no such ${key} in '${target}'.`,
  );
}
