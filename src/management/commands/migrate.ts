import { type Command, InvalidArgumentError } from 'commander';
import type { DatabaseWrapper } from '../../db/backends/base/database-wrapper.ts';
import type { MigrationExecutor, Target } from '../../db/migrations/executor.ts';
import type { PlanStep } from '../../db/migrations/plan.ts';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import { CommandError } from '../command-error.ts';
import { databaseOption } from '../database-option.ts';
import { checkLabels } from '../migrations/check-labels.ts';
import { refuseConflicts } from '../migrations/conflicts.ts';
import { printProgress } from '../migrations/print-progress.ts';
import { describeTargets, resolveTargets } from '../migrations/resolve-targets.ts';

interface MigrateOptions {
  database: string;
  fake: boolean;
  fakeInitial: boolean;
  plan: boolean;
  runSyncdb: boolean;
  check: boolean;
  drift: boolean;
  prune: boolean;
  input: boolean;
  lockTimeout: number;
  fromOperation?: number;
}

/** Seconds that another process's migrations may take. */
const LOCK_TIMEOUT = 600;

/** `migrate [app] [name]`: bring the database to the newest migrations, or to the one that is named. */
export default class Migrate extends BaseCommand<MigrateOptions> {
  override help = 'Apply migrations to the database, or undo them back to the one that is named.';
  override requiresSystemChecks = false;

  override addArguments(parser: Command): void {
    parser
      .argument('[app]', 'Label of the app; all of them otherwise.')
      .argument('[name]', "Name of a migration, or its beginning; 'zero' undoes all of the app.")
      .addOption(databaseOption())
      .option('--noinput, --no-input', 'Ask nothing.')
      .option('--fake', 'Record the migrations, and leave the database alone.', false)
      .option('--fake-initial', 'Only record first migrations whose tables are there already.', false)
      .option('--plan', 'Show what would be done.', false)
      .option('--run-syncdb', 'Make the tables of apps without migrations.', false)
      .option('--check', 'Fail when there are migrations to apply; change nothing.', false)
      .option(
        '--drift',
        'Only tell where the database differs from its migrations; fail when it does.',
        false,
      )
      .option('--prune', 'Forget records of migrations that have no file any more.', false)
      .option(
        '--lock-timeout <seconds>',
        'How long to wait for another process that migrates this database.',
        wholeNumber,
        LOCK_TIMEOUT,
      )
      .option(
        '--from-operation <number>',
        'Go on in the middle of the migration that is named: the operations before this one are done.',
        wholeNumber,
      );
  }

  async handle(options: MigrateOptions & CommonOptions, app?: string, name?: string): Promise<void> {
    await this.#runChecks(options);
    const { connections } = await import('../../db/connections.ts');
    const { loadRouters } = await import('../../db/router.ts');
    const { withMigrationLock } = await import('../../db/migrations/with-lock.ts');
    await loadRouters();
    const connection = connections.get(options.database);
    if (options.plan || options.check || options.drift) return this.#run(connection, options, app, name);
    const onWait = () => {
      if (options.verbosity >= 1)
        this.stderr.write('Another process is migrating this database: waiting for it.');
    };
    await withMigrationLock(connection, { timeout: options.lockTimeout, onWait }, () =>
      this.#run(connection, options, app, name),
    );
  }

