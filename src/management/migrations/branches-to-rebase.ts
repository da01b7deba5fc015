import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { settings } from '../../conf/configure.ts';
import { readMaxMigration } from '../../db/migrations/linear/max-migration.ts';
import type { MigrationLoader } from '../../db/migrations/loader.ts';
import type { Migration } from '../../db/migrations/migration.ts';
import { CommandError } from '../command-error.ts';
import { findMigration } from './find-migration.ts';
import { requireMigrations } from './resolve-targets.ts';
import { folderOf } from './write-migrations.ts';

/** The last migration of one's own branch, and the one of the others that it is to follow. @throws CommandError */
export function branchesToRebase(
  loader: MigrationLoader,
  app: string,
  name: string | undefined,
): { own: Migration; onto: Migration } {
  requireMigrations({ loader }, app);
  const leaves = loader.graph.leafNodes(app);
  if (leaves.length < 2) {
    throw new CommandError(
      `The migrations of '${app}' follow each other already.`,
      'There is nothing to rebase.',
    );
  }
  if (leaves.length > 2) {
    const names = leaves.map((leaf) => leaf.name).join(', ');
    throw new CommandError(
      `The migrations of '${app}' end in more than two: ${names}.`,
      'Rebase one branch at a time.',
    );
  }
  const own = name === undefined ? fromConflict(loader, app, leaves) : findMigration(loader, app, name);
  const onto = leaves.find((leaf) => leaf !== own);
  if (leaves.includes(own) && onto !== undefined) return { own, onto };
  throw new CommandError(
    `${own} is not the last migration of a branch.`,
    `Those are: ${leaves.map((leaf) => leaf.name).join(', ')}.`,
  );
}

/** In a merge, git writes one's own side first; in a rebase, where own commits are played again, second. */
function fromConflict(loader: MigrationLoader, app: string, leaves: readonly Migration[]): Migration {
  const max = readMaxMigration(folderOf(app));
  if (max.kind === 'conflict') {
    return findMigration(loader, app, isRebasing(settings.BASE_DIR) ? max.theirs : max.ours);
  }
  const names = leaves.map((leaf) => leaf.name).join(' and ');
  throw new CommandError(
    `The migrations of '${app}' end in ${names}, and which one is yours cannot be seen.`,
    `Name it: node manage.js rebasemigrations ${app} ${leaves[1]!.name}.`,
    { exitCode: 3 },
  );
}

function isRebasing(folder: string): boolean {
  const git = gitFolder(folder);
  return (
    git !== undefined && ['rebase-merge', 'rebase-apply'].some((name) => existsSync(path.join(git, name)))
  );
}

/** The repository's own folder; of a worktree, what its `.git` file names. */
function gitFolder(folder: string): string | undefined {
  const found = path.join(folder, '.git');
  if (!existsSync(found)) {
    const parent = path.dirname(folder);
    return parent === folder ? undefined : gitFolder(parent);
  }
  if (existsSync(path.join(found, 'HEAD'))) return found;
  const [, named] = /^gitdir: (.+)$/m.exec(readFileSync(found, 'utf8')) ?? [];
  return named === undefined ? undefined : path.resolve(folder, named);
}
