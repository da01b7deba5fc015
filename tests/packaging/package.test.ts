import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { cycles } from '../../scripts/lib/import-graph.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

describe('the package', () => {
  test('exports a subpath for each folder with an index.ts, and nothing else', () => {
    const said = execFileSync(process.execPath, ['scripts/check-exports.mjs'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(said).toMatch(/^\d+ subpaths are exported/);
  });

  test('names exact versions, so that what was tested is what is installed', () => {
    for (const version of Object.values<string>({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  test('ships what a project needs, and no source maps', () => {
    expect(manifest.files).toEqual(expect.arrayContaining(['bin', 'dist']));
    expect(manifest.bin).toEqual({ jango: './bin/jango.js' });
    expect(manifest.type).toBe('module');
  });

  test('has the versions that a new project is given', () => {
    for (const name of ['typescript', '@types/node', 'better-sqlite3']) {
      expect(manifest.devDependencies).toHaveProperty([name]);
    }
  });
});

describe('the search for import cycles', () => {
  const edges: Record<string, string[]> = { a: ['b'], b: ['c', 'd'], c: ['a'], d: ['e'], e: [], f: ['f'] };

  test('finds each group of files that import each other', () => {
    expect(cycles(Object.keys(edges), (file: string) => edges[file]!)).toEqual([['a', 'b', 'c'], ['f']]);
  });
});
