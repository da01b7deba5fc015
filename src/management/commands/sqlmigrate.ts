import type { Command } from 'commander';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import { databaseOption } from '../database-option.ts';
import { findMigration } from '../migrations/find-migration.ts';
import { requireMigrations } from '../migrations/resolve-targets.ts';

interface SqlMigrateOptions {
  database: string;
  backwards: boolean;
}

/** `sqlmigrate app name`: the SQL that a migration sends. */
export default class SqlMigrate extends BaseCommand<SqlMigrateOptions> {
  override help = 'Print the SQL of a migration.';
  override requiresSystemChecks = false;

  override addArguments(parser: Command): void {
    parser
      .argument('<app>', 'Label of the app.')
      .argument('<name>', 'Name of the migration, or its beginning.')
      .addOption(databaseOption('The database whose SQL it is.'))
      .option('--backwards', 'The SQL that undoes it.', false);
  }

  async handle(options: SqlMigrateOptions & CommonOptions, app: string, name: string): Promise<string> {
    const { connections } = await import('../../db/connections.ts');
    const { MigrationLoader } = await import('../../db/migrations/loader.ts');
    const { loadRouters } = await import('../../db/router.ts');
    await loadRouters();
    const connection = connections.get(options.database);
    const loader = await MigrationLoader.load(connection, { replaceMigrations: false });
    requireMigrations({ loader }, app);
    const migration = findMigration(loader, app, name);
    const state = loader.projectState([migration.key], { atEnd: false });
    const { addUnmigratedModels } = await import('../../db/migrations/unmigrated-models.ts');
    addUnmigratedModels(state, loader);
    const editor = await connection.schemaEditor({ collectSql: true });
    await editor.run(() =>
      options.backwards ? migration.unapply(state, editor) : migration.apply(state, editor),
    );
    const { collectedSql: lines } = editor;
    if (lines.length === 0) {
      if (options.verbosity >= 1) this.stderr.write('No operations found.');
      return '';
    }
    const wrapped = migration.atomic && connection.features.canRollbackDdl;
    return (wrapped ? ['BEGIN;', ...lines, 'COMMIT;'] : lines).join('\n');
  }
}
