import type { Command } from 'commander';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import { databaseOption } from '../database-option.ts';
import { findMigration } from '../migrations/find-migration.ts';
import { printFindings } from '../migrations/print-findings.ts';
import { requireMigrations } from '../migrations/resolve-targets.ts';

interface LintOptions {
  database: string;
}

/** `lintmigrations [app] [name]`: warn of operations that lock big tables or lose data. */
export default class LintMigrations extends BaseCommand<LintOptions> {
  override help = 'Warn of operations that lock big tables, break code that still runs, or lose data.';
  override requiresSystemChecks = false;

  override addArguments(parser: Command): void {
    parser
      .argument('[app]', "Label of the app; all of the project's otherwise.")
      .argument('[name]', 'The first migration to look at, or the beginning of its name.')
      .addOption(databaseOption('The database; what it has had is passed over, unless a name is given.'));
  }

  async handle(options: LintOptions & CommonOptions, app?: string, name?: string): Promise<void> {
    const { connections } = await import('../../db/connections.ts');
    const { MigrationLoader } = await import('../../db/migrations/loader.ts');
    const { isOwnApp } = await import('../../db/migrations/migration-files.ts');
    const { lintMigration } = await import('../../db/migrations/lint/lint-migration.ts');
    const { addUnmigratedModels } = await import('../../db/migrations/unmigrated-models.ts');
    const { apps } = await import('../../apps/registry.ts');
    const connection = connections.get(options.database);
    const loader = await MigrationLoader.load(connection);
    if (app !== undefined) requireMigrations({ loader }, app);
    const first = app === undefined || name === undefined ? undefined : findMigration(loader, app, name);
    const wanted = first === undefined ? undefined : new Set(loader.graph.backwardsPlan(first.key));
    const state = loader.projectState([]);
    addUnmigratedModels(state, loader);
    const plan = new Set(loader.graph.leafNodes().flatMap((leaf) => loader.graph.forwardsPlan(leaf.key)));
    let count = 0;
    for (const migration of plan) {
      const own =
        app === undefined ? isOwnApp(apps.getAppConfig(migration.appLabel)) : migration.appLabel === app;
      const isWanted = wanted?.has(migration) ?? !loader.applied.has(String(migration));
      if (!own || !isWanted) {
        migration.mutateState(state);
        continue;
      }
      const findings = lintMigration(migration, state, connection);
      printFindings(migration, findings, this.stdout);
      count += findings.length;
    }
    if (count > 0) process.exitCode = 1;
    else if (options.verbosity >= 1) this.stdout.write('Nothing to warn of.');
  }
}
