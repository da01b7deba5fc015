// Imports point one way: no cycle at load time, none between folders, and no folder imports one above it. Types alone may go both
// ways inside one folder of src/.
import { cycles, importGraph } from './lib/import-graph.mjs';
import { root } from './lib/run.mjs';

/** What each folder may import besides itself; what those may import is included. */
const BELOW = {
  utils: ['core/errors'],
  'core/errors': ['utils'],
  conf: ['utils'],
  dispatch: ['utils'],
  apps: ['conf', 'dispatch'],
  core: ['apps'],
  http: ['core'],
  urls: ['http'],
  template: ['urls'],
  forms: ['template'],
  'db/backends': ['core'],
  'db/sql': ['db/backends'],
  'db/models': ['db/sql'],
  'db/migrations': ['db/models'],
  db: ['db/migrations'],
  'core/serializers': ['db'],
  'forms/model': ['forms', 'db/models'],
  middleware: ['urls', 'template'],
  views: ['middleware', 'db/models', 'forms/model'],
  handlers: ['middleware', 'views', 'db'],
};
/** Takes concepts whole, as an index does: what is loaded ahead of a project. */
const WHOLE_CONCEPTS = ['management/preload.ts'];
/** Commands of the core and apps stand above everything and may use each other, unless a cycle comes of it. */
const TOP = ['contrib', 'management', 'test', ''];

/** `db/models/fields/field.ts` belongs to `db/models`; a file of `src/` itself to the top. */
function areaOf(file) {
  if (/^forms\/(model-|index\.ts$)/.test(file)) return 'forms/model';
  if (/^db\/[^/]+$/.test(file)) return file === 'db/index.ts' ? 'db' : 'db/backends';
  const [first, second] = file.split('/');
  if (!file.includes('/')) return '';
  return `${first}/${second}` in BELOW ? `${first}/${second}` : first;
}

function topOf(file) {
  return file.split('/')[0];
}

function isIndex(file) {
  return /(^|\/)index\.ts$/.test(file);
}

function reachable(area, seen = new Set([area])) {
  for (const below of BELOW[area] ?? []) {
    if (seen.has(below)) continue;
    seen.add(below);
    reachable(below, seen);
  }
  return seen;
}

const graph = importGraph(`${root}src`);
const files = [...graph.keys()];
const problems = [];

for (const [file, imports] of graph) {
  const area = areaOf(file);
  for (const { to, type } of imports) {
    if (!graph.has(to)) {
      problems.push(`${file} imports ${to}, which does not exist`);
      continue;
    }
    const near = type && topOf(file) === topOf(to);
    if (!TOP.includes(area) && !near && !reachable(area).has(areaOf(to))) {
      problems.push(`${file} (${area}) may not import ${to} (${areaOf(to) || 'the top'})`);
    }
    if (!type && isIndex(to) && !isIndex(file) && !WHOLE_CONCEPTS.includes(file)) {
      problems.push(`${file} imports ${to}: inside src/, import the file that holds the name`);
    }
  }
}
const values = (file) =>
  graph
    .get(file)
    .filter((i) => !i.type && graph.has(i.to))
    .map((i) => i.to);
for (const group of cycles(files, values))
  problems.push(`these import each other when loaded: ${group.join(', ')}`);
const all = (file) =>
  graph
    .get(file)
    .filter((i) => graph.has(i.to))
    .map((i) => i.to);
for (const group of cycles(files, all)) {
  const areas = [...new Set(group.map(areaOf))];
  if (new Set(group.map(topOf)).size > 1)
    problems.push(`${areas.join(', ')} import each other through ${group.join(', ')}`);
}

for (const problem of problems) console.error(problem);
console.log(
  `${files.length} files, ${problems.length === 0 ? 'imports point one way' : `${problems.length} problems`}`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
