import { type Command, Option } from 'commander';
import type { MigrationLoader } from '../../db/migrations/loader.ts';
import type { Migration } from '../../db/migrations/migration.ts';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import { databaseOption } from '../database-option.ts';
import { checkLabels } from '../migrations/check-labels.ts';

interface ShowMigrationsOptions {
  database: string;
  list: boolean;
  plan: boolean;
}

/** `showmigrations [apps]`: the migrations there are, with an X for those that the database has had. */
export default class ShowMigrations extends BaseCommand<ShowMigrationsOptions> {
  override help = 'Show all migrations, and which of them are applied.';
  override requiresSystemChecks = false;

  override addArguments(parser: Command): void {
    parser
      .argument('[apps...]', 'Labels of the apps; all of them otherwise.')
      .addOption(databaseOption())
      .option('-l, --list', 'App by app; this is what it does anyway.', false)
      .addOption(
        new Option('-p, --plan', 'In the order in which they are applied.').default(false).conflicts('list'),
      );
  }

  async handle(options: ShowMigrationsOptions & CommonOptions, labels: readonly string[]): Promise<void> {
    checkLabels(labels, { exitCode: 2 });
    const { connections } = await import('../../db/connections.ts');
    const { MigrationLoader: Loader } = await import('../../db/migrations/loader.ts');
    const loader = await Loader.load(connections.get(options.database));
    if (options.plan) this.#plan(loader, labels, options.verbosity);
    else this.#list(loader, labels, options.verbosity);
  }

  #list(loader: MigrationLoader, labels: readonly string[], verbosity: number): void {
    const shown = labels.length > 0 ? labels : [...loader.migratedApps].sort();
    for (const label of shown) {
      this.stdout.write(this.style.label(label));
      const seen = new Set<string>();
      for (const leaf of loader.graph.leafNodes(label)) {
        for (const migration of loader.graph.forwardsPlan(leaf.key)) {
          if (migration.appLabel !== label || seen.has(migration.name)) continue;
          seen.add(migration.name);
          this.stdout.write(` ${this.#line(migration, loader, verbosity)}`);
        }
      }
      if (seen.size === 0) this.stdout.write(' (no migrations)');
    }
  }

  /** `[X]` is applied, `[ ]` is not; `[-]` is a squashed one all of whose parts are applied, while it is not recorded itself. */
  #line(migration: Migration, loader: MigrationLoader, verbosity: number): string {
    const { name, replaces } = migration;
    const title = replaces.length === 0 ? name : `${name} (${replaces.length} squashed migrations)`;
    const record = loader.applied.get(String(migration));
    if (record === undefined) return `[ ] ${title}`;
    if (record.applied === undefined) return `[-] ${title} Run 'node manage.js migrate' to finish recording.`;
    return verbosity >= 2 ? `[X] ${title} (applied at ${momentText(record.applied)})` : `[X] ${title}`;
  }

  #plan(loader: MigrationLoader, labels: readonly string[], verbosity: number): void {
    const leaves = loader.graph
      .leafNodes()
      .filter(({ appLabel }) => labels.length === 0 || labels.includes(appLabel));
    const plan = new Set(leaves.flatMap((leaf) => loader.graph.forwardsPlan(leaf.key)));
    for (const migration of plan) {
      const parents = verbosity >= 2 ? loader.graph.parentsOf(migration.key) : [];
      const needs = parents.length === 0 ? '' : ` ... (${parents.join(', ')})`;
      this.stdout.write(`[${loader.applied.has(String(migration)) ? 'X' : ' '}]  ${migration}${needs}`);
    }
    if (plan.size === 0) this.stdout.write(this.style.notice('(no migrations)'));
  }
}

/** `2026-11-23 02:00:00`, from what the driver gives. */
function momentText(applied: unknown): string {
  const text = applied instanceof Date ? applied.toISOString() : String(applied);
  return text.replace('T', ' ').slice(0, 19);
}
