import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { settings } from '../../conf/configure.ts';
import type { MigrationLoader } from '../../db/migrations/loader.ts';
import type { Migration } from '../../db/migrations/migration.ts';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import { CommandError } from '../command-error.ts';
import { findMigration } from '../migrations/find-migration.ts';
import { requireMigrations } from '../migrations/resolve-targets.ts';

interface SquashOptions {
  optimize: boolean;
  input: boolean;
  squashedName?: string;
  header: boolean;
}

/** `squashmigrations app [start] name`: one migration in the place of those up to this one. */
export default class SquashMigrations extends BaseCommand<SquashOptions> {
  override help = 'Write one migration that takes the place of several.';
  override requiresSystemChecks = false;

  override addArguments(parser: Command): void {
    parser
      .argument('<app>', 'Label of the app.')
      .argument('<start-or-name>', 'With two names the first migration to squash; with one the last.')
      .argument('[name]', 'The last migration to squash, or the beginning of its name.')
      .option('--no-optimize', 'Keep the operations as they are.')
      .option('--noinput, --no-input', 'Ask nothing.')
      .option('--squashed-name <name>', 'Name of the new migration, after its number.')
      .option('--no-header', 'Leave out the line that says when the file was written.');
  }

  async handle(
    options: SquashOptions & CommonOptions,
    app: string,
    first: string,
    second?: string,
  ): Promise<void> {
    const { MigrationLoader: Loader } = await import('../../db/migrations/loader.ts');
    const loader = await Loader.load(undefined);
    requireMigrations({ loader }, app);
    const last = findMigration(loader, app, second ?? first);
    const start = second === undefined ? undefined : findMigration(loader, app, first);
    const squashed = squashedBetween(loader, start, last);
    const say = (text: string): void => {
      if (options.verbosity >= 1) this.stdout.write(text);
    };
    say(this.style.heading('Will squash the following migrations:'));
    for (const migration of squashed) say(` - ${migration.name}`);
    if (options.input && !(await agreed())) return;
    await this.#write(squashed, start, options, say);
  }

  async #write(
    migrations: readonly Migration[],
    start: Migration | undefined,
    options: SquashOptions,
    say: (text: string) => void,
  ): Promise<void> {
    const { squash } = await import('../../db/migrations/squash.ts');
    const { Migration: New } = await import('../../db/migrations/migration.ts');
    const { migrationText } = await import('../migrations/migration-text.ts');
    const { folderOf } = await import('../migrations/write-migrations.ts');
    const last = migrations.at(-1)!;
    const { definition, before } = squash(migrations, { optimized: options.optimize });
    const after = definition.operations.length;
    if (options.optimize) {
      say(this.style.heading('Optimizing...'));
      say(
        after === before
          ? '  No optimizations possible.'
          : `  Optimized from ${before} operations to ${after} operations.`,
      );
    }
    const name = nameOf(start, last, options.squashedName);
    const initial = start === undefined ? { initial: true } : {};
    const migration = new New(last.appLabel, name, { ...initial, ...definition });
    const folder = folderOf(last.appLabel);
    const file = path.join(folder, `${name}.ts`);
    if (existsSync(file)) {
      throw new CommandError(`Migration ${name} already exists.`, 'Use a different name: --squashed-name.');
    }
    const { text, copied } = await migrationText(migration, migrations, folder, options.header);
    await mkdir(folder, { recursive: true });
    await writeFile(file, text);
    say(this.style.heading(`Created new squashed migration ${path.relative(settings.BASE_DIR, file)}`));
    say('  Commit it, and leave the old ones in place: databases that are new will use it.');
    say('  When every database has had the old ones, delete them, and `replaces` of the new one.');
    if (copied.length === 0) return;
    say(this.style.heading('Manual porting required'));
    say(`  The code of ${copied.join(', ')} was copied: see to what it imports.`);
  }
}

/** Milliseconds that an answer may take to come through a pipe. */
const PATIENCE = 3000;

/** The app's migrations up to the last one, from the first or from `start` on; a squashed one stands for those that it replaces. */
function squashedBetween(
  loader: MigrationLoader,
  start: Migration | undefined,
  last: Migration,
): Migration[] {
  if (!loader.graph.has(last.key)) {
    const own = loader.graph.migrations.filter(({ appLabel }) => appLabel === last.appLabel);
    throw new CommandError(
      `The migration '${last}' has been replaced by a squashed one.`,
      `Name one of: ${own.map(({ name }) => name).join(', ')}.`,
    );
  }
  const plan = loader.graph.forwardsPlan(last.key).filter(({ appLabel }) => appLabel === last.appLabel);
  if (start === undefined) return plan;
  const index = plan.indexOf(start);
  if (index >= 0) return plan.slice(index);
  throw new CommandError(
    `The migration '${start}' cannot be found before '${last}'.`,
    `Maybe it comes after it. Those before are: ${plan.map(({ name }) => name).join(', ')}.`,
  );
}

function nameOf(start: Migration | undefined, last: Migration, squashedName: string | undefined): string {
  if (start === undefined) return `0001_${squashedName ?? `squashed_${last.name}`}`;
  if (squashedName === undefined) return `${start.name}_squashed_${last.name}`;
  return `${start.name.split('_', 1)[0]}_${squashedName}`;
}

/** Whether a person, or what is piped in, agrees; nobody is as good as yes. */
async function agreed(): Promise<boolean> {
  const { confirm } = await import('../prompt.ts');
  const { keyboard } = await import('../keyboard.ts');
  keyboard.patience ??= PATIENCE;
  if (!(await keyboard.hasInput())) return true;
  return confirm('Do you wish to proceed?', { fallback: false });
}
