import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const src = fileURLToPath(new URL('../../src/', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'jango-supervisor-'));
let child: ChildProcess;
let output = '';
let base = '';

/** A site of one text, served the way runserver does. */
const program = `
import http from 'node:http';
import { Supervisor } from '${src}management/runserver/supervisor.ts';
import { wantsSupervisor } from '${src}management/runserver/wants-supervisor.ts';
import { takeAddress } from '${src}management/runserver/connection-source.ts';
import { endSupervised } from '${src}management/runserver/messages.ts';
if (wantsSupervisor(process.argv.slice(2))) process.exit(await new Supervisor(import.meta.dirname).run());
try {
  const source = await takeAddress({ host: '127.0.0.1', port: 0, ipv6: false });
  const { text } = await import('./text.mts');
  const port = await source.open(http.createServer((_, response) => response.end(text)));
  console.log('at ' + port);
} catch (error) {
  await endSupervised(String(error.message));
}
`;

const write = (text: string): void => writeFileSync(path.join(folder, 'text.mts'), text);
const get = async (): Promise<string> => (await fetch(base)).text();

async function until<T>(ask: () => T | Promise<T>, wanted: (value: T) => boolean): Promise<T> {
  const end = Date.now() + 10_000;
  for (;;) {
    const value = await ask();
    if (wanted(value)) return value;
    if (Date.now() > end)
      throw new Error(`Waited in vain; the last was ${value}; the terminal says:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

beforeAll(async () => {
  writeFileSync(path.join(folder, 'manage.mts'), program);
  write('export const text = "one";');
  child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), 'manage.mts', 'runserver'], {
    cwd: folder,
  });
  for (const stream of [child.stdout, child.stderr]) stream!.on('data', (chunk) => (output += chunk));
  const [, port] = await until(
    () => /at (\d+)/.exec(output) ?? [],
    (match) => match.length > 0,
  );
  base = `http://127.0.0.1:${port}/`;
});

afterAll(() => {
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

test('a save starts the site again, and no request is lost meanwhile', async () => {
  expect(await get()).toBe('one');
  write('export const text = "two";');
  const seen = new Set<string>();
  await until(get, (text) => seen.add(text) && text === 'two');
  expect(['one', 'two']).toEqual(expect.arrayContaining([...seen]));
  expect(output).toContain('text.mts changed, reloading.');
});

test('while the site does not start, the browser gets the reason, and then the site again', async () => {
  write('throw new Error("out of <order>");');
  const page = await until(get, (text) => text !== 'two');
  expect(page).toContain('out of &lt;order&gt;');
  write('export const text = "three";');
  await until(get, (text) => text === 'three');
});

test('Ctrl-C ends both processes without a complaint', async () => {
  const before = output;
  child.kill('SIGINT');
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  expect(output).toBe(before);
  await expect(get()).rejects.toThrow();
});
