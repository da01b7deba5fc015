import { rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { configure } from '../../src/conf/configure.ts';
import type { DatabaseSettings } from '../../src/conf/settings.ts';
import { connections } from '../../src/db/connections.ts';
import { createTestDatabases } from '../../src/test/test-databases.ts';
import { POSTGRES, postgresIsAbsent } from '../support/database.ts';

const MIRRORED = path.join(os.tmpdir(), 'jango-mirrored.sqlite3');

afterAll(() => rmSync(MIRRORED, { force: true }));
const output = { write: () => {} } as never;

async function made(databases: Record<string, DatabaseSettings>): Promise<() => Promise<void>> {
  configure({ SECRET_KEY: 'x', BASE_DIR: '/tmp', INSTALLED_APPS: [], DATABASES: databases });
  return createTestDatabases({ keepdb: false, verbosity: 0, output });
}

test('a database may stand for the test database of another one', async () => {
  const file: DatabaseSettings = { ENGINE: 'sqlite3', NAME: 'site.sqlite3' };
  const restore = await made({
    replica: { ...file, NAME: 'replica.sqlite3', TEST: { MIRROR: 'default' } },
    default: { ...file, TEST: { NAME: MIRRORED } },
  });
  expect(connections.get('replica').settings.NAME).toBe(MIRRORED);
  await restore();
  expect(connections.get('replica').settings.NAME).toMatch(/replica.sqlite3$/);
  await expect(made({ default: { ...file, TEST: { MIRROR: 'other' } } })).rejects.toThrow(
    "The database 'default' is to mirror 'other', which is no database of its own.",
  );
});

test.skipIf(await postgresIsAbsent())(
  'a test database has the encoding and the template that are named',
  async () => {
    const restore = await made({
      default: {
        ...POSTGRES,
        NAME: 'templated',
        TEST: { NAME: 'jango_templated', CHARSET: 'UTF8', TEMPLATE: 'template0' },
      },
    });
    const rows = await connections
      .get()
      .query(
        'SELECT current_database(), pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()',
        [],
      );
    expect(rows).toEqual([['jango_templated', 'UTF8']]);
    await restore();
    await connections.closeAll();
  },
);
