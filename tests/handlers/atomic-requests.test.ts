import { getHandler } from 'jango/handlers';
import { makeRequest } from 'jango/http';
import { beforeEach, expect, test } from 'vitest';
import { settings } from '../../src/conf/configure.ts';
import { setUpDatabase, Tag } from '../db/query/app.ts';
import { withSettings } from '../support/override.ts';
import { captureLog } from '../support/site.ts';
import { committed } from './atomic-site/urls.ts';

beforeEach(async () => {
  committed.length = 0;
  await setUpDatabase();
});

/** Ask a site with these settings, whose database has this option. @returns what the page says, and the names that are stored */
async function ask(url: string, atomicRequests: boolean): Promise<{ status: number; names: unknown }> {
  const { default: database } = settings.DATABASES;
  return withSettings(
    {
      BASE_DIR: process.cwd(),
      ROOT_URLCONF: 'tests/handlers/atomic-site/urls.ts',
      MIDDLEWARE: [],
      DATABASES: { default: { ...database!, ATOMIC_REQUESTS: atomicRequests } },
    },
    async () => {
      const handler = await getHandler();
      let status = 0;
      await captureLog(async () => {
        status = (await handler(makeRequest({ url }))).statusCode;
      });
      return { status, names: await Tag.objects.orderBy('name').valuesList('name', { flat: true }) };
    },
  );
}

test('with ATOMIC_REQUESTS a view that throws has changed nothing', async () => {
  expect(await ask('/write/?fail', true)).toEqual({ status: 500, names: [] });
  expect(committed).toEqual([]);
});

test('with ATOMIC_REQUESTS what a view did is committed with its response', async () => {
  expect(await ask('/write/', true)).toEqual({ status: 200, names: ['inner', 'written'] });
  expect(committed).toEqual(['later']);
});

test('without it every statement stands by itself', async () => {
  expect(await ask('/write/?fail', false)).toEqual({ status: 500, names: ['inner', 'written'] });
});

test('nonAtomicRequests() leaves a view out', async () => {
  expect(await ask('/free/?fail', true)).toEqual({ status: 500, names: ['inner', 'written'] });
});
