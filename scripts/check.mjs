// `npm run check`: types, lint and format, import directions, exports. Everything is run, so one look shows all that is wrong.
// `--fix` mends what can be mended: format, simple lint, the exports.
import { bin, run } from './lib/run.mjs';

const fix = process.argv.includes('--fix');
const results = [
  run('types', bin('tsc'), ['-p', '.']),
  run('lint and format', bin('biome'), ['check', '--error-on-warnings', ...(fix ? ['--write'] : [])]),
  run('imports', process.execPath, ['scripts/check-imports.mjs']),
  run('exports', process.execPath, ['scripts/check-exports.mjs', ...(fix ? ['--write'] : [])]),
];
process.exitCode = results.every(Boolean) ? 0 : 1;
