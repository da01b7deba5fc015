import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { facadeIn, splitChunk } from '../../scripts/lib/chunk-code.mjs';
import { loadEsbuild } from '../../src/utils/typescript/esbuild.ts';

let folder: string;
let chunks: string;
let loader: string;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'code-cache-'));
  chunks = path.join(folder, 'node_modules/jango/dist/chunks');
  mkdirSync(chunks, { recursive: true });
  loader = path.join(chunks, './load.js');
  const source = fileURLToPath(new URL('../../src/utils/code-cache/load-chunk.ts', import.meta.url));
  await loadEsbuild().build({
    stdin: {
      contents: `export * from ${JSON.stringify(source)}; export * from ${JSON.stringify(path.join(source, '../../young-process.ts'))};`,
      resolveDir: folder,
    },
    outfile: loader,
    bundle: true,
    format: 'esm',
    platform: 'node',
  });
  writeFileSync(path.join(folder, 'node_modules/jango/package.json'), '{ "type": "module" }');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const CODE = `import path, { join as join$1 } from 'node:path';
import * as os from 'node:os';
function greet(name) { return join$1('hello', path.basename(name), os.EOL); }
const later = () => import('./other.js');
export { greet, later as soon };`;

test('a merged module is one function of what it imports, and a small module that runs it', async () => {
  write(CODE);
  writeFileSync(path.join(chunks, 'other.js'), 'export const there = true;');
  const found = run("greet('a/b') + (await soon()).there");
  expect(found).toBe('hello/b/\ntrue');
});

test('what V8 made of a text is kept when the process ends, and used by the next one', () => {
  write(CODE);
  expect(run('1')).toBe('1');
  const [name, ...others] = kept();
  expect(name).toMatch(/^greeting-[\w-]{12}-\w+$/);
  expect(others).toEqual([]);
  const before = readFileSync(path.join(cache(), name!));
  expect(run("greet('c')")).toBe('hello/c/\n');
  // A cache that V8 takes is not written again: it would have the function that ran now.
  expect(readFileSync(path.join(cache(), name!)).equals(before)).toBe(true);
});

test('a text that has changed is read anew, and what was kept of the old one goes', () => {
  write(CODE);
  run('1');
  const old = kept();
  write(CODE.replace("'hello'", "'howdy'"));
  expect(run("greet('c')")).toBe('howdy/c/\n');
  expect(kept()).toHaveLength(1);
  expect(kept()).not.toEqual(old);
});

test('a cache that V8 does not take is made again', () => {
  write(CODE);
  run('1');
  const file = path.join(cache(), kept()[0]!);
  writeFileSync(file, readFileSync(file).subarray(0, 100));
  expect(run("greet('c')")).toBe('hello/c/\n');
  expect(readFileSync(file).length).toBeGreaterThan(100);
});

test('other flags of V8 have a cache of their own, and those of a young process have none', () => {
  write(CODE);
  run('1');
  run('1', { tuned: true });
  expect(kept()).toHaveLength(1);
  run('1', { flags: ['--no-opt'] });
  expect(kept()).toHaveLength(2);
});

test('a folder that cannot be written to has no cache', () => {
  write(CODE);
  writeFileSync(path.join(folder, 'node_modules/.cache'), 'a file, not a folder');
  expect(run("greet('c')")).toBe('hello/c/\n');
});

test("Node's own variables move the cache and turn it off", () => {
  write(CODE);
  run('1', { env: { NODE_DISABLE_COMPILE_CACHE: '1' } });
  run('1', { env: { NODE_V8_COVERAGE: path.join(folder, 'coverage') } });
  expect(kept()).toEqual([]);
  run('1', { env: { NODE_COMPILE_CACHE: path.join(folder, 'elsewhere') } });
  expect(kept()).toEqual([]);
  expect(readdirSync(path.join(folder, 'elsewhere/jango'))).toHaveLength(1);
});

