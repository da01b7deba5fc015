import type { AppConfig } from '../../../apps/app-config.ts';
import { apps } from '../../../apps/registry.ts';
import { settings } from '../../../conf/configure.ts';
import { CheckError, type CheckMessage } from '../../../core/checks/messages.ts';
import type { CheckContext } from '../../../core/checks/registry.ts';
import { parseNumber } from '../autodetector/arrange.ts';
import { isOwnApp, migrationFiles, migrationsFolder } from '../migration-files.ts';
import { MAX_MIGRATION, readMaxMigration } from './max-migration.ts';

/** With LINEAR_MIGRATIONS, whether each app of the project says in its max_migration.txt which of its migrations is the last. */
export function checkLinearMigrations({ appConfigs }: CheckContext): CheckMessage[] {
  if (!settings.LINEAR_MIGRATIONS) return [];
  return (appConfigs ?? apps.getAppConfigs()).filter(isOwnApp).flatMap(checkApp);
}

function checkApp(app: AppConfig): CheckMessage[] {
  const folder = migrationsFolder(app);
  const names = folder === undefined ? [] : [...migrationFiles(folder).keys()];
  if (folder === undefined || names.length === 0) return [];
  const where = `The file ${MAX_MIGRATION} of the app '${app.label}'`;
  const max = readMaxMigration(folder);
  switch (max.kind) {
    case 'missing':
      return [error('migrations.E001', `${where} is missing.`, "Run 'node manage.js makemigrations'.")];
    case 'conflict': {
      const hint = `Run 'node manage.js rebasemigrations ${app.label}' to put one after the other.`;
      return [error('migrations.E002', `${where} names two migrations: ${max.ours}, ${max.theirs}.`, hint)];
    }
    case 'unreadable':
      return [
        error('migrations.E002', `${where} does not name one migration.`, 'Write the last one into it.'),
      ];
  }
  const last = names.sort((a, b) => (parseNumber(a) ?? 0) - (parseNumber(b) ?? 0)).at(-1)!;
  if (names.includes(max.name) && parseNumber(max.name) === parseNumber(last)) return [];
  const hint = `Did a merge take both? Run 'node manage.js rebasemigrations ${app.label} <your migration>', or write ${last} into it.`;
  return [error('migrations.E003', `${where} names ${max.name}, which is not the last: ${last} is.`, hint)];
}

function error(id: string, message: string, hint: string): CheckMessage {
  return new CheckError(message, { id, hint });
}
