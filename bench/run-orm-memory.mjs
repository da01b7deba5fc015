// node --expose-gc run-orm-memory.mjs ADAPTER URL: the bytes that the rows of the kit's `fetchAll` keep on the heap, as one JSON line.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [adapter, url] = process.argv.slice(2);
const { open } = await import(pathToFileURL(path.resolve(adapter)).href);
const tasks = await open({ db: 'sqlite', url });
// What loads the library's code, and leaves few rows in an identity map.
await tasks.join(3);

// Every adapter ends by summing up its rows: that is where they can be held on to.
let held;
const { reduce } = Array.prototype;
Array.prototype.reduce = function (...args) {
  if (this.length >= 10_000) held = this;
  return reduce.apply(this, args);
};
collect();
const before = process.memoryUsage().heapUsed;
await tasks.fetchAll();
collect();
const bytes = process.memoryUsage().heapUsed - before;
console.log(JSON.stringify({ rows: held.length, bytes }));
process.exit(0);

function collect() {
  for (let i = 0; i < 3; i++) globalThis.gc();
}