  async #run(
    connection: DatabaseWrapper,
    options: MigrateOptions & CommonOptions,
    app?: string,
    name?: string,
  ): Promise<void> {
    const { MigrationExecutor: Executor } = await import('../../db/migrations/executor.ts');
    const executor = await Executor.load(
      connection,
      printProgress(this.stdout, this.style, options.verbosity),
    );
    executor.loader.checkConsistentHistory(options.database);
    if (options.drift) return this.#tellDrift(executor);
    refuseConflicts(executor.loader);
    const synced = options.runSyncdb ? appsToSync(executor, app) : [];
    const targets = app !== undefined && options.runSyncdb ? [] : resolveTargets(executor, app, name);
    if (options.prune) return this.#prune(executor, app, options);
    const plan = executor.migrationPlan(targets);
    if (options.fromOperation !== undefined) requireOne(plan, options.fromOperation);
    if (options.check && plan.length > 0) process.exitCode = 1;
    if (options.plan) return this.#showPlan(executor, plan);
    if (options.check) return;
    await this.#migrate(connection, executor, { options, app, name, targets, plan, synced });
  }

  async #runChecks({ skipChecks, database }: MigrateOptions & CommonOptions): Promise<void> {
    if (skipChecks) return;
    const { checkProject } = await import('../check-project.ts');
    await checkProject({ databases: [database], stdout: this.stdout, stderr: this.stderr });
  }

  async #migrate(connection: DatabaseWrapper, executor: MigrationExecutor, work: Work): Promise<void> {
    const { options, app, name, targets, plan, synced } = work;
    const { verbosity } = options;
    if (verbosity >= 1) {
      this.stdout.write(this.style.heading('Operations to perform:'));
      if (synced.length > 0)
        this.stdout.write(`${this.style.label('  Synchronize unmigrated apps:')} ${synced.join(', ')}`);
      if (!options.runSyncdb || app === undefined)
        this.stdout.write(describeTargets(this.style, targets, { app, name }));
    }
    const { emitMigrateSignals } = await import('../migrations/emit-signals.ts');
    const event = { verbosity, interactive: options.input, using: connection.alias, plan };
    const before = executor.stateOfApplied();
    await emitMigrateSignals('pre', { ...event, apps: before.apps }, this.stdout);
    if (synced.length > 0) {
      const { syncApps } = await import('../migrations/sync-apps.ts');
      await syncApps(connection, synced, verbosity, this.stdout, this.style);
    }
    if (verbosity >= 1) this.stdout.write(this.style.heading('Running migrations:'));
    if (plan.length === 0 && verbosity >= 1) await this.#nothingToDo(executor);
    const { fake, fakeInitial, fromOperation } = options;
    const resume = fromOperation === undefined ? {} : { fromOperation };
    const after = await executor.migrate(plan, { fake, fakeInitial, ...resume }).catch((error: unknown) => {
      // The line "Applying ..." is still open.
      if (verbosity >= 1) this.stdout.write();
      throw error;
    });
    await emitMigrateSignals('post', { ...event, apps: after.apps }, this.stdout);
  }

  async #tellDrift(executor: MigrationExecutor): Promise<void> {
    const { findDrift } = await import('../../db/migrations/drift/find-drift.ts');
    const { addUnmigratedModels } = await import('../../db/migrations/unmigrated-models.ts');
    const { connection, loader } = executor;
    const tolerated = executor.stateOfApplied();
    addUnmigratedModels(tolerated, loader);
    const drift = await findDrift(connection, executor.stateOfApplied(), tolerated);
    const { alias } = connection;
    if (drift.length === 0) {
      this.stdout.write(`No drift: the database '${alias}' is as its migrations say.`);
      return;
    }
    this.stdout.write(this.style.heading(`The database '${alias}' differs from what its migrations say:`));
    for (const { table, differences } of drift) {
      this.stdout.write(this.style.label(table));
      for (const { sign, text } of differences) this.stdout.write(`  ${sign} ${text}`);
    }
    process.exitCode = 1;
  }

  /** Changed models without a migration are the usual reason why there is less to do than was thought. */
  async #nothingToDo(executor: MigrationExecutor): Promise<void> {
    this.stdout.write('  No migrations to apply.');
    const { appsWithChanges } = await import('../migrations/apps-with-changes.ts');
    const changed = await appsWithChanges(executor.loader);
    if (changed.length === 0) return;
    this.stdout.write(
      this.style.notice(
        `  Your models in app(s): '${changed.join("', '")}' have changes that are not yet reflected in a migration, and so won't be applied.`,
      ),
    );
    this.stdout.write(
      this.style.notice(
        "  Run 'node manage.js makemigrations' to make new migrations, and then re-run 'node manage.js migrate' to apply them.",
      ),
    );
  }

  async #showPlan(executor: MigrationExecutor, plan: readonly PlanStep[]): Promise<void> {
    this.stdout.write(this.style.heading('Planned operations:'));
    if (plan.length === 0) this.stdout.write('  No planned migration operations.');
    for (const { migration, backwards } of plan) {
      this.stdout.write(this.style.label(String(migration)));
      for (const operation of migration.operations) {
        const text = operation.describe();
        const lost = backwards && !operation.reversible;
        const line = backwards ? `Undo ${text}` : text;
        this.stdout.write(lost ? this.style.warning(`    IRREVERSIBLE: ${line}`) : `    ${line}`);
      }
    }
    await this.#warnOf(executor, plan);
  }

  /** What of the project's own migrations may lock a big table or lose data. */
  async #warnOf(executor: MigrationExecutor, plan: readonly PlanStep[]): Promise<void> {
    const { isOwnApp } = await import('../../db/migrations/migration-files.ts');
    const { lintMigration } = await import('../../db/migrations/lint/lint-migration.ts');
    const { printFindings } = await import('../migrations/print-findings.ts');
    const { connection, loader } = executor;
    const { addUnmigratedModels } = await import('../../db/migrations/unmigrated-models.ts');
    const state = executor.stateOfApplied();
    addUnmigratedModels(state, loader);
    for (const { migration, backwards } of plan) {
      if (backwards) return;
      if (!isOwnApp(loader.apps.getAppConfig(migration.appLabel))) migration.mutateState(state);
      else printFindings(migration, lintMigration(migration, state, connection), this.stdout);
    }
  }

  async #prune(
    executor: MigrationExecutor,
    app: string | undefined,
    { verbosity }: CommonOptions,
  ): Promise<void> {
    if (app === undefined) throw new CommandError('Migrations can be pruned only when an app is specified.');
    const { disk } = executor.loader;
    const recorded = await executor.recorder.appliedMigrations();
    const gone = [...recorded].filter(([name, { key }]) => key[0] === app && !disk.has(name));
    const replacing = [...disk.values()].find((one) =>
      one.replaces.some((key) => gone.some(([name]) => name === key.join('.'))),
    );
    if (replacing !== undefined) {
      throw new CommandError(
        `Migrations cannot be pruned while ${replacing} replaces some that would be.`,
        'Take `replaces` out of it once every database has it.',
      );
    }
    if (verbosity > 0) this.stdout.write(this.style.heading('Pruning migrations:'));
    if (gone.length === 0 && verbosity > 0) this.stdout.write('  No migrations to prune.');
    for (const [name, { key }] of gone) {
      await executor.recorder.recordUnapplied(key);
      if (verbosity > 0) this.stdout.write(`  Pruning ${name}... ${this.style.success('OK')}`);
    }
  }
}

