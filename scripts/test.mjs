// `npm test`: behaviour, then the walk of a new user through the packed package, then the examples' own tests.
// Words after `--` go to Vitest and only its tests run: `npm test -- tests/urls`.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { bin, root, run } from './lib/run.mjs';

const node = process.execPath;
const words = process.argv.slice(2);
const steps = [() => run('behaviour', bin('vitest'), ['run', ...words])];
if (words.length === 0) {
  steps.push(
    () => run('build', node, ['scripts/build.mjs']),
    () => run('walk', node, ['scripts/walk.mjs', '--built']),
    ...examples().map((name) => () => {
      const cwd = path.join(root, 'examples', name);
      return run(`example ${name}`, node, ['manage.js', 'test'], { cwd });
    }),
  );
}
const results = steps.map((step) => step());
process.exitCode = results.every(Boolean) ? 0 : 1;

/** Folders of examples/ that are projects. */
function examples() {
  const folder = path.join(root, 'examples');
  return readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'manage.js')));
}
