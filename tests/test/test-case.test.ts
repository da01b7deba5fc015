import { configure } from 'jango/conf';
import { atomic, connections, onCommit } from 'jango/db';
import { TestCase, TransactionTestCase } from 'jango/test';
import { beforeAll, expect, test } from 'vitest';

const db = () => connections.get();
const count = async (): Promise<unknown> => (await db().query('SELECT COUNT(*) FROM notes', []))[0]![0];
const add = async (text: string): Promise<unknown> => db().execute('INSERT INTO notes VALUES (?)', [text]);

/** What the tests of the class saw, in order. */
const seen: unknown[] = [];

class Notes extends TestCase {
  static override async setUpTestData(): Promise<void> {
    await add('for all tests');
  }

  async testWrites(): Promise<void> {
    await add('one more');
    seen.push(await count());
  }

  async testFails(): Promise<void> {
    await add('one more');
    seen.push(await count());
    this.assertEqual(1 as number, 2);
  }

  async testDurable(): Promise<void> {
    await atomic(() => add('in a durable block'), { durable: true });
    seen.push(await count());
  }

  async testOnCommit(): Promise<void> {
    const callbacks = await this.captureOnCommitCallbacks(() => onCommit(() => seen.push('committed')), {
      execute: true,
    });
    this.assertEqual(callbacks.length, 1);
  }

  async testNumQueries(): Promise<void> {
    await this.assertNumQueries(2, async () => {
      await count();
      await count();
    });
  }
}

beforeAll(async () => {
  configure({
    SECRET_KEY: 'x',
    BASE_DIR: import.meta.dirname,
    DATABASES: { default: { ENGINE: 'sqlite3', NAME: ':memory:' } },
  });
  await db().execute('CREATE TABLE notes (text TEXT)', []);
});

async function run(...methods: string[]): Promise<void> {
  seen.length = 0;
  await Notes.runClass(async () => {
    for (const method of methods) await new Notes().runTest(method);
  });
}

test('each test sees the data of its class and nothing of the other tests', async () => {
  await run('testWrites', 'testWrites', 'testDurable');
  expect(seen).toEqual([2, 2, 2]);
  expect(await count()).toBe(0);
});

test('a test that fails leaves nothing behind, either', async () => {
  await expect(run('testFails')).rejects.toThrow();
  await run('testWrites');
  expect(seen).toEqual([2]);
  expect(await count()).toBe(0);
});

test('what waits for a commit can be captured and run', async () => {
  await run('testOnCommit');
  expect(seen).toEqual(['committed']);
});

test('queries are counted', async () => {
  await run('testNumQueries');
  class Wrong extends TestCase {
    async testWrong(): Promise<void> {
      await this.assertNumQueries(1, () => undefined);
    }
  }
  await expect(new Wrong().runTest('testWrong')).rejects.toThrow('0 queries executed, 1 expected');
});

test('a test of transactions commits for real, and leaves empty tables', async () => {
  class Real extends TransactionTestCase {
    async testCommits(): Promise<void> {
      await atomic(async () => {
        await add('committed');
        await onCommit(() => seen.push('after commit'));
      });
      seen.push(await count());
    }
  }
  seen.length = 0;
  await new Real().runTest('testCommits');
  expect(seen).toEqual(['after commit', 1]);
  expect(await count()).toBe(0);
});
