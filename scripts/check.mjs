// `npm run check`: types, lint and format, import directions, exports. Everything is run, so one look shows all that is wrong.
import { bin, run } from './lib/run.mjs';

const results = [
  run('types', bin('tsc'), ['-p', '.']),
  run('lint and format', bin('biome'), ['check', '--error-on-warnings']),
  run('imports', process.execPath, ['scripts/check-imports.mjs']),
  run('exports', process.execPath, ['scripts/check-exports.mjs']),
];
process.exitCode = results.every(Boolean) ? 0 : 1;
