import { rmSync } from 'node:fs';
import { connection } from 'jango/db';
import type { DatabaseSettings } from '../../src/conf/settings.ts';
import { connect } from '../../src/db/backends/postgresql/connect.ts';
import { emptyMysql, MYSQL } from './mysql.ts';
import { POOL } from './pool.ts';
import { testDatabaseName } from './test-database-name.ts';

/**
 * Which database the suites of tests/db run on: `TEST_DATABASE=postgresql npx vitest run tests/db`, or `mysql`. SQLite in memory unless said.
 * A server is found by PGHOST, PGPORT, PGUSER and PGPASSWORD.
 */
export const ENGINE = process.env['TEST_DATABASE'] ?? 'sqlite3';

const name = testDatabaseName();

export const POSTGRES: DatabaseSettings = {
  ENGINE: 'postgresql',
  HOST: process.env['PGHOST'] ?? '127.0.0.1',
  NAME: name,
  OPTIONS: POOL,
  ...(process.env['PGUSER'] === undefined ? { USER: 'root' } : {}),
};

/** Settings of the database that the suites run on. */
export function testDatabase(): DatabaseSettings {
  if (ENGINE === 'mysql') return MYSQL;
  return ENGINE === 'postgresql' ? POSTGRES : { ENGINE: 'sqlite3', NAME: ':memory:' };
}

let made = false;

/** Leave nothing in the default database of the settings, making it first where it isn't there. */
export async function emptyDatabase(): Promise<void> {
  if (connection.vendor === 'mysql') return emptyMysql();
  if (connection.vendor === 'sqlite') return emptyFile();
  if (!made) await makePostgres();
  made = true;
  await connection.execute('DROP SCHEMA public CASCADE');
  await connection.execute('CREATE SCHEMA public');
}

async function emptyFile(): Promise<void> {
  await connection.close();
  const { NAME } = connection.settings;
  for (const ending of ['', '-wal', '-shm', '-migrate.lock'])
    if (NAME !== ':memory:') rmSync(`${NAME}${ending}`, { force: true });
}

async function makePostgres(): Promise<void> {
  const session = await connect('default', { ...POSTGRES, NAME: 'postgres' });
  const found = await session.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (found.length === 0) await session.execute(`CREATE DATABASE "${name}"`, []);
  await session.end();
}

/** Why the tests of PostgreSQL cannot run; undefined when a server answers. */
export async function postgresIsAbsent(): Promise<string | undefined> {
  try {
    await (await connect('default', { ...POSTGRES, NAME: 'postgres' })).end();
    return undefined;
  } catch (error) {
    console.warn(`The tests of PostgreSQL are skipped: ${String(error)}`);
    return String(error);
  }
}
