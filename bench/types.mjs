// What the type checker pays, with the types that are published: for examples/cafe, and for a project of 100 models with 1,000 queries.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { bin, root } from '../scripts/lib/run.mjs';
import { dropFixture, writeFixture } from './type-fixture.mjs';

export function types() {
  const fixture = writeFixture();
  try {
    const columns = [typeCheck(path.join(root, 'examples', 'cafe')), typeCheck(fixture)];
    return [
      ['', 'examples/cafe', '100 models, 1,000 queries'],
      ...Object.keys(columns[0]).map((figure) => [figure, ...columns.map((column) => column[figure])]),
    ];
  } finally {
    dropFixture(fixture);
  }
}

function typeCheck(project) {
  const start = performance.now();
  const { stdout } = spawnSync(bin('tsc'), ['-p', project, '--extendedDiagnostics'], { encoding: 'utf8' });
  const wall = performance.now() - start;
  const figure = (name) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(stdout)?.[1] ?? '-';
  const errors = stdout.match(/^.*error TS.*$/gm) ?? [];
  for (const error of errors.slice(0, 20)) console.error(error);
  return {
    'wall time, s': (wall / 1000).toFixed(2),
    'check time': figure('Check time'),
    instantiations: figure('Instantiations'),
    memory: figure('Memory used'),
    errors: String(errors.length),
  };
}