test('in a context with globals of its own the code has those', () => {
  write('const list = () => [];\nexport { list };');
  const program = path.join(folder, 'context.mjs');
  writeFileSync(
    program,
    `import vm from 'node:vm';
import { readFileSync } from 'node:fs';
const context = vm.createContext({ URL, process });
async function load(file) {
  if (file.startsWith('node:')) {
    const found = await import(file);
    return new vm.SyntheticModule(Object.keys(found), function () {
      for (const [name, value] of Object.entries(found)) this.setExport(name, value);
    }, { context });
  }
  const url = new URL(file).href;
  return new vm.SourceTextModule(readFileSync(new URL(file), 'utf8'), {
    context, identifier: url, initializeImportMeta: (meta) => { meta.url = url; },
  });
}
const main = await load(${JSON.stringify(new URL(`file://${chunks}/greeting.js`).href)});
await main.link((name, from) => load(name.startsWith('node:') ? name : new URL(name, from.identifier).href));
await main.evaluate();
const { list } = main.namespace;
console.log(list() instanceof vm.runInContext('Array', context));`,
  );
  const flags = ['--experimental-vm-modules', '--no-warnings'];
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, program], { encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: 'true\n', stderr: '' });
});

test('what is imported when it is wanted comes straight from the merged file that has it', () => {
  const facade = facadeIn("import './chunks/base.js';\nexport { Q$1 as Q, Model } from './chunks/orm.js';\n");
  expect(facade).toEqual({
    from: './chunks/orm.js',
    names: [
      ['Q$1', 'Q'],
      ['Model', 'Model'],
    ],
  });
  expect(facadeIn("import './chunks/orm.js';\n")).toEqual({ from: './chunks/orm.js', names: [] });
  expect(facadeIn("export { a } from './chunks/orm.js';\nconst b = 1;\nexport { b };\n")).toBeUndefined();

  const code =
    "const load = () => import('../db/q.js');\nconst other = (name) => import(name);\nexport { load, other };";
  const facadeOf = (name: unknown) =>
    name === '../db/q.js' ? { from: './orm.js', names: [['Q$1', 'Q']] as [string, string][] } : undefined;
  const { code: text } = splitChunk('lazy', code, facadeOf);
  expect(text).toContain("$import('./orm.js').then((all) => ({ Q: all.Q$1 }))");
  expect(text).toContain('$import(name)');
});

test("Node's own modules are at hand without being imported", () => {
  const clauses = "import fs, { readFileSync as read } from 'node:fs';\nimport * as os from 'node:os';\n";
  const { module, code } = splitChunk('own', `${clauses}export { fs, read, os };`);
  expect(module).not.toContain('node:');
  expect(code).toContain(
    "const fs = process.getBuiltinModule('node:fs'); const { readFileSync: read } = fs;\nconst os = process.getBuiltinModule('node:os');",
  );
});

test('a variable that is exported and gets another value later is refused', () => {
  const parsed = (text: string) => splitChunk('count', text);
  expect(() => parsed('let count = 0;\nfunction add() { count++; }\nexport { add, count };')).toThrow(
    'count: count is exported and assigned in a function',
  );
  expect(() => parsed('let count;\n(() => { count = 1; })();\nexport { count };')).not.toThrow();
});

function write(code: string): void {
  const { module, code: text } = splitChunk('greeting', code);
  writeFileSync(path.join(chunks, 'greeting.js'), module);
  writeFileSync(path.join(chunks, 'greeting.code.js'), text);
}

/** The value of an expression over what the module exports, in a process of its own. */
function run(expression: string, { flags = [], env = {}, tuned = false }: RunOptions = {}): string {
  const program = path.join(folder, 'program.mjs');
  const tune = `import { tuneYoungProcess } from ${JSON.stringify(loader)}; tuneYoungProcess('script');`;
  writeFileSync(
    program,
    `${tuned ? tune : ''}
const { greet, soon } = await import(${JSON.stringify(path.join(chunks, 'greeting.js'))});
process.stdout.write(String(${expression}));`,
  );
  const { stdout, stderr, status } = spawnSync(process.execPath, [...flags, program], {
    encoding: 'utf8',
    env: { ...process.env, NODE_V8_COVERAGE: '', NODE_OPTIONS: '', ...env },
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout;
}

interface RunOptions {
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly tuned?: boolean;
}

function cache(): string {
  return path.join(folder, 'node_modules/.cache/jango/code');
}

function kept(): string[] {
  return existsSync(cache()) ? readdirSync(cache()) : [];
}
