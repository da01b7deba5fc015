// node bench/raw/run-orm.mjs MODULE FILE: each task once warm, then timed; one JSON line { task: { cpu, sum } } (milliseconds).
import { pathToFileURL } from 'node:url';
import { newRows } from './data.mjs';

const [module, url] = process.argv.slice(2);
const orm = await (await import(pathToFileURL(module).href)).open({ db: 'sqlite', url });
const ids = Array.from({ length: 10_000 }, (_, i) => 1 + ((i * 7919) % 10_000));
const changes = ids.slice(0, 5000).map((id, i) => [id, i % 5000]);
const rows = newRows();
const tasks = {
  fetchAll: [() => orm.fetchAll(), () => orm.fetchAll()],
  getPk: [() => orm.getPk(ids.slice(0, 1000)), () => orm.getPk(ids)],
  join: [() => orm.join(100), () => orm.join(1000)],
  prefetch: [() => orm.prefetch(), () => orm.prefetch()],
  group: [() => orm.group(10), () => orm.group(100)],
  updatePk: [() => orm.updatePk(changes.slice(0, 500)), () => orm.updatePk(changes)],
  insertOne: [() => orm.insertOne(rows.slice(0, 500)), () => orm.insertOne(rows)],
  insertBulk: [() => orm.insertBulk(rows.slice(0, 1000)), () => orm.insertBulk(rows)],
};
const results = {};
for (const [name, [warm, task]] of Object.entries(tasks)) {
  await warm();
  const before = process.cpuUsage();
  const answer = await task();
  const used = process.cpuUsage(before);
  results[name] = {
    cpu: (used.user + used.system) / 1000,
    sum: typeof answer === 'number' ? answer : undefined,
  };
}
await orm.close();
console.log(JSON.stringify(results));
process.exit(0);
