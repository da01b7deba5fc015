import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { settings } from '../../conf/configure.ts';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import { CommandError } from '../command-error.ts';
import { findMigration } from '../migrations/find-migration.ts';
import { requireMigrations } from '../migrations/resolve-targets.ts';

interface OptimizeOptions {
  check: boolean;
}

/** `optimizemigration app name`: make the operations of a migration as few as can be. */
export default class OptimizeMigration extends BaseCommand<OptimizeOptions> {
  override help = 'Make the operations of a migration as few as can be.';
  override requiresSystemChecks = false;

  override addArguments(parser: Command): void {
    parser
      .argument('<app>', 'Label of the app.')
      .argument('<name>', 'Name of the migration, or its beginning.')
      .option('--check', 'Write nothing; fail when the migration can be made shorter.', false);
  }

  async handle(options: OptimizeOptions & CommonOptions, app: string, name: string): Promise<void> {
    const { MigrationLoader } = await import('../../db/migrations/loader.ts');
    const { optimize } = await import('../../db/migrations/optimizer.ts');
    const { Migration } = await import('../../db/migrations/migration.ts');
    const { migrationText } = await import('../migrations/migration-text.ts');
    const { folderOf } = await import('../migrations/write-migrations.ts');
    const loader = await MigrationLoader.load(undefined, { replaceMigrations: false });
    requireMigrations({ loader }, app);
    const migration = findMigration(loader, app, name);
    const operations = optimize(migration.operations, app);
    const [before, after] = [migration.operations.length, operations.length];
    const say = (text: string): void => {
      if (options.verbosity >= 1) this.stdout.write(text);
    };
    if (before === after) return say('No optimizations possible.');
    say(`Optimizing from ${before} operations to ${after} operations.`);
    if (options.check) {
      process.exitCode = 1;
      return;
    }
    const folder = folderOf(app);
    let file = migration.file ?? path.join(folder, `${migration.name}.ts`);
    let { text, copied } = await migrationText(migration.with({ operations }), [migration], folder, true);
    if (copied.length > 0) {
      if (migration.replaces.length > 0) {
        throw new CommandError(
          'The code of a squashed migration would have to be ported by hand.',
          'Delete the migrations that it replaces first, and its `replaces`.',
        );
      }
      const beside = new Migration(app, `${migration.name}_optimized`, {
        dependencies: migration.dependencies,
        operations,
        replaces: [migration.key],
      });
      ({ text, copied } = await migrationText(beside, [migration], folder, true));
      file = path.join(folder, `${beside.name}.ts`);
      say(this.style.heading('Manual porting required'));
      say(`  The code of ${copied.join(', ')} was copied: see to what it imports.`);
    }
    await writeFile(file, text);
    say(this.style.heading(`Optimized migration ${path.relative(settings.BASE_DIR, file)}`));
  }
}
