import { setTimeout as wait } from 'node:timers/promises';
import { configure } from 'jango/conf';
import { atomic, connection, connections, DatabaseError, OperationalError } from 'jango/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PrivateServer, privateMariadb, privatePostgres } from '../../support/private-servers.ts';

configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere' });

const SLOW = { postgresql: 'SELECT pg_sleep(30)', mysql: 'SELECT sleep(30)' } as const;
const SERVERS = [
  ['PostgreSQL', 'postgresql', privatePostgres],
  ['MariaDB', 'mysql', privateMariadb],
] as const;

describe.each(SERVERS)('when a server of %s is killed', { timeout: 120_000 }, (name, engine, make) => {
  let server: PrivateServer | undefined;
  let restore: () => Promise<void> = async () => {};

  beforeAll(async () => {
    const made = await make();
    if ('absent' in made) {
      console.warn(`The tests that kill a server of ${name} are skipped: ${made.absent}.`);
      return;
    }
    server = made;
    await server.start();
    restore = await connections.override('default', server.settings);
    await answers();
  }, 120_000);

  afterAll(async () => {
    await restore();
    await server?.remove();
  });

  test('a query that runs ends with an error that says so, and the next one works when it is back', async (context) => {
    if (server === undefined) return context.skip();
    const running = failure(() => connection.query(SLOW[engine]));
    await wait(500);
    await server.kill();
    const error = await running;
    expect(error).toBeInstanceOf(OperationalError);
    expect(error).toBeInstanceOf(DatabaseError);
    expect(String(error)).toMatch(/terminat|closed|lost|connection/i);

    expect(await failure(() => connection.query('SELECT 1'))).toBeInstanceOf(OperationalError);

    await server.start();
    await answers();
    expect(await connection.query('SELECT 1')).toEqual([[1]]);
  });

  test('a transaction that was open is gone as a whole, and the ones after it work', async (context) => {
    if (server === undefined) return context.skip();
    await connection.execute('CREATE TABLE kept (x int)');
    await connection.execute('INSERT INTO kept VALUES (1)');
    const block = atomic(async () => {
      await connection.execute('INSERT INTO kept VALUES (2)');
      await server!.kill();
      await connection.execute('INSERT INTO kept VALUES (3)');
    });
    await expect(block).rejects.toBeInstanceOf(OperationalError);

    await server.start();
    await answers();
    await atomic(async () => {
      await connection.execute('INSERT INTO kept VALUES (4)');
    });
    expect(await connection.query('SELECT x FROM kept ORDER BY x')).toEqual([[1], [4]]);
  });

  test('queries at once all end when the idle connections of the pool are gone, too', async (context) => {
    if (server === undefined) return context.skip();
    await Promise.all([1, 2, 3, 4].map((one) => connection.query(`SELECT ${one}`)));
    await server.kill();
    await server.start();
    await answers();
    const found = await Promise.all([1, 2, 3, 4].map((one) => connection.query(`SELECT ${one}`)));
    expect(found).toEqual([[[1]], [[2]], [[3]], [[4]]]);
  });
});

/** The error that something ends with. */
async function failure(body: () => unknown): Promise<unknown> {
  try {
    return await body();
  } catch (error) {
    return error;
  }
}

/** Wait until the server takes a query. */
async function answers(): Promise<void> {
  for (let left = 100; ; left--) {
    try {
      await connection.query('SELECT 1');
      return;
    } catch (error) {
      if (left === 0) throw error;
      await wait(200);
    }
  }
}
