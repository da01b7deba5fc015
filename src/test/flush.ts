import { apps } from '../apps/registry.ts';
import { connections } from '../db/connections.ts';
import { postMigrate } from '../db/migrations/signals.ts';
import { atomic } from '../db/transaction.ts';

/** Knows what is applied; emptied, the next `migrate` would make every table again. */
const MIGRATIONS_TABLE = 'django_migrations';

/** Empty every table of a database, and make anew what `migrate` leaves in them: content types, permissions. */
export async function flush(alias: string): Promise<void> {
  const connection = connections.get(alias);
  const tables = (await connection.introspection.tableNames()).filter((name) => name !== MIGRATIONS_TABLE);
  await atomic(
    async () => {
      for (const statement of connection.ops.sqlFlush(tables)) await connection.execute(statement, []);
    },
    { using: alias },
  );
  for (const appConfig of apps.getAppConfigs()) {
    if (appConfig.models.size === 0) continue;
    const event = { appConfig, apps, using: alias, plan: [], verbosity: 0, interactive: false };
    await postMigrate.send(appConfig, event);
  }
}
