// The bench without the kit: Jango beside the hand-written rows of this folder, nothing else to install.
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { times } from '../table.mjs';
import { seed } from './data.mjs';

const here = import.meta.dirname;
const bench = path.dirname(here);
const ENDPOINTS = ['/plaintext', '/json', '/db', '/queries?n=20', '/fortunes'];

export function openRaw(options) {
  const work = mkdtempSync(path.join(os.tmpdir(), 'jango-bench-'));
  const database = path.join(work, 'seed.sqlite3');
  seed(database);
  process.once('exit', () => rmSync(work, { recursive: true, force: true }));
  // Not from the root of this project, whose tsconfig.json leads to its sources.
  const node = (...args) =>
    JSON.parse(
      execFileSync(process.execPath, args, { cwd: here, encoding: 'utf8', maxBuffer: 1e8 })
        .trim()
        .split('\n')
        .at(-1),
    );
  const fresh = (name) => {
    const file = path.join(work, `${name}.sqlite3`);
    copyFileSync(database, file);
    return file;
  };
  return {
    templates() {
      const [raw, jango] = [path.join(here, 'template.mjs'), path.join(bench, 'template.mjs')].map((file) =>
        node(path.join(here, 'run-template.mjs'), file, options.seconds),
      );
      if (bare(raw.html) !== bare(jango.html)) throw new Error('The two pages differ.');
      return [
        ['engine', 'µs', 'against raw'],
        ['raw', raw.micros.toFixed(0), times(1)],
        ['jango', jango.micros.toFixed(0), times(jango.micros / raw.micros)],
      ];
    },
    orm() {
      const [raw, jango] = [path.join(here, 'orm.mjs'), path.join(bench, 'orm.mjs')].map((file, i) =>
        node(path.join(here, 'run-orm.mjs'), file, fresh(`orm-${i}`)),
      );
      const tasks = Object.keys(raw);
      for (const task of tasks)
        if (raw[task].sum !== jango[task].sum)
          throw new Error(`${task}: ${jango[task].sum} instead of ${raw[task].sum}`);
      return [
        ['library', ...tasks],
        ['raw, ms', ...tasks.map((task) => raw[task].cpu.toFixed(1))],
        ['jango', ...tasks.map((task) => times(jango[task].cpu / raw[task].cpu))],
      ];
    },
    async http() {
      const rows = [['stack', ...ENDPOINTS]];
      let limit;
      for (const [name, command, cwd, variant] of [
        ['raw', 'server.mjs', here, 'bare'],
        ['jango bare', 'server.mjs', path.join(bench, 'app'), 'bare'],
        ['jango full', 'server.mjs', path.join(bench, 'app'), 'full'],
      ]) {
        const cpu = await measureServer(
          command,
          cwd,
          { DB_PATH: fresh(name), VARIANT: variant },
          Number(options.seconds),
        );
        limit ??= cpu;
        rows.push([name, ...cpu.map((micros, i) => times(micros / limit[i]))]);
      }
      return rows;
    },
  };
}

const bare = (html) =>
  html
    .replace(/&#x27;|&#39;/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/ ?(<[^>]*>) ?/g, '$1')
    .trim();

/** CPU microseconds per request of each endpoint, by the accounting of Linux. */
async function measureServer(command, cwd, env, seconds) {
  const port = 48_200 + Math.floor(Math.random() * 500);
  const child = spawn(process.execPath, [command], {
    cwd,
    env: { ...process.env, ...env, PORT: String(port), HOST: '127.0.0.1', NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const agent = new http.Agent({ keepAlive: true, maxSockets: 32 });
  const get = (url) =>
    new Promise((resolve, reject) =>
      http
        .get({ port, path: url, agent }, (r) => r.resume().on('end', () => resolve(r.statusCode)))
        .on('error', reject),
    );
  try {
    for (let i = 0; (await get('/plaintext').catch(() => 0)) !== 200; i++) {
      if (i > 400) throw new Error(`${cwd}/${command} does not answer`);
      await sleep(20);
    }
    const figures = [];
    for (const url of ENDPOINTS) {
      await load(get, url, seconds / 2);
      const before = cpuSeconds(child.pid);
      const count = await load(get, url, seconds);
      figures.push(((cpuSeconds(child.pid) - before) * 1e6) / count);
    }
    return figures;
  } finally {
    agent.destroy();
    child.kill('SIGTERM');
  }
}

async function load(get, url, seconds) {
  const end = performance.now() + seconds * 1000;
  let count = 0;
  await Promise.all(
    Array.from({ length: 32 }, async () => {
      while (performance.now() < end) {
        if ((await get(url)) !== 200) throw new Error(`${url} failed`);
        count++;
      }
    }),
  );
  return count;
}

function cpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
