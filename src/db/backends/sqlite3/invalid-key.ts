import type { DatabaseWrapper } from '../base/database-wrapper.ts';
import type { Row } from '../base/session.ts';

/** What a row of `PRAGMA foreign_key_check` says: which row, by its primary key, and the value that points at nothing. */
export async function invalidKeyText(database: DatabaseWrapper, violation: Row): Promise<string> {
  const [table, rowid, target, key] = violation;
  const quote = (name: unknown): string => database.ops.quoteName(String(name));
  const none = `there is no such row in '${String(target)}'.`;
  // A table WITHOUT ROWID does not say which row it is.
  if (rowid === null) return `A row of table '${String(table)}' has an invalid foreign key: ${none}`;
  const columns = await database.queryWrite(`PRAGMA table_info(${quote(table)})`);
  const keys = await database.queryWrite(`PRAGMA foreign_key_list(${quote(table)})`);
  const primary = columns.filter((column) => Number(column[5]) > 0).map((column) => column[1]);
  const pointing = keys.filter(([id]) => id === key).map((column) => column[3]);
  const selected = [...primary, ...pointing].map(quote).join(', ');
  const [row = []] = await database.queryWrite(`SELECT ${selected} FROM ${quote(table)} WHERE rowid = ?`, [
    rowid,
  ]);
  const pk = primary.length === 0 ? rowid : row.slice(0, primary.length).join(', ');
  const values = row.slice(primary.length).join(', ');
  return `The row ${String(pk)} of table '${String(table)}' has an invalid foreign key: its ${pointing.join(', ')} is ${values}, and ${none}`;
}
