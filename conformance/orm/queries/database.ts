import type { DatabaseSettings } from '../../../src/conf/settings.ts';
import type { DatabaseWrapper } from '../../../src/db/backends/base/database-wrapper.ts';
import { connections } from '../../../src/db/connections.ts';
import type { ModelClass } from '../../../src/db/models/model.ts';

/** What the vectors are replayed on, by the name that `--database` takes. */
const DATABASES: Readonly<Record<string, DatabaseSettings>> = {
  sqlite3: { ENGINE: 'sqlite3', NAME: ':memory:' },
};

export const DATABASE_NAMES: readonly string[] = Object.keys(DATABASES);

/** Have an empty database, with the tables of these models. @returns a function that closes it */
export async function openDatabase(
  name: string,
  models: readonly ModelClass[],
): Promise<() => Promise<void>> {
  const settings = DATABASES[name];
  if (settings === undefined)
    throw new Error(`There is no database ${name}; there are: ${DATABASE_NAMES.join(', ')}.`);
  const close = await connections.override('default', settings);
  const editor = await connections.get().schemaEditor();
  const made = new Set<string>();
  await editor.run(async () => {
    for (const model of models) {
      const { dbTable, proxy, managed } = model._meta;
      if (proxy || !managed || made.has(dbTable)) continue;
      made.add(dbTable);
      await editor.createModel(model);
    }
  });
  return close;
}

/** Tell a table the last key that it has given out. */
export async function setSequence(database: DatabaseWrapper, table: string, last: number): Promise<void> {
  await database.execute('DELETE FROM sqlite_sequence WHERE name = ?', [table]);
  await database.execute('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)', [table, last]);
}

/** Statements that belong to no operation: savepoints and the like, and content types, which Django keeps. */
export function isCounted(sql: string): boolean {
  return !/^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b|(?<!\(SELECT "id" )FROM "django_content_type"/.test(
    sql,
  );
}
