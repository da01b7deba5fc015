// node --expose-gc bench/raw/run-template-memory.mjs: what 1,000 compiled and rendered templates keep, in MB, as one JSON line.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CachedLoader, Engine, LocmemLoader } from '../../dist/template/index.js';
import { context } from './template.mjs';

const COUNT = 1000;
const folder = path.join(import.meta.dirname, '..', 'templates');
const source = (name) => readFileSync(path.join(folder, name), 'utf8');
const sources = {};
for (let i = 0; i < COUNT / 4; i++) {
  const own = (text) => text.replace(/"(base|section|row)\.html"/g, `"$1-${i}.html"`);
  for (const name of ['base', 'section', 'page', 'row'])
    sources[`${name}-${i}.html`] = own(source(`${name}.html`));
}
const engine = new Engine({ loaders: [new CachedLoader([new LocmemLoader(sources)])] });
const data = context();
data.rows = data.rows.slice(0, 3);

const before = used();
for (let i = 0; i < COUNT / 4; i++) await engine.renderToString(`page-${i}.html`, data);
const after = used();
const MB = 1024 * 1024;
console.log(
  JSON.stringify({
    templates: COUNT,
    heapMB: (after.heap - before.heap) / MB,
    residentMB: (after.resident - before.resident) / MB,
  }),
);

function used() {
  for (let i = 0; i < 5; i++) globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, resident: rss };
}
