import { settings } from '../../conf/configure.ts';
import type { Output } from '../output.ts';
import { style } from '../style.ts';

/** Say how many migrations wait to be applied, in Django's words. */
export async function warnOfMigrations(stdout: Output): Promise<void> {
  if (settings.DATABASES['default'] === undefined) return;
  const { connections } = await import('../../db/connections.ts');
  const { MigrationExecutor } = await import('../../db/migrations/executor.ts');
  const executor = await MigrationExecutor.load(connections.get());
  const plan = executor.migrationPlan(executor.leafTargets);
  if (plan.length === 0) return;
  const labels = [...new Set(plan.map(({ migration }) => migration.appLabel))].sort().join(', ');
  const warning = `You have ${plan.length} unapplied migration(s). Your project may not work properly until you apply the migrations for app(s): ${labels}.`;
  stdout.write(style.notice(`\n${warning}`));
  stdout.write(style.notice("Run 'node manage.js migrate' to apply them."));
}
