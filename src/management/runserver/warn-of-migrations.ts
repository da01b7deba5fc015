import { settings } from '../../conf/configure.ts';
import type { Output } from '../output.ts';
import { style } from '../style.ts';

/** Say how many migrations wait to be applied, in Django's words. */
export async function warnOfMigrations(stdout: Output): Promise<void> {
  if (settings.DATABASES['default'] === undefined) return;
  const { connections } = await import('../../db/connections.ts');
  const { unappliedMigrations } = await import('../../db/migrations/unapplied.ts');
  const plan = await unappliedMigrations(connections.get());
  if (plan.length === 0) return;
  const labels = [...new Set(plan.map(([appLabel]) => appLabel))].sort().join(', ');
  const warning = `You have ${plan.length} unapplied migration(s). Your project may not work properly until you apply the migrations for app(s): ${labels}.`;
  stdout.write(style.notice(`\n${warning}`));
  stdout.write(style.notice("Run 'node manage.js migrate' to apply them."));
}
