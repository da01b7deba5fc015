import { connections } from '../db/connections.ts';
import { emptyTables } from '../management/flush/empty-tables.ts';

/** Knows what is applied; emptied, the next `migrate` would make every table again. */
const MIGRATIONS_TABLE = 'django_migrations';

/** Empty every table of a database, and make anew what `migrate` leaves in them: content types, permissions. */
export async function flush(alias: string): Promise<void> {
  const tables = await connections.get(alias).introspection.tableNames();
  await emptyTables(
    alias,
    tables.filter((name) => name !== MIGRATIONS_TABLE),
  );
}
