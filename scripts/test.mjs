// `npm test`: behaviour, then the walk of a new user through the packed package, then the examples' own tests.
// Words after `--` go to Vitest and only its tests run: `npm test -- tests/urls`.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { bin, root, run } from './lib/run.mjs';

const words = process.argv.slice(2);
const steps = [() => run('behaviour', bin('vitest'), ['run', ...words])];
if (words.length === 0) {
  steps.push(() => run('build', process.execPath, ['scripts/build.mjs']));
  if (existsSync(path.join(root, 'tests/walk/vitest.config.ts'))) {
    steps.push(() => run('walk', bin('vitest'), ['run', '--config', 'tests/walk/vitest.config.ts']));
  }
  for (const name of examples()) {
    steps.push(() =>
      run(`example ${name}`, process.execPath, ['manage.js', 'test'], {
        cwd: path.join(root, 'examples', name),
      }),
    );
  }
}
const results = steps.map((step) => step());
process.exitCode = results.every(Boolean) ? 0 : 1;

function examples() {
  const folder = path.join(root, 'examples');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'manage.js')));
}
