import { settings } from '../../conf/configure.ts';
import type { MigrationLoader } from '../../db/migrations/loader.ts';
import { CommandError } from '../command-error.ts';

/** @throws CommandError when the migrations of an app end in several, made side by side */
export function refuseConflicts(loader: MigrationLoader, labels: readonly string[] = []): void {
  const conflicts = [...loader.detectConflicts()].filter(
    ([app]) => labels.length === 0 || labels.includes(app),
  );
  const [first] = conflicts;
  if (first === undefined) return;
  const names = conflicts.map(([app, leaves]) => `${leaves.join(', ')} in ${app}`).join('; ');
  throw new CommandError(
    `Conflicting migrations detected; multiple leaf nodes in the migration graph: (${names}).`,
    settings.LINEAR_MIGRATIONS
      ? `To put yours after the others run 'node manage.js rebasemigrations ${first[0]}'.`
      : "To fix them run 'node manage.js makemigrations --merge'.",
  );
}
