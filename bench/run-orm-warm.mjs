// node run-orm-warm.mjs RAW ADAPTER COMMON SEED: the kit's tasks once V8 has learnt them, as in a server that has run for a while. Both
// adapters work in this process, in turns, each on a copy of the data. One JSON line: { task: { raw: milliseconds, ratio } }, CPU time.
import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [raw, adapter, common, seed] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(path.resolve(file)).href);
const { newRows } = await load(common);
const rows = newRows();
const ids = Array.from({ length: 10_000 }, (_, i) => 1 + ((i * 7919) % 10_000));
const updates = ids.slice(0, 1000).map((id, i) => [id, i % 5000]);
const tasks = {
  fetchAll: [],
  getPk: [ids.slice(0, 2000)],
  join: [200],
  prefetch: [],
  group: [10],
  updatePk: [updates],
  insertOne: [rows.slice(0, 1000)],
  insertBulk: [rows.slice(0, 2000)],
};
/** The first turns are for learning. */
const LEARNING = 8;
const TURNS = 32;

const files = [];
const result = {};
const both = [await open(raw, 0), await open(adapter, 1)];
for (const [task, args] of Object.entries(tasks)) {
  const turns = [];
  for (let turn = 0; turn < LEARNING + TURNS; turn++) {
    turns.push([await cost(both[0], task, args), await cost(both[1], task, args)]);
  }
  const counted = turns.slice(LEARNING);
  result[task] = {
    raw: median(counted.map(([own]) => own)),
    ratio: median(counted.map(([own, other]) => other / own)),
  };
}
console.log(JSON.stringify(result));
for (const file of files) for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
process.exit(0);

async function open(module, number) {
  const file = `${seed}-${process.pid}-${number}`;
  copyFileSync(seed, file);
  files.push(file);
  return (await load(module)).open({ db: 'sqlite', url: file });
}

async function cost(tasksOf, task, args) {
  const before = process.cpuUsage();
  await tasksOf[task](...args);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
}
