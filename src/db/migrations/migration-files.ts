import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { AppConfig } from '../../apps/app-config.ts';
import { settings } from '../../conf/configure.ts';
import { loadModule } from '../../utils/load-module.ts';
import { isFolder } from '../../utils/module-file.ts';
import { BadMigrationError } from './errors/bad-migration-error.ts';
import { Migration, type MigrationDefinition } from './migration.ts';

/**
 * Where an app keeps its migrations: its own `migrations/`, or what MIGRATION_MODULES says.
 * @returns undefined for an app that MIGRATION_MODULES takes out of migrations (`null`)
 */
export function migrationsFolder(app: AppConfig): string | undefined {
  const override = settings.MIGRATION_MODULES[app.label];
  if (override === null || app.path === '') return undefined;
  return override === undefined
    ? path.join(app.path, 'migrations')
    : path.resolve(settings.BASE_DIR, override);
}

/** Whether an app has migrations: a folder for them, be it empty. */
export function hasMigrations(app: AppConfig): boolean {
  const folder = migrationsFolder(app);
  return folder !== undefined && isFolder(folder);
}

/** An app of the project itself, not of a package: its migrations are made here. */
export function isOwnApp(app: AppConfig): boolean {
  const relative = path.relative(settings.BASE_DIR, app.path);
  return app.path !== '' && !relative.startsWith('..') && !relative.split(path.sep).includes('node_modules');
}

/** Migration files of a folder by name, sorted. A `.ts` file goes before a `.js` one of the same name. */
export function migrationFiles(folder: string): Map<string, string> {
  if (!isFolder(folder)) return new Map();
  const found = new Map<string, string>();
  for (const entry of readdirSync(folder).sort()) {
    const match = /^(?![_~.])(?!index\.)(.+?)(?<!\.d)\.(m?[tj]s)$/.exec(entry);
    if (match === null || (found.has(match[1]!) && match[2]!.endsWith('js'))) continue;
    found.set(match[1]!, path.join(folder, entry));
  }
  return found;
}

/** Import the migrations of an app. @throws BadMigrationError, ModuleLoadError naming the file */
export async function loadMigrations(app: AppConfig): Promise<Migration[]> {
  const folder = migrationsFolder(app);
  if (folder === undefined) return [];
  const files = [...migrationFiles(folder)];
  return Promise.all(
    files.map(async ([name, file]) => {
      const { default: definition } = await loadModule(file);
      if (!isDefinition(definition)) throw new BadMigrationError(file);
      return new Migration(app.label, name, definition, file);
    }),
  );
}

function isDefinition(value: unknown): value is MigrationDefinition {
  return (
    typeof value === 'object' &&
    value !== null &&
    Array.isArray((value as { operations?: unknown }).operations)
  );
}
