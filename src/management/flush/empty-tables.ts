import { apps } from '../../apps/registry.ts';
import type { TruncateOptions } from '../../db/backends/base/operations.ts';
import { connections } from '../../db/connections.ts';
import { postMigrate } from '../../db/migrations/signals.ts';
import { atomic } from '../../db/transaction.ts';

/** Empty tables of a database, all or none of them, and make anew what `migrate` leaves in them: content types, permissions. */
export async function emptyTables(
  alias: string,
  tables: readonly string[],
  options: TruncateOptions & { postMigrate?: boolean; verbosity?: number; interactive?: boolean } = {},
): Promise<void> {
  const connection = connections.get(alias);
  const { verbosity = 0, interactive = false } = options;
  await atomic(
    async () => {
      for (const sql of connection.ops.sqlFlush(tables, options)) await connection.execute(sql, []);
    },
    { using: alias },
  );
  if (options.postMigrate === false) return;
  for (const appConfig of apps.getAppConfigs()) {
    if (appConfig.models.size === 0) continue;
    await postMigrate.send(appConfig, { appConfig, apps, using: alias, plan: [], verbosity, interactive });
  }
}
