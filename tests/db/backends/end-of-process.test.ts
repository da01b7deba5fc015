import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { configure } from 'jango/conf';
import { connections } from 'jango/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyDatabase, POSTGRES, postgresIsAbsent } from '../../support/database.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const moduleOf = (file: string): string => JSON.stringify(pathToFileURL(path.join(root, 'src', file)).href);
const absent = await postgresIsAbsent();

describe.skipIf(absent !== undefined)('a process that uses PostgreSQL', () => {
  beforeAll(async () => {
    configure({ SECRET_KEY: 'test', BASE_DIR: '/tmp', DATABASES: { default: POSTGRES } });
    await emptyDatabase();
  });

  afterAll(() => connections.closeAll());

  /** Run code in a process of its own, which ends when nothing keeps it. */
  async function run(code: string): Promise<{ exit: number | null; output: string }> {
    const tsx = pathToFileURL(path.join(root, 'node_modules/tsx/dist/loader.mjs')).href;
    const script = `
const { configure } = await import(${moduleOf('conf/configure.ts')});
const { connections, connection } = await import(${moduleOf('db/connections.ts')});
configure({ SECRET_KEY: 'test', BASE_DIR: '/tmp', DATABASES: { default: ${JSON.stringify(POSTGRES)} } });
${code}`;
    const child = spawn(process.execPath, ['--import', tsx, '--input-type=module', '-e', script]);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += String(part)));
    const [exit] = (await once(child, 'close')) as [number | null];
    return { exit, output };
  }

  /** Sessions that ended without a word, as the server counts them. */
  async function abandoned(): Promise<number> {
    const rows = await connections
      .get()
      .query('SELECT sessions_abandoned FROM pg_stat_database WHERE datname = current_database()');
    return Number(rows[0]![0]);
  }

  test('ends by itself when its connections are idle', async () => {
    const { exit, output } = await run("console.log(await connection.query('SELECT 40 + 2'));");
    expect([exit, output.trim()]).toEqual([0, '[ [ 42 ] ]']);
  });

  test('lives until the server has heard of the end of its connections', async () => {
    const before = await abandoned();
    const code = `
await Promise.all([1, 2, 3].map((i) => connection.query('SELECT pg_sleep(0.05), ' + i)));
void connections.closeAll();`;
    expect(await run(code)).toEqual({ exit: 0, output: '' });
    expect(await abandoned()).toBe(before);
  });
});
