// What is measured with the kit's adapters, and not by the kit: memory, and the tasks in a process that is warm.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../scripts/lib/run.mjs';
import { ranked, shortNumber } from './table.mjs';

const bench = path.join(root, 'bench');

/** The peers that have an adapter, hand-written code first, Jango last. */
export function adaptersOf(folder, peers) {
  return ['raw', ...peers.split(','), 'jango']
    .map((name) => ({
      name,
      file:
        name === 'jango' ? path.join(bench, 'orm.mjs') : path.join(folder, 'orm', 'adapters', `${name}.mjs`),
    }))
    .filter(({ file }) => existsSync(file));
}

/** A database with the kit's data while `use` runs. */
function withSeed(folder, out, use) {
  const seed = path.join(out, 'seed.sqlite3');
  const fill = `import('./lib/seed.mjs').then(({ seedSqlite }) => seedSqlite(process.argv[1]))`;
  spawnSync(process.execPath, ['-e', fill, seed], { cwd: folder, stdio: 'inherit' });
  try {
    return use(seed);
  } finally {
    rmSync(seed, { force: true });
  }
}

/** The last line that a script prints, read as JSON; nothing where it failed, and said why. */
function answerOf(folder, args) {
  const { stdout } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return stdout.trim() === '' ? undefined : JSON.parse(stdout.trim().split('\n').at(-1));
}

export function ormMemory(adapters, folder, out) {
  const script = path.join(bench, 'run-orm-memory.mjs');
  const sizes = withSeed(folder, out, (seed) =>
    adapters.flatMap(({ name, file }) => {
      const answer = answerOf(folder, ['--expose-gc', script, file, seed]);
      return answer === undefined ? [] : [{ name, bytes: answer.bytes }];
    }),
  );
  return [
    ['10,000 rows kept', 'MB'],
    ...sizes.sort((a, b) => a.bytes - b.bytes).map(({ name, bytes }) => [name, (bytes / 2 ** 20).toFixed(1)]),
  ];
}

export function ormWarm([raw, ...adapters], folder, out) {
  const script = path.join(bench, 'run-orm-warm.mjs');
  const common = path.join(folder, 'orm', 'common.mjs');
  const found = withSeed(folder, out, (seed) =>
    adapters.flatMap(({ name, file }) => {
      const tasks = answerOf(folder, [script, raw.file, file, common, seed]);
      return tasks === undefined ? [] : [{ name, tasks }];
    }),
  );
  const names = Object.keys(found[0].tasks);
  return ranked('library', names, [
    { name: 'raw, ms', cells: names.map((task) => shortNumber(found.at(-1).tasks[task].raw)) },
    ...found.map(({ name, tasks }) => ({ name, ratios: names.map((task) => tasks[task].ratio) })),
  ]);
}
