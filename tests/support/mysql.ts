import { connection } from 'jango/db';
import type { DatabaseSettings } from '../../src/conf/settings.ts';
import { openSession } from '../../src/db/backends/mysql/open.ts';
import { readOptions } from '../../src/db/backends/mysql/options.ts';
import type { MysqlSession } from '../../src/db/backends/mysql/session.ts';
import { POOL } from './pool.ts';
import { testDatabaseName } from './test-database-name.ts';

/** A database of its own for each test process, on the server that MYSQL_HOST, MYSQL_PORT, MYSQL_USER and MYSQL_PASSWORD name. */
export const MYSQL: DatabaseSettings = {
  ENGINE: 'mysql',
  HOST: process.env['MYSQL_HOST'] ?? '127.0.0.1',
  PORT: process.env['MYSQL_PORT'] ?? 3306,
  USER: process.env['MYSQL_USER'] ?? 'root',
  PASSWORD: process.env['MYSQL_PASSWORD'] ?? '',
  NAME: testDatabaseName(),
  OPTIONS: POOL,
};

/** Do something at the server, in no database. */
export async function atMysqlServer(body: (session: MysqlSession) => Promise<unknown>): Promise<void> {
  const settings = { ...MYSQL, NAME: '' };
  const session = await openSession('default', settings, readOptions('default', settings));
  try {
    await body(session);
  } finally {
    await session.end();
  }
}

/** Make the database anew, with nothing in it. */
export async function emptyMysql(): Promise<void> {
  await connection.close();
  await atMysqlServer(async (session) => {
    await session.execute(`DROP DATABASE IF EXISTS ${MYSQL.NAME}`, []);
    await session.execute(`CREATE DATABASE ${MYSQL.NAME} CHARACTER SET utf8mb4`, []);
  });
}

/** Why the tests of MySQL cannot run; undefined when a server answers. */
export async function mysqlIsAbsent(): Promise<string | undefined> {
  try {
    await atMysqlServer(async () => undefined);
    return undefined;
  } catch (error) {
    console.warn(`The tests of MySQL are skipped: ${String(error)}`);
    return String(error);
  }
}
