// The bench without the kit: Jango beside the hand-written rows of this folder, nothing else to install.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { multiples } from '../table.mjs';
import { answerCheck, plainHtml } from './check-answers.mjs';
import { seed } from './data.mjs';
import { ENDPOINTS, measureServer } from './http.mjs';

const here = import.meta.dirname;
const bench = path.dirname(here);
const app = path.join(bench, 'app');

export function openRaw(options) {
  const work = mkdtempSync(path.join(os.tmpdir(), 'jango-bench-'));
  const database = path.join(work, 'seed.sqlite3');
  seed(database);
  process.once('exit', () => rmSync(work, { recursive: true, force: true }));
  const seconds = Number(options.seconds);
  const fresh = (name) => {
    const file = path.join(work, `${name}.sqlite3`);
    copyFileSync(database, file);
    return file;
  };
  return {
    templates() {
      const run = path.join(here, 'run-template.mjs');
      const raw = node(run, path.join(here, 'template.mjs'), seconds);
      const jango = node(run, path.join(bench, 'template.mjs'), seconds);
      if (plainHtml(raw.html) !== plainHtml(jango.html)) throw new Error('The two pages differ.');
      const rows = [raw, jango].map(({ micros }, i) => ({ name: NAMES[i], figures: { render: micros } }));
      return multiples('engine', 'µs', rows);
    },
    orm() {
      const run = path.join(here, 'run-orm.mjs');
      const raw = node(run, path.join(here, 'orm.mjs'), fresh('orm-raw'));
      const jango = node(run, path.join(bench, 'orm.mjs'), fresh('orm-jango'));
      for (const [task, { sum }] of Object.entries(raw)) {
        if (jango[task].sum !== sum) throw new Error(`${task}: ${jango[task].sum} instead of ${sum}`);
      }
      const cpu = (tasks) =>
        Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, task.cpu]));
      const rows = [raw, jango].map((tasks, i) => ({ name: NAMES[i], figures: cpu(tasks) }));
      return multiples('library', 'ms', rows);
    },
    async http() {
      if (!existsSync('/proc/self/stat')) {
        console.log('\nThe HTTP part is left out: only Linux tells the CPU time of a process.');
        return undefined;
      }
      const check = answerCheck();
      const rows = [];
      for (const [name, folder, variant] of [
        ['raw', here, 'bare'],
        ['jango bare', app, 'bare'],
        ['jango full', app, 'full'],
      ]) {
        const server = { folder, file: 'server.mjs', database: fresh(name.replace(' ', '-')), variant };
        const figures = await measureServer(server, seconds, (send, form) =>
          check(name, server.database, send, form),
        );
        rows.push({ name, figures });
      }
      return multiples('stack', 'µs', rows, Object.keys(ENDPOINTS));
    },
  };
}

const NAMES = ['raw', 'jango'];

/** What a program tells in its last line. Not from the root of this project, whose tsconfig.json leads to its sources. */
function node(...args) {
  const out = execFileSync(process.execPath, args.map(String), {
    cwd: app,
    encoding: 'utf8',
    maxBuffer: 1e8,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return JSON.parse(out.trim().split('\n').at(-1));
}
