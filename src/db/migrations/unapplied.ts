import { apps } from '../../apps/registry.ts';
import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import type { MigrationKey } from './migration.ts';
import { migrationFiles, migrationsFolder } from './migration-files.ts';
import { nodeName } from './node-name.ts';
import { MigrationRecorder } from './recorder.ts';

/**
 * The migrations that a database has yet to have. When there are none, which is the usual case, only file names and one
 * table are read; otherwise the migrations are loaded, since a squashed one may stand for others that are applied.
 */
export async function unappliedMigrations(connection: DatabaseWrapper): Promise<MigrationKey[]> {
  const applied = await new MigrationRecorder(connection).appliedMigrations();
  const files = apps.getAppConfigs().flatMap((app) => {
    const folder = migrationsFolder(app);
    return folder === undefined
      ? []
      : [...migrationFiles(folder).keys()].map((name) => [app.label, name] as const);
  });
  if (files.every((key) => applied.has(nodeName(key)))) return [];
  const { MigrationExecutor } = await import('./executor.ts');
  const executor = await MigrationExecutor.load(connection);
  return executor.migrationPlan(executor.leafTargets).map(({ migration }) => migration.key);
}
