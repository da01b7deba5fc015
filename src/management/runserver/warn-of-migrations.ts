import type { Output } from '../output.ts';
import { style } from '../style.ts';

/** Say how many migrations wait to be applied, in Django's words. */
export async function warnOfMigrations(stdout: Output): Promise<void> {
  const { unappliedMigrations } = await import('../../db/migrations/unapplied.ts');
  const waiting = await unappliedMigrations();
  if (waiting.length === 0) return;
  const labels = [...new Set(waiting.map(([app]) => app))].sort();
  stdout.write(
    style.notice(
      `\nYou have ${waiting.length} unapplied migration(s). Your project may not work properly until you apply the migrations for app(s): ${labels.join(', ')}.`,
    ),
  );
  stdout.write(style.notice("Run 'node manage.js migrate' to apply them."));
}
