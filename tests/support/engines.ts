import os from 'node:os';
import path from 'node:path';
import type { DatabaseSettings } from '../../src/conf/settings.ts';
import { POSTGRES, postgresIsAbsent } from './database.ts';
import { MYSQL, mysqlIsAbsent } from './mysql.ts';

/** A database that a test runs on, beside others. */
export interface Engine {
  readonly name: string;
  readonly settings: DatabaseSettings;
  /** Why the tests cannot run there; undefined when they can. */
  readonly absent: string | undefined;
}

const file = path.join(
  os.tmpdir(),
  `jango-test-${process.pid}-${process.env['VITEST_POOL_ID'] ?? 1}.sqlite3`,
);

/** Each database that there is a backend for; SQLite in a file, so that readers stand beside the writer. */
export async function allEngines(): Promise<Engine[]> {
  return [
    { name: 'SQLite', settings: { ENGINE: 'sqlite3', NAME: file }, absent: undefined },
    { name: 'PostgreSQL', settings: POSTGRES, absent: await postgresIsAbsent() },
    { name: 'MySQL', settings: MYSQL, absent: await mysqlIsAbsent() },
  ];
}
