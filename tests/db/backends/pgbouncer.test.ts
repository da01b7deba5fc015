import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atomic, connection, connections, F, models } from 'jango/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { POSTGRES, postgresIsAbsent } from '../../support/database.ts';
import { makeTables } from '../query/app.ts';

class Visit extends models.Model {
  place = models.CharField({ maxLength: 20 });
  count = models.IntegerField({ default: 0 });
  static objects = models.Manager<Visit>();
}

/** Why the tests cannot run; undefined when there are a server and a PgBouncer. */
async function absence(): Promise<string | undefined> {
  if (spawnSync('pgbouncer', ['--version']).status === 0) return postgresIsAbsent();
  console.warn('The tests of PgBouncer are skipped: there is no pgbouncer.');
  return 'no pgbouncer';
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** PgBouncer in transaction mode, with two connections to the server for all that come. @returns what ends it */
async function startPgBouncer(port: number): Promise<() => void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jango-pgbouncer-'));
  const user = process.env['PGUSER'] ?? 'root';
  const server = `host=${POSTGRES.HOST} port=${process.env['PGPORT'] ?? 5432} user=${user}`;
  writeFileSync(path.join(folder, 'users.txt'), `"${user}" ""\n`);
  writeFileSync(
    path.join(folder, 'pgbouncer.ini'),
    `[databases]
* = ${server}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${folder}/users.txt
pool_mode = transaction
default_pool_size = 2
logfile = ${folder}/log
pidfile = ${folder}/pid
`,
  );
  // It refuses to run as root.
  const asUser = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  if (asUser.length > 0) spawnSync('chown', ['-R', 'nobody', folder]);
  const child = spawn('pgbouncer', [...asUser, path.join(folder, 'pgbouncer.ini')], { stdio: 'ignore' });
  return () => {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function untilItAnswers(): Promise<void> {
  for (let i = 0; ; i++) {
    try {
      await connection.query('SELECT 1');
      return;
    } catch (error) {
      if (i === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

const absent = await absence();

describe.skipIf(absent !== undefined)('PgBouncer in transaction mode', () => {
  let stop: () => void = () => undefined;

  beforeAll(async () => {
    await makeTables('trips', [Visit], POSTGRES);
    const port = await freePort();
    stop = await startPgBouncer(port);
    await connections.override('default', {
      ...POSTGRES,
      PORT: port,
      DISABLE_SERVER_SIDE_CURSORS: true,
      OPTIONS: { preparedStatements: false, pool: { max: 10 } },
    });
    await untilItAnswers();
    for (let i = 0; i < 20; i++) await Visit.objects.create({ place: `place ${i}` });
  });

  afterAll(async () => {
    await connections.closeAll();
    stop();
  });

  test('many more connections than the server has serve queries and transactions', async () => {
    await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        i % 2 === 0
          ? Visit.objects.filter({ place: `place ${i % 20}` }).count()
          : atomic(async () => {
              await Visit.objects.filter({ place: 'place 0' }).update({ count: F('count').add(1) });
              return Visit.objects.count();
            }),
      ),
    );
    expect((await Visit.objects.get({ place: 'place 0' })).count).toBe(50);
  });

  test('the same statements come again and again, on whichever connection', async () => {
    for (let i = 0; i < 30; i++) {
      const found = await Promise.all([
        Visit.objects.get({ place: `place ${i % 20}` }),
        Visit.objects.filter({ place__startswith: 'place' }).exists(),
      ]);
      expect(found[1]).toBe(true);
    }
  });

  test('rows are read in parts without a cursor', async () => {
    const places: string[] = [];
    for await (const visit of Visit.objects.orderBy('pk').iterator({ chunkSize: 7 }))
      places.push(visit.place);
    expect(places).toHaveLength(20);
  });
});
