import path from 'node:path';
import type { DatabaseSettings } from '../../../conf/settings.ts';
import { ImproperlyConfigured } from '../../../core/errors/improperly-configured.ts';
import { registerFunctions } from './functions/register.ts';
import { loadSqliteDriver } from './load-driver.ts';
import { SqliteSession } from './session.ts';

const DEFAULT_TIMEOUT = 5;

/** Whether a NAME stands for a database that lives and dies with its connection. */
export function isMemoryFile(name: string): boolean {
  return name === ':memory:' || name === '';
}

/**
 * Open a connection with the pragmas and functions that it needs.
 * OPTIONS: `timeout` in seconds, `initCommand` (statements to run first), `transactionMode`, `driver`.
 */
export function openSession(
  alias: string,
  settings: DatabaseSettings,
  { readonly }: { readonly: boolean },
): SqliteSession {
  const { timeout = DEFAULT_TIMEOUT, initCommand, driver: wanted } = settings.OPTIONS ?? {};
  const memory = isMemoryFile(settings.NAME);
  const file = memory ? ':memory:' : path.resolve(settings.NAME);
  const driver = loadSqliteDriver(wanted);
  const options = { readonly, timeout: Number(timeout) * 1000 };
  let session: SqliteSession;
  try {
    session = new SqliteSession(driver.open(file, options), driver, alias);
  } catch (error) {
    throw new ImproperlyConfigured(
      `The SQLite file '${file}' cannot be opened: ${error instanceof Error ? error.message : String(error)}.`,
      `Check DATABASES['${alias}'].NAME; the folder has to exist.`,
      { cause: error },
    );
  }
  session.handle.exec('PRAGMA foreign_keys = ON');
  session.handle.exec('PRAGMA legacy_alter_table = OFF');
  if (!memory && !readonly) {
    session.handle.exec('PRAGMA journal_mode = WAL');
    session.handle.exec('PRAGMA synchronous = NORMAL');
  }
  registerFunctions(session.handle);
  if (typeof initCommand === 'string') session.handle.exec(initCommand);
  return session;
}