interface Work {
  options: MigrateOptions & CommonOptions;
  app: string | undefined;
  name: string | undefined;
  targets: readonly Target[];
  plan: readonly PlanStep[];
  /** Apps without migrations whose tables are made. */
  synced: readonly string[];
}

/** The apps that `--run-syncdb` is about. @throws CommandError for one that has migrations */
function appsToSync(executor: MigrationExecutor, app: string | undefined): readonly string[] {
  const { migratedApps, unmigratedApps } = executor.loader;
  if (app === undefined) return [...unmigratedApps].sort();
  checkLabels([app]);
  if (!migratedApps.has(app)) return [app];
  throw new CommandError(
    `Can't use --run-syncdb with app '${app}' as it has migrations.`,
    `Run 'node manage.js migrate ${app}'.`,
  );
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It is a whole number.');
  return Number(text);
}

/** @throws CommandError unless the plan is the one migration that stopped half way */
function requireOne(plan: readonly PlanStep[], fromOperation: number): void {
  const count = plan[0]?.migration.operations.length ?? 0;
  if (plan.length === 1 && !plan[0]!.backwards && fromOperation >= 1 && fromOperation <= count + 1) return;
  throw new CommandError(
    `--from-operation ${fromOperation} does not fit: the plan is ${plan.map(({ migration }) => migration).join(', ') || 'empty'}.`,
    'It goes on with one migration that stopped half way: migrate app name --from-operation 2.',
  );
}
