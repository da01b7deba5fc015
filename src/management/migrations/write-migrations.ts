import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { apps } from '../../apps/registry.ts';
import { settings } from '../../conf/configure.ts';
import type { Changes } from '../../db/migrations/autodetector/migration-list.ts';
import { writeMaxMigration } from '../../db/migrations/linear/max-migration.ts';
import { migrationsFolder } from '../../db/migrations/migration-files.ts';
import { ReferenceFinder } from '../../db/migrations/writer/references.ts';
import { writeMigration } from '../../db/migrations/writer/writer.ts';
import { CommandError } from '../command-error.ts';
import type { Output } from '../output.ts';
import { style } from '../style.ts';
import { header } from './header.ts';

export interface WriteOptions {
  /** Show only. */
  dryRun: boolean;
  /** Whether the files say when they were written. */
  header: boolean;
  verbosity: number;
}

/**
 * Show new migrations and, unless it is a dry run, write their files.
 * @returns the files that were written
 */
export async function writeMigrations(
  changes: Changes,
  options: WriteOptions,
  output: Output,
): Promise<string[]> {
  if (changes.size === 0) return [];
  const references = await ReferenceFinder.load();
  const files: { file: string; text: string }[] = [];
  for (const [label, migrations] of changes) {
    if (options.verbosity >= 1) output.write(style.heading(`Migrations for '${label}':`));
    const folder = folderOf(label);
    for (const migration of migrations) {
      const file = path.join(folder, `${migration.name}.ts`);
      const top = options.header ? header() : undefined;
      const text = writeMigration(migration, { folder, references, header: top });
      files.push({ file, text });
      if (options.verbosity < 1) continue;
      output.write(`  ${style.label(path.relative(settings.BASE_DIR, file))}`);
      for (const operation of migration.operations) output.write(`    ${operation.formattedDescription()}`);
      if (options.dryRun && options.verbosity >= 3)
        output.write(`Full migrations file '${migration.name}.ts':\n${text}`);
    }
  }
  if (options.dryRun) return [];
  for (const { file, text } of files) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  if (settings.LINEAR_MIGRATIONS) nameLast(changes);
  return files.map(({ file }) => file);
}

/** Tell in each app's file which migration is its last now. */
function nameLast(changes: Changes): void {
  for (const [label, migrations] of changes) writeMaxMigration(folderOf(label), migrations.at(-1)!.name);
}

/** Where an app's new migrations go. @throws CommandError for an app that has none by its settings */
export function folderOf(label: string): string {
  const folder = migrationsFolder(apps.getAppConfig(label));
  if (folder !== undefined) return folder;
  throw new CommandError(
    `The app '${label}' has no folder for migrations: MIGRATION_MODULES sets it to null.`,
    'Take the entry out of the settings.',
  );
}
