// What the type checker pays for examples/cafe, with the types that are published.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { bin, root } from '../scripts/lib/run.mjs';

export function types() {
  const start = performance.now();
  const { stdout } = spawnSync(
    bin('tsc'),
    ['-p', path.join(root, 'examples', 'cafe'), '--extendedDiagnostics'],
    { encoding: 'utf8' },
  );
  const wall = performance.now() - start;
  const figure = (name) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(stdout)?.[1] ?? '-';
  return [
    ['tsc of examples/cafe', ''],
    ['wall time, s', (wall / 1000).toFixed(2)],
    ['check time', figure('Check time')],
    ['instantiations', figure('Instantiations')],
    ['memory', figure('Memory used')],
    ['errors', String(stdout.match(/error TS/g)?.length ?? 0)],
  ];
}
