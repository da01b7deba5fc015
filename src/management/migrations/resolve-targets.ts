import { AmbiguityError } from '../../db/migrations/errors/ambiguity-error.ts';
import { NodeNotFoundError } from '../../db/migrations/errors/node-not-found-error.ts';
import type { MigrationExecutor, Target } from '../../db/migrations/executor.ts';
import { CommandError } from '../command-error.ts';
import type { Style } from '../style.ts';
import { checkLabels } from './check-labels.ts';

/** How far to migrate: everything, all of an app, up to a migration, or back to `zero`. @throws CommandError */
export function resolveTargets(
  executor: MigrationExecutor,
  app: string | undefined,
  name: string | undefined,
): readonly Target[] {
  if (app === undefined) return executor.leafTargets;
  requireMigrations(executor, app);
  if (name === undefined) return executor.leafTargets.filter(([label]) => label === app);
  if (name === 'zero') return [[app, null]];
  return [[app, migrationNamed(executor, app, name)]];
}

/** @throws CommandError for an app that isn't installed, or has no migrations */
export function requireMigrations(executor: { loader: MigrationExecutor['loader'] }, app: string): void {
  checkLabels([app]);
  if (executor.loader.migratedApps.has(app)) return;
  throw new CommandError(
    `App '${app}' does not have migrations.`,
    `Make them with 'node manage.js makemigrations ${app}'.`,
  );
}

function migrationNamed(executor: MigrationExecutor, app: string, prefix: string): string {
  try {
    const migration = executor.loader.getMigrationByPrefix(app, prefix);
    if (executor.loader.graph.has(migration.key)) return migration.name;
    const squashed = [...executor.loader.disk.values()].find((one) =>
      one.replaces.some((key) => key.join('.') === String(migration)),
    );
    throw new CommandError(`Migration ${migration} has been replaced by ${squashed}.`, 'Name that one.');
  } catch (error) {
    if (error instanceof NodeNotFoundError || error instanceof AmbiguityError) {
      throw new CommandError(error.message, undefined, { cause: error });
    }
    throw error;
  }
}

/** `  Apply all migrations: articles, auth`, as Django announces it. */
export function describeTargets(
  style: Style,
  targets: readonly Target[],
  { app, name }: { app: string | undefined; name: string | undefined },
): string {
  if (app === undefined || name === undefined) {
    const labels = [...new Set(targets.map(([label]) => label))].sort().join(', ');
    return `${style.label('  Apply all migrations:')} ${labels || '(none)'}`;
  }
  const [label, target] = targets[0]!;
  if (target === null) return `${style.label('  Unapply all migrations:')} ${label}`;
  return `${style.label('  Target specific migration:')} ${target}, from ${label}`;
}
