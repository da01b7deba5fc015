import type { DatabaseSettings, TestDatabaseSettings } from '../conf/settings.ts';
import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import { nearest } from '../utils/nearest.ts';
import { shownValue } from '../utils/shown-value.ts';

type Names<T> = Readonly<Record<keyof Required<T>, true>>;

const KNOWN: Names<DatabaseSettings> = {
  ENGINE: true,
  NAME: true,
  USER: true,
  PASSWORD: true,
  HOST: true,
  PORT: true,
  OPTIONS: true,
  ATOMIC_REQUESTS: true,
  AUTOCOMMIT: true,
  CONN_MAX_AGE: true,
  CONN_HEALTH_CHECKS: true,
  DISABLE_SERVER_SIDE_CURSORS: true,
  TIME_ZONE: true,
  TEST: true,
};
const KNOWN_OF_TEST: Names<TestDatabaseSettings> = {
  NAME: true,
  MIRROR: true,
  CHARSET: true,
  COLLATION: true,
  TEMPLATE: true,
  MIGRATE: true,
};
const KNOWN_OF_POOL = ['max', 'acquireTimeout', 'idleTimeout'];

/**
 * A setting that nobody reads would be ignored without a word.
 * @throws ImproperlyConfigured for a name that is not known, and for what cannot be done
 */
export function checkSettings(alias: string, database: DatabaseSettings): void {
  const place = `DATABASES['${alias}']`;
  checkNames(place, database, Object.keys(KNOWN));
  checkNames(`${place}.TEST`, database.TEST ?? {}, Object.keys(KNOWN_OF_TEST));
  checkNames(`${place}.OPTIONS`, database.OPTIONS ?? {}, undefined);
  checkNames(`${place}.OPTIONS.pool`, database.OPTIONS?.['pool'] ?? {}, KNOWN_OF_POOL);
  for (const name of ['ENGINE', 'NAME'] as const) checkText(place, name, database[name]);
  const autocommit: unknown = database.AUTOCOMMIT ?? true;
  if (autocommit === true) return;
  throw new ImproperlyConfigured(
    `${place}.AUTOCOMMIT is ${shownValue(autocommit)}, and a database is always in autocommit here.`,
    'Leave it out. Where transactions are ended by hand, use setAutocommit(false, async () => { ... }) of jango/db; for one around each view, ATOMIC_REQUESTS: true.',
  );
}

/** @param known undefined where any name will do */
export function checkNames(place: string, given: unknown, known: readonly string[] | undefined): void {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new ImproperlyConfigured(
      `${place} is ${Array.isArray(given) ? 'a list' : shownValue(given)}.`,
      'Give it an object: names and their values.',
    );
  }
  if (known === undefined) return;
  const strange = Object.entries(given).find(([name, value]) => value !== undefined && !known.includes(name));
  if (strange === undefined) return;
  const near = nearest(strange[0], known);
  throw new ImproperlyConfigured(
    `${place} has a setting '${strange[0]}' that Jango doesn't know.`,
    near === undefined ? `Choices are: ${known.join(', ')}.` : `Did you mean '${near}'?`,
  );
}

function checkText(place: string, name: 'ENGINE' | 'NAME', value: unknown): void {
  if (typeof value === 'string') return;
  throw new ImproperlyConfigured(
    `${place}.${name} is ${shownValue(value)}, where a text belongs.`,
    name === 'ENGINE'
      ? "It is 'sqlite3', 'postgresql' or 'mysql'."
      : "Give it the name of the database, or of SQLite's file: NAME: 'db.sqlite3'.",
  );
}
