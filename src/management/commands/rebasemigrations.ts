import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { apps } from '../../apps/registry.ts';
import { settings } from '../../conf/configure.ts';
import type { Rebase } from '../../db/migrations/linear/rebase.ts';
import type { MigrationLoader } from '../../db/migrations/loader.ts';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import { CommandError } from '../command-error.ts';
import { branchesToRebase } from '../migrations/branches-to-rebase.ts';
import { folderOf } from '../migrations/write-migrations.ts';

interface RebaseOptions {
  dryRun: boolean;
}

/** `rebasemigrations app [name]`: after a merge, put one's own migrations after those of the others. */
export default class RebaseMigrations extends BaseCommand<RebaseOptions> {
  override help =
    'Renumber your own migrations of an app, so that they follow those that others made meanwhile.';
  override requiresSystemChecks = false;

  override addArguments(parser: Command): void {
    parser
      .argument('<app>', 'Label of the app.')
      .argument('[name]', 'Your last migration; found from max_migration.txt where git left a conflict.')
      .option('--dry-run', 'Show what would be renamed.', false);
  }

  async handle(options: RebaseOptions & CommonOptions, app: string, name?: string): Promise<void> {
    const { MigrationLoader: Loader } = await import('../../db/migrations/loader.ts');
    const { planRebase } = await import('../../db/migrations/linear/rebase.ts');
    const loader = await Loader.load(undefined);
    const { own, onto } = branchesToRebase(loader, app, name);
    const rebase = planRebase(loader.graph, own, onto);
    await this.#refuseApplied(rebase);
    for (const { migration, name: next } of rebase.renamed) {
      if (options.verbosity >= 1) this.stdout.write(`  ${migration.name} -> ${next}`);
    }
    if (options.dryRun) return;
    await this.#rewrite(loader, rebase, app);
    if (options.verbosity >= 1) {
      this.stdout.write(this.style.success(`They follow ${onto.name} now.`));
    }
  }

  /** Renaming what a database has had would make it forget that. */
  async #refuseApplied({ renamed, fork }: Rebase): Promise<void> {
    const { connections } = await import('../../db/connections.ts');
    const { MigrationRecorder } = await import('../../db/migrations/recorder.ts');
    for (const connection of connections.all()) {
      const applied = await new MigrationRecorder(connection).appliedMigrations();
      const own = renamed.find(({ migration }) => applied.has(String(migration)));
      if (own === undefined) continue;
      throw new CommandError(
        `Migration ${own.migration} is applied to the database '${connection.alias}'.`,
        `Undo it before it gets another name: node manage.js migrate ${own.migration.appLabel} ${fork?.name ?? 'zero'}.`,
      );
    }
  }

  async #rewrite(loader: MigrationLoader, rebase: Rebase, app: string): Promise<void> {
    const { replaceKey } = await import('../../db/migrations/linear/rebase.ts');
    const { MAX_MIGRATION, readMaxMigration, writeMaxMigration } = await import(
      '../../db/migrations/linear/max-migration.ts'
    );
    const folder = folderOf(app);
    const fresh = new Map<string, string>();
    for (const [index, { migration, name }] of rebase.renamed.entries()) {
      const file = requireFile(migration.file, String(migration));
      const target = path.join(folder, `${name}${path.extname(file)}`);
      if (existsSync(target))
        throw new CommandError(`${path.relative(settings.BASE_DIR, target)} is there already.`);
      if (index > 0) continue;
      const text = await readFile(file, 'utf8');
      const { fork, onto } = rebase;
      if (fork === undefined) {
        throw new CommandError(
          `${onto} and ${migration} both begin the app.`,
          'Make one of them depend on the other.',
        );
      }
      const moved = replaceKey(text, app, fork.name, onto.name);
      if (moved === text) {
        throw new CommandError(
          `${path.relative(settings.BASE_DIR, file)} does not name ['${app}', '${fork.name}'] in its dependencies.`,
          `Write its dependency on ${onto.name} by hand, then run this again.`,
        );
      }
      fresh.set(file, moved);
    }
    for (const { file } of loader.disk.values()) {
      if (file === undefined || !isOfProject(file)) continue;
      const before = fresh.get(file) ?? (await readFile(file, 'utf8'));
      const after = rebase.renamed.reduce(
        (text, { migration, name }) => replaceKey(text, app, migration.name, name),
        before,
      );
      if (after !== before || fresh.has(file)) await writeFile(file, after);
    }
    for (const { migration, name } of rebase.renamed) {
      const file = migration.file!;
      await rename(file, path.join(folder, `${name}${path.extname(file)}`));
    }
    if (settings.LINEAR_MIGRATIONS || readMaxMigration(folder).kind !== 'missing') {
      writeMaxMigration(folder, rebase.renamed.at(-1)!.name);
      this.stdout.write(`  ${MAX_MIGRATION} names ${rebase.renamed.at(-1)!.name}`);
    }
  }
}

function requireFile(file: string | undefined, name: string): string {
  if (file !== undefined) return file;
  throw new CommandError(`${name} has no file.`);
}

function isOfProject(file: string): boolean {
  return apps.getAppConfigs().some((app) => file.startsWith(app.path)) && !file.includes('node_modules');
}
