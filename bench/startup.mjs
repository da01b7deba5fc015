// How long until the first answer: `runserver` and the production server of examples/cafe, and a command that only loads the project.
import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { root } from '../scripts/lib/run.mjs';

const cwd = path.join(root, 'examples', 'cafe');
const database = path.join(os.tmpdir(), `bench-cafe-${process.pid}.sqlite3`);
const env = {
  ...process.env,
  CAFE_DATABASE: database,
  CAFE_MEDIA: path.join(os.tmpdir(), `bench-media-${process.pid}`),
};
const ROUNDS = 5;

export async function startup() {
  spawnSync(process.execPath, ['manage.js', 'migrate', '--verbosity', '0'], { cwd, env, stdio: 'inherit' });
  const rows = [['what', 'median, ms', 'least, ms']];
  const add = async (name, measure) => {
    const taken = [];
    for (let i = 0; i < ROUNDS; i++) taken.push(await measure(48100 + i));
    taken.sort((a, b) => a - b);
    rows.push([name, Math.round(taken[ROUNDS >> 1]), Math.round(taken[0])]);
  };
  await add('manage.js check', () =>
    timed(() => spawnSync(process.execPath, ['manage.js', 'check'], { cwd, env })),
  );
  await add('runserver, to the first page', (port) =>
    untilFirstPage(['manage.js', 'runserver', String(port)], port),
  );
  await add('server.ts, to the first page', (port) =>
    untilFirstPage(['--import', 'jango/register', 'cafe/server.ts'], port),
  );
  for (const suffix of ['', '-wal', '-shm']) rmSync(database + suffix, { force: true });
  rmSync(env.CAFE_MEDIA, { recursive: true, force: true });
  return rows;
}

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function untilFirstPage(args, port) {
  const start = performance.now();
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...env, PORT: String(port), HOST: '127.0.0.1' },
    stdio: 'ignore',
  });
  try {
    while (!(await answers(port))) {
      if (performance.now() - start > 20_000) throw new Error(`${args.join(' ')} does not answer`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return performance.now() - start;
  } finally {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  }
}

function answers(port) {
  return new Promise((resolve) => {
    const request = http.get({ port, path: '/', agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('error', () => resolve(false));
  });
}
