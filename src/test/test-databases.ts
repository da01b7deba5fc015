import { apps } from '../apps/registry.ts';
import { settings } from '../conf/configure.ts';
import type { DatabaseSettings, Settings } from '../conf/settings.ts';
import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import { connections } from '../db/connections.ts';
import { callCommand } from '../management/call-command.ts';
import type { Output } from '../management/output.ts';
import { overrideSettings } from './override-settings.ts';

export interface TestDatabaseOptions {
  /** Use the database of the last run, and leave it for the next one. */
  keepdb: boolean;
  verbosity: number;
  output: Output;
}

/**
 * Put an empty, migrated database in the place of each of the project's, so that tests never touch real rows. SQLite's are in memory
 * unless they are kept.
 * @returns a function that goes back to the real ones
 */
export async function createTestDatabases(options: TestDatabaseOptions): Promise<() => Promise<void>> {
  const restore: (() => Promise<void>)[] = [];
  const say = (what: string, alias: string): void => {
    if (options.verbosity > 0) options.output.write(`${what} test database for alias '${alias}'...`);
  };
  const made = new Map<string, DatabaseSettings>();
  const mirrors = Object.entries(settings.DATABASES).filter(([, { TEST }]) => TEST?.MIRROR);
  for (const [alias, { TEST }] of Object.entries(settings.DATABASES)) {
    if (TEST?.MIRROR) continue;
    say(options.keepdb ? 'Using existing' : 'Creating', alias);
    const database = await connections.get(alias).createTestDatabase(options.keepdb);
    const back = await connections.override(alias, database.settings);
    made.set(alias, database.settings);
    const migrate = () => makeTables(alias, options.verbosity);
    await (TEST?.MIGRATE === false ? overrideSettings(withoutMigrations(), migrate) : migrate());
    restore.unshift(async () => {
      say(options.keepdb ? 'Preserving' : 'Destroying', alias);
      await back();
      await database.destroy();
    });
  }
  for (const [alias, { TEST }] of mirrors) {
    const mirrored = made.get(TEST!.MIRROR!);
    if (mirrored === undefined) {
      throw new ImproperlyConfigured(
        `The database '${alias}' is to mirror '${TEST!.MIRROR}', which is no database of its own.`,
        `Choices are: ${[...made.keys()].join(', ')}.`,
      );
    }
    restore.unshift(await connections.override(alias, mirrored));
  }
  return async () => {
    for (const one of restore) await one();
  };
}

async function makeTables(alias: string, verbosity: number): Promise<void> {
  await callCommand('migrate', [], {
    database: alias,
    runSyncdb: true,
    verbosity: Math.max(verbosity - 1, 0),
  });
}

/** Settings in which no app has migrations, so that its tables are made as its models say. */
function withoutMigrations(): Pick<Settings, 'MIGRATION_MODULES'> {
  return { MIGRATION_MODULES: Object.fromEntries(apps.getAppConfigs().map(({ label }) => [label, null])) };
}
