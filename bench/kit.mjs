// The kit of peers: copied once to a folder of its own (it installs its own packages), then run with Jango's rows added.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../scripts/lib/run.mjs';
import { times } from './table.mjs';

const bench = path.join(root, 'bench');

export function openKit(source, options) {
  const folder = install(source);
  const out = path.join(bench, 'results');
  mkdirSync(out, { recursive: true });
  const only = `--only=raw,jango,${options.peers}`;
  const drive = (script, name, ...args) => {
    const file = path.join(out, `${name}.json`);
    const { status } = spawnSync(
      process.execPath,
      [script, only, `--rounds=${options.rounds}`, `--out=${file}`, ...args],
      {
        cwd: folder,
        stdio: 'inherit',
        env: { ...process.env, NODE_ENV: 'production' },
      },
    );
    if (status !== 0) throw new Error(`${script} of the kit ended with ${status}`);
    return JSON.parse(readFileSync(file, 'utf8')).rows;
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
        ['engine', 'µs', 'against raw', 'compile, ms'],
        ...rows
          .sort((a, b) => b.ratio - a.ratio)
          .map((row) => [row.name, row.micros.toFixed(0), times(1 / row.ratio), row.compileMs.toFixed(2)]),
      ];
    },
    orm() {
      const rows = drive('orm.mjs', 'orm', '--db=sqlite', `--module=jango=${bench}/orm.mjs`);
      const tasks = Object.keys(rows[0].tasks);
      return [
        ['library', ...tasks],
        ...rows.map((row) => [row.name, ...tasks.map((task) => times(1 / row.tasks[task].cpuRatio))]),
      ];
    },
    http() {
      const rows = drive('http.mjs', 'http', `--peer=${bench}/peer.json`, `--seconds=${options.seconds}`);
      const names = Object.keys(rows[0].cpuRatio);
      return [
        ['stack', ...names],
        ...rows.map((row) => [
          `${row.name} ${row.variant}`,
          ...names.map((name) => times(row.cpuRatio[name])),
        ]),
      ];
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
