import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { apps } from '../../apps/registry.ts';
import { settings } from '../../conf/configure.ts';
import type { DatabaseWrapper } from '../../db/backends/base/database-wrapper.ts';
import type { Changes } from '../../db/migrations/autodetector/migration-list.ts';
import type { MigrationLoader } from '../../db/migrations/loader.ts';
import type { Questioner } from '../../db/migrations/questioner/questioner.ts';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import { CommandError } from '../command-error.ts';
import { asCommandError } from '../migrations/as-command-error.ts';
import { checkLabels } from '../migrations/check-labels.ts';
import { refuseConflicts } from '../migrations/conflicts.ts';
import type { Output } from '../output.ts';

interface MakeMigrationsOptions {
  dryRun: boolean;
  merge: boolean;
  empty: boolean;
  input: boolean;
  name?: string;
  header: boolean;
  check: boolean;
  update: boolean;
  scriptable: boolean;
  rename: readonly string[];
  default: readonly string[];
}

/** `makemigrations [apps]`: write what changed in the models since the last migration as a new one. */
export default class MakeMigrations extends BaseCommand<MakeMigrationsOptions> {
  override help = 'Write new migrations for what changed in the models of the apps.';
  override requiresSystemChecks = ['models'];

  override addArguments(parser: Command): void {
    parser
      .argument('[apps...]', 'Labels of the apps; all of them otherwise.')
      .option('--dry-run', 'Show what would be written, and write nothing.', false)
      .option('--merge', 'Join migrations that were made side by side.', false)
      .option('--empty', 'Write an empty migration, to be filled by hand.', false)
      .option('--noinput, --no-input', 'Ask nothing; what cannot be known ends the command with code 3.')
      .option('-n, --name <name>', 'Name of the migration, after its number.')
      .option('--no-header', 'Leave out the line that says when the file was written.')
      .option('--check', 'Write nothing; fail when models have changes without a migration.', false)
      .option('--update', "Work the changes into the app's last migration.", false)
      .option(
        '--scriptable',
        'Say everything on standard error, and on standard output only which files were written.',
        false,
      )
      .option(
        '--rename <answer>',
        'Answer in advance: app.Model.old=new, app.Old=New; may be repeated.',
        collect,
        [],
      )
      .option(
        '--default <answer>',
        'Answer in advance: app.Model.field=expression; may be repeated.',
        collect,
        [],
      );
  }

  async handle(options: MakeMigrationsOptions & CommonOptions, labels: readonly string[]): Promise<void> {
    checkLabels(labels, { exitCode: 2 });
    if (options.name !== undefined && !/^[\p{ID_Start}_0-9][\p{ID_Continue}]*$/u.test(options.name)) {
      throw new CommandError('The migration name must be letters, digits and underscores.');
    }
    await asCommandError(() => this.#make(options, labels));
  }

  async #make(options: MakeMigrationsOptions & CommonOptions, labels: readonly string[]): Promise<void> {
    const { MigrationLoader: Loader } = await import('../../db/migrations/loader.ts');
    const { connections } = await import('../../db/connections.ts');
    const { loadRouters } = await import('../../db/router.ts');
    await loadRouters();
    const loader = await Loader.load(undefined);
    await this.#checkHistories(loader, connections.all());
    const conflicts = new Map(
      [...loader.detectConflicts()].filter(([app]) => labels.length === 0 || labels.includes(app)),
    );
    if (options.merge) {
      const { mergeMigrations } = await import('../migrations/merge-migrations.ts');
      const written = await mergeMigrations(
        loader,
        conflicts,
        await this.#questioner(options),
        options,
        this.#log(options),
      );
      return this.#write(new Map(written), options);
    }
    refuseConflicts(loader, labels);
    const changes = options.empty
      ? await this.#empty(loader, options, labels)
      : await this.#detect(loader, options, labels);
    if (changes.size === 0) {
      if (options.verbosity >= 1) this.#log(options).write(nothingChanged(labels));
      return;
    }
    if (options.update && !options.empty) await this.#update(loader, changes, options);
    else await this.#write(changes, options);
    if (options.check) process.exitCode = 1;
  }

