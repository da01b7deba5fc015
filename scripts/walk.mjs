// `npm run walk`: a new user's first day with the packed package, on the Node that runs this: `npx -p node@24 npm run walk`.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bin, run } from './lib/run.mjs';

const out = mkdtempSync(path.join(os.tmpdir(), 'jango-tarball-'));
try {
  const packed =
    (process.argv.includes('--built') || run('build', process.execPath, ['scripts/build.mjs'])) &&
    run('pack', 'npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', out]);
  const tarball = packed ? path.join(out, readdirSync(out)[0]) : '';
  const walked =
    packed &&
    run('walk', bin('vitest'), ['run', '--config', 'tests/walk/vitest.config.ts'], {
      env: { ...process.env, JANGO_TARBALL: tarball },
    });
  process.exitCode = walked ? 0 : 1;
} finally {
  rmSync(out, { recursive: true });
}
