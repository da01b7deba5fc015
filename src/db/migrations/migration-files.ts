import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { AppConfig } from '../../apps/app-config.ts';
import { settings } from '../../conf/configure.ts';
import { loadModules } from '../../utils/load-module.ts';
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
    found.set(match[1]!, folder + path.sep + entry);
  }
  return found;
}

/** Import the migrations of apps. @throws BadMigrationError, ModuleLoadError naming the file */
export async function loadMigrations(configs: readonly AppConfig[]): Promise<Migration[]> {
  const found = configs.flatMap((app) => {
    const folder = migrationsFolder(app);
    const files = folder === undefined ? [] : [...migrationFiles(folder)];
    return files.map(([name, file]) => ({ app, name, file }));
  });
  const modules = await loadModules(found.map(({ file }) => file));
  return found.map(({ app, name, file }, i) => {
    const { default: definition } = modules[i]!;
    if (!isDefinition(definition)) throw new BadMigrationError(file);
    return new Migration(app.label, name, definition, file);
  });
}

function isDefinition(value: unknown): value is MigrationDefinition {
  return (
    typeof value === 'object' &&
    value !== null &&
    Array.isArray((value as { operations?: unknown }).operations)
  );
}