  /** A database whose records contradict the files is told of before files are added. */
  async #checkHistories(loader: MigrationLoader, connections: readonly DatabaseWrapper[]): Promise<void> {
    const { MigrationRecorder } = await import('../../db/migrations/recorder.ts');
    for (const connection of connections) {
      try {
        loader.applied = await new MigrationRecorder(connection).appliedMigrations();
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        this.stderr.write(
          this.style.warning(
            `The history of database '${connection.alias}' could not be checked for consistency: ${reason}`,
          ),
        );
        continue;
      }
      loader.checkConsistentHistory(connection.alias);
    }
  }

  async #detect(
    loader: MigrationLoader,
    options: MakeMigrationsOptions & CommonOptions,
    labels: readonly string[],
  ): Promise<Changes> {
    const { Autodetector } = await import('../../db/migrations/autodetector/autodetector.ts');
    const { projectStateOf } = await import('../../db/migrations/state/model-state-of.ts');
    const { isOwnApp, migrationsFolder } = await import('../../db/migrations/migration-files.ts');
    // An app of the project without a folder for migrations yet gets one; git keeps no empty folders.
    const convert = [...loader.unmigratedApps].filter((label) => {
      const app = apps.getAppConfig(label);
      return labels.includes(label) || (isOwnApp(app) && migrationsFolder(app) !== undefined);
    });
    const detector = new Autodetector(
      loader.projectState(),
      projectStateOf(apps.getModels({ includeSwapped: true }) as unknown as Iterable<never>),
      await this.#questioner(options),
    );
    return detector.changes(loader.graph, {
      ...(labels.length > 0 && { trimToApps: new Set(labels) }),
      convertApps: new Set(convert),
      ...(options.name !== undefined && { migrationName: options.name }),
    });
  }

  async #questioner(options: MakeMigrationsOptions): Promise<Questioner> {
    const { chooseQuestioner } = await import('../migrations/choose-questioner.ts');
    if (options.scriptable) (await import('../keyboard.ts')).keyboard.screen = process.stderr;
    return chooseQuestioner(options, this.#log(options), this.stderr);
  }

  async #empty(
    loader: MigrationLoader,
    options: MakeMigrationsOptions & CommonOptions,
    labels: readonly string[],
  ): Promise<Changes> {
    if (labels.length === 0)
      throw new CommandError('You must supply at least one app label when using --empty.');
    const { arrangeForGraph } = await import('../../db/migrations/autodetector/arrange.ts');
    const { Migration } = await import('../../db/migrations/migration.ts');
    const empty: Changes = new Map();
    for (const label of labels) empty.set(label, [new Migration(label, 'custom', { operations: [] })]);
    return arrangeForGraph(empty, loader.graph, await this.#questioner(options), options.name);
  }

  async #update(loader: MigrationLoader, changes: Changes, options: MakeMigrationsOptions & CommonOptions) {
    const { updatedMigrations } = await import('../migrations/update-migrations.ts');
    const { updated, obsolete } = updatedMigrations(loader, changes, options.name);
    await this.#write(updated, options);
    if (options.dryRun || options.check) return;
    for (const file of obsolete) {
      await rm(file);
      if (options.verbosity >= 1)
        this.#log(options).write(`Deleted ${path.relative(settings.BASE_DIR, file)}`);
    }
  }

  /** Show the migrations, and write them unless nothing shall be changed. */
  async #write(changes: Changes, options: MakeMigrationsOptions & CommonOptions): Promise<void> {
    const { writeMigrations } = await import('../migrations/write-migrations.ts');
    const dryRun = options.dryRun || options.check;
    const files = await writeMigrations(changes, { ...options, dryRun }, this.#log(options));
    if (!options.scriptable) return;
    for (const file of files) this.stdout.write(path.relative(settings.BASE_DIR, file));
  }

  /** Where what happens is told. */
  #log(options: MakeMigrationsOptions): Output {
    return options.scriptable ? this.stderr : this.stdout;
  }
}

function collect(answer: string, before: readonly string[]): string[] {
  return [...before, answer];
}

function nothingChanged(labels: readonly string[]): string {
  if (labels.length === 0) return 'No changes detected';
  if (labels.length === 1) return `No changes detected in app '${labels[0]}'`;
  return `No changes detected in apps '${labels.join("', '")}'`;
}
