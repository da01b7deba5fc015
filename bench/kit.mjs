// The kit of peers: copied once to a folder of its own (it installs its own packages), then run with Jango's rows added.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../scripts/lib/run.mjs';
import { adaptersOf, ormMemory, ormWarm } from './kit-orm.mjs';
import { median, ranked, shortNumber, times } from './table.mjs';

const bench = path.join(root, 'bench');

export function openKit(source, options) {
  const folder = install(source);
  const out = path.join(bench, 'results');
  mkdirSync(out, { recursive: true });
  const only = `--only=raw,jango,${options.peers}`;
  /** Run a driver of the kit. @returns its rows, raw first; rows whose output differs it has left out, and said so */
  const drive = (script, name, ...args) => {
    const file = path.join(out, `${name}.json`);
    rmSync(file, { force: true });
    const { status } = spawnSync(
      process.execPath,
      [script, only, `--rounds=${options.rounds}`, `--out=${file}`, ...args],
      { cwd: folder, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } },
    );
    if (status !== 0) throw new Error(`${script} of the kit ended with ${status}`);
    const { rows } = JSON.parse(readFileSync(file, 'utf8'));
    if (!rows.some((row) => row.name === 'jango')) throw new Error(`${script} of the kit left Jango out.`);
    return rows.sort((a, b) => Number(b.name === 'raw') - Number(a.name === 'raw'));
  };
  return {
    templates() {
      const rows = drive(
        'templates.mjs',
        'templates',
        `--module=jango=${bench}/template.mjs`,
        `--seconds=${options.seconds}`,
      );
      return [
        ['engine', 'µs', 'render', 'compile, ms'],
        ...rows
          .sort((a, b) => b.ratio - a.ratio)
          .map((row) => [row.name, row.micros.toFixed(0), times(1 / row.ratio), row.compileMs.toFixed(1)]),
      ];
    },
    orm(db) {
      const rows = drive('orm.mjs', `orm-${db}`, `--db=${db}`, `--module=jango=${bench}/orm.mjs`);
      const tasks = Object.keys(rows[0].tasks);
      return ranked('library', tasks, [
        { name: 'raw, ms', cells: tasks.map((task) => shortNumber(rows[0].tasks[task].cpuMs)) },
        ...rows
          .slice(1)
          .map(({ name, tasks: own }) => ({ name, ratios: tasks.map((task) => 1 / own[task].cpuRatio) })),
      ]);
    },
    ormMemory: () => ormMemory(adaptersOf(folder, options.peers), folder, out),
    ormWarm: () => ormWarm(adaptersOf(folder, options.peers), folder, out),
    http() {
      const rows = drive('http.mjs', 'http', `--peer=${bench}/peer.json`, `--seconds=${options.seconds}`);
      const names = Object.keys(rows[0].cpuRatio);
      return ranked('stack', names, [
        { name: 'raw, µs', cells: names.map((name) => shortNumber(median(rows[0].cpuMicros[name]))) },
        ...rows.slice(1).map(({ name, variant, cpuRatio }) => ({
          name: `${name} ${variant}`,
          ratios: names.map((endpoint) => cpuRatio[endpoint]),
        })),
      ]);
    },
  };
}

function install(source) {
  const folder = process.env.PEERS_INSTALLED ?? path.join(bench, '.kit');
  if (!existsSync(path.join(folder, 'package.json')))
    cpSync(source, folder, { recursive: true, filter: (file) => !file.includes('node_modules') });
  if (!existsSync(path.join(folder, 'node_modules'))) {
    console.log('Installing the packages of the peers, once ...');
    const { status } = spawnSync(
      'npm',
      ['install', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'],
      {
        cwd: folder,
        stdio: 'inherit',
        env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' },
      },
    );
    if (status !== 0) throw new Error('The packages of the peers could not be installed.');
  }
  return folder;
}
