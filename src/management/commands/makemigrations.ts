import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { apps } from '../../apps/registry.ts';
import { settings } from '../../conf/configure.ts';
import type { DatabaseWrapper } from '../../db/backends/base/database-wrapper.ts';
import type { Changes } from '../../db/migrations/autodetector/migration-list.ts';
import type { MigrationLoader } from '../../db/migrations/loader.ts';
import type { Migration } from '../../db/migrations/migration.ts';
import type { Questioner } from '../../db/migrations/questioner/questioner.ts';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import { CommandError } from '../command-error.ts';
import { asCommandError } from '../migrations/as-command-error.ts';
import { checkLabels } from '../migrations/check-labels.ts';
import { refuseConflicts } from '../migrations/conflicts.ts';

interface MakeMigrationsOptions {
  dryRun: boolean;
  merge: boolean;
  empty: boolean;
  input: boolean;
  name?: string;
  header: boolean;
  check: boolean;
  update: boolean;
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
    checkLabels(labels);
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
        this.stdout,
      );
      return this.#write(new Map(written), options);
    }
    refuseConflicts(loader, labels);
    const changes = options.empty
      ? await this.#empty(loader, options, labels)
      : await this.#detect(loader, options, labels);
    if (changes.size === 0) {
      if (options.verbosity >= 1) this.stdout.write(nothingChanged(labels));
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

  async #questioner(options: MakeMigrationsOptions & CommonOptions): Promise<Questioner> {
    const { parseAnswers, PreparedQuestioner } = await import('../../db/migrations/questioner/prepared.ts');
    const answers = {
      renames: parseAnswers('--rename', options.rename),
      defaults: parseAnswers('--default', options.default),
    };
    return new PreparedQuestioner(answers, await this.#asker(options));
  }

  async #asker(options: MakeMigrationsOptions & CommonOptions): Promise<Questioner> {
    if (options.check) {
      const { PermissiveQuestioner } = await import('../../db/migrations/questioner/permissive.ts');
      return new PermissiveQuestioner();
    }
    if (!options.input) {
      const { SilentQuestioner } = await import('../../db/migrations/questioner/silent.ts');
      return new SilentQuestioner((text) => this.stderr.write(text));
    }
    const { InteractiveQuestioner } = await import('../../db/migrations/questioner/interactive.ts');
    const prompt = await import('../prompt.ts');
    return new InteractiveQuestioner({ ...prompt, say: (text) => this.stdout.write(text) });
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
    const { updated, obsolete } = await updatedMigrations(loader, changes);
    await this.#write(updated, options);
    if (!options.dryRun && !options.check) for (const file of obsolete) await rm(file);
  }

  /** Show the migrations and, unless it is a dry run, write their files. */
  async #write(changes: Changes, options: MakeMigrationsOptions & CommonOptions): Promise<void> {
    if (changes.size === 0) return;
    const { writeMigration } = await import('../../db/migrations/writer/writer.ts');
    const { ReferenceFinder } = await import('../../db/migrations/writer/references.ts');
    const { header } = await import('../migrations/header.ts');
    const references = await ReferenceFinder.load();
    const files: { file: string; text: string }[] = [];
    for (const [app, migrations] of changes) {
      if (options.verbosity >= 1) this.stdout.write(this.style.heading(`Migrations for '${app}':`));
      const folder = await this.#folder(app);
      for (const migration of migrations) {
        const file = path.join(folder, `${migration.name}.ts`);
        const text = writeMigration(migration, {
          folder,
          references,
          header: options.header ? header() : undefined,
        });
        files.push({ file, text });
        this.#show(file, migration, text, options);
      }
    }
    if (options.dryRun || options.check) return;
    for (const { file, text } of files) {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
    }
  }

  #show(
    file: string,
    migration: Migration,
    text: string,
    options: MakeMigrationsOptions & CommonOptions,
  ): void {
    if (options.verbosity < 1) return;
    this.stdout.write(`  ${this.style.label(path.relative(settings.BASE_DIR, file))}`);
    for (const operation of migration.operations)
      this.stdout.write(`    ${operation.formattedDescription()}`);
    if (options.dryRun && options.verbosity >= 3) this.stdout.write(`\n${text}`);
  }

  async #folder(label: string): Promise<string> {
    const { migrationsFolder } = await import('../../db/migrations/migration-files.ts');
    const folder = migrationsFolder(apps.getAppConfig(label));
    if (folder !== undefined) return folder;
    throw new CommandError(
      `The app '${label}' has no folder for migrations: MIGRATION_MODULES sets it to null.`,
      'Take the entry out of the settings.',
    );
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
