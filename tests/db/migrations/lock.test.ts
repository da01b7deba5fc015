import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { configure } from 'jango/conf';
import { connections } from 'jango/db';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { DatabaseSettings } from '../../../src/conf/settings.ts';
import { withMigrationLock } from '../../../src/db/migrations/with-lock.ts';
import { emptyDatabase, POSTGRES, postgresIsAbsent } from '../../support/database.ts';
import { emptyMysql, MYSQL, mysqlIsAbsent } from '../../support/mysql.ts';
import { Project } from './project.ts';

// Every command is a process of its own.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere' });

const folder = mkdtempSync(path.join(tmpdir(), 'jango-lock-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SQLITE: DatabaseSettings = {
  ENGINE: 'sqlite3',
  NAME: path.join(folder, 'db.sqlite3'),
  OPTIONS: { timeout: 30 },
};

const noPostgres = await postgresIsAbsent();
const noMysql = await mysqlIsAbsent();

const DATABASES = [
  { name: 'SQLite', database: SQLITE, absent: undefined, empty: async () => {} },
  { name: 'PostgreSQL', database: POSTGRES, absent: noPostgres, empty: emptyDatabase },
  { name: 'MySQL', database: MYSQL, absent: noMysql, empty: emptyMysql },
];

const MODELS = `export class Article extends models.Model {
  title = models.CharField({ maxLength: 10 });
}
export class Comment extends models.Model {
  article = models.ForeignKey(() => Article, { onDelete: models.CASCADE });
}
`;

const SECOND = `import { defineMigration, fields, operations } from 'jango/db/migrations';
export default defineMigration({
  dependencies: [['articles', '0001_initial']],
  operations: [operations.AddField({ modelName: 'article', name: 'body', field: fields.TextField({ default: '' }) })],
});
`;

describe.each(DATABASES)('on $name', ({ database, absent, empty }) => {
  let restore: () => Promise<void>;

  beforeAll(async () => {
    if (absent !== undefined) return;
    restore = await connections.override('default', database);
    await empty();
  });
  afterAll(async () => restore?.());

  test.skipIf(absent)('one process migrates at a time, and the next one when it is done', async () => {
    const connection = connections.get();
    const release = await connection.acquireLock('migrate', 0);
    expect(release).toBeTypeOf('function');
    expect(await connection.acquireLock('migrate', 0)).toBeUndefined();
    const waiting = vi.fn();
    await expect(
      withMigrationLock(connection, { timeout: 0, onWait: waiting }, () => 'never'),
    ).rejects.toThrow(
      "Another process is migrating the database 'default', and was not done after 0 s. Wait for it and run migrate again, or wait longer: --lock-timeout 3600.",
    );
    expect(waiting).toHaveBeenCalledOnce();
    const next = withMigrationLock(connection, { timeout: 30 }, () => 'done');
    await release!();
    expect(await next).toBe('done');
  });

  test.skipIf(absent)('a failure gives the lock back', async () => {
    const connection = connections.get();
    const failing = withMigrationLock(connection, { timeout: 0 }, () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await withMigrationLock(connection, { timeout: 0 }, () => 'free')).toBe('free');
  });

  test.skipIf(absent)('eight processes that migrate at once apply each migration once', async () => {
    const project = new Project(['articles'], { database });
    try {
      project.models(MODELS);
      await project.done('makemigrations');
      project.write('articles/migrations/0002_article_body.ts', SECOND);
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, () => project.manage(['migrate', '--skip-checks'])),
      );
      for (const { code, output } of outcomes) expect(code, output).toBe(0);
      for (const migration of ['0001_initial', '0002_article_body']) {
        const applied = outcomes.filter(({ output }) =>
          output.includes(`Applying articles.${migration}... OK`),
        );
        expect(applied).toHaveLength(1);
      }
      const rows = await connections.get().query('SELECT name FROM django_migrations ORDER BY id');
      expect(rows).toEqual([['0001_initial'], ['0002_article_body']]);
    } finally {
      project.remove();
    }
  });
});

/** A process that runs a text with `acquireFileLock()` in reach. */
function lockingProcess(code: string): ChildProcessWithoutNullStreams {
  const urlOf = (file: string) => new URL(`../../../${file}`, import.meta.url).href;
  const text = `const { acquireFileLock } = await import('${urlOf('src/db/backends/sqlite3/file-lock.ts')}');\n${code}`;
  const loader = urlOf('node_modules/tsx/dist/loader.mjs');
  return spawn(process.execPath, ['--import', loader, '--input-type=module', '-e', text]);
}

test('a process that is killed keeps nobody out (SQLite)', async () => {
  const settings = { ENGINE: 'sqlite3', NAME: path.join(folder, 'killed.sqlite3') };
  const code = `await acquireFileLock(${JSON.stringify(settings)}, 'migrate', 0);
console.log('locked');
setInterval(() => {}, 1000);`;
  const child = lockingProcess(code);
  await once(child.stdout, 'data');
  const restore = await connections.override('default', settings);
  try {
    expect(await connections.get().acquireLock('migrate', 0)).toBeUndefined();
    child.kill('SIGKILL');
    await once(child, 'close');
    const release = await connections.get().acquireLock('migrate', 0);
    expect(release).toBeTypeOf('function');
    await release!();
  } finally {
    await restore();
  }
});

test('processes that take the lock from each other hundreds of times never have it together (SQLite)', async () => {
  const settings = { ENGINE: 'sqlite3', NAME: path.join(folder, 'passed-on.sqlite3') };
  const inside = path.join(folder, 'inside');
  // Making a folder that is there is an error.
  const code = `const { mkdirSync, rmdirSync } = await import('node:fs');
for (const end = Date.now() + 2000; Date.now() < end; ) {
  const release = await acquireFileLock(${JSON.stringify(settings)}, 'migrate', 20);
  mkdirSync(${JSON.stringify(inside)});
  rmdirSync(${JSON.stringify(inside)});
  await release();
}`;
  const outcomes = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const child = lockingProcess(code);
      let errors = '';
      child.stderr.on('data', (text) => {
        errors += text;
      });
      const [status] = await once(child, 'close');
      return { status, errors };
    }),
  );
  expect(outcomes).toEqual(Array(4).fill({ status: 0, errors: '' }));
});
