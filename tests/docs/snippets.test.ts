import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresIsAbsent } from '../support/database.ts';
import { type Block, blocks, pages, read, root } from './pages.ts';
import { type SnippetProject, writeProjects } from './snippet-projects.ts';

const run = promisify(execFile);
/** Its examples need a server. */
const OF_POSTGRES = 'contrib-postgres.md';
const absent = await postgresIsAbsent();
const english = pages().filter((page) => !page.includes('/'));
const folder = mkdtempSync(path.join(os.tmpdir(), 'jango-docs-'));
const tsconfig = path.join(folder, 'tsconfig.json');
const projects: SnippetProject[] = english.flatMap((page) => writeProjects(page, folder));
const origins = new Map<string, Block>(projects.flatMap((project) => [...project.origins]));

beforeAll(() => {
  const paths = (JSON.parse(readFileSync(path.join(root, 'tsconfig.json'), 'utf8')) as Config).compilerOptions
    .paths;
  const options = {
    noUnusedLocals: false,
    noUnusedParameters: false,
    paths: Object.fromEntries(
      Object.entries(paths).map(([name, files]) => [name, files.map((file) => path.join(root, file))]),
    ),
  };
  const config = {
    extends: path.join(root, 'tsconfig.json'),
    compilerOptions: options,
    include: ['**/*.ts'],
    exclude: ['node_modules'],
  };
  writeFileSync(tsconfig, JSON.stringify(config));
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Config {
  compilerOptions: { paths: Record<string, string[]> };
}

/** `queries.md:42 Type 'string' ...`: messages about a file as messages about its page. */
function ofThePage(message: string): string {
  return message.replace(/^(\S+?)\((\d+),\d+\)/, (place, file: string, line: string) => {
    const block = origins.get(path.resolve(folder, file));
    return block === undefined ? place : `docs/${block.page}:${block.line + Number(line)}`;
  });
}

test('every complete example compiles', { timeout: 120_000 }, async () => {
  const tsc = path.join(root, 'node_modules/.bin/tsc');
  const result = await run(tsc, ['-p', tsconfig, '--pretty', 'false'], { cwd: folder }).catch(
    (error: { stdout: string }) => error,
  );
  const mistakes = result.stdout.split('\n').filter((line) => line.includes('error TS'));
  expect([...new Set(mistakes.map(ofThePage))]).toEqual([]);
});

describe('the examples print what the page says', () => {
  const withExamples = projects.filter((project) => project.runnable.length > 0);
  test.for(withExamples.map((project) => [path.basename(project.folder), project] as const))(
    '%s',
    { timeout: 60_000 },
    async ([name, { folder: cwd, runnable }], { skip }) => {
      const ofPostgres = name.startsWith(OF_POSTGRES);
      skip(ofPostgres && absent !== undefined, 'There is no PostgreSQL.');
      const env = { ...process.env, ...(ofPostgres ? { EXAMPLES_ENGINE: 'postgresql' } : {}) };
      const script = path.join(import.meta.dirname, 'run-example.ts');
      const tsx = path.join(root, 'node_modules/.bin/tsx');
      const files = runnable.map(({ file }) => file);
      const { stdout } = await run(tsx, ['--tsconfig', tsconfig, script, cwd, ...files], { cwd, env });
      const outputs = JSON.parse(stdout) as string[];
      const place = ({ block }: (typeof runnable)[number]) => `docs/${block.page}:${block.line}`;
      expect(outputs.map((output, i) => ({ place: place(runnable[i]!), output }))).toEqual(
        runnable.map((example) => ({ place: place(example), output: example.block.output })),
      );
    },
  );
});

describe('a Korean page', () => {
  const korean = pages().filter((page) => page.startsWith('ko/'));
  test.each(korean)('%s has the same code as the English one', (page) => {
    const code = (name: string) =>
      blocks(name).map(({ language, file, text, output }) => ({ language, file, text, output }));
    expect(code(page)).toEqual(code(page.replace('ko/', '')));
  });

  test('is there for every English one', () => {
    const english = ['db/custom-fields.md', 'benchmarks.md'];
    const both = pages().filter((page) => !page.startsWith('ko/') && !english.includes(page));
    expect(korean.map((page) => page.replace('ko/', ''))).toEqual(both);
  });
});

/** The `#name` of a heading, as VitePress makes it. */
function anchor(heading: string): string {
  return heading
    .replace(/`/g, '')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'“”‘’<>,.?/]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-+|-+$/g, '')
    .replace(/^(\d)/, '_$1')
    .normalize('NFC')
    .toLowerCase();
}

test('links lead to pages and headings that exist', () => {
  const broken: string[] = [];
  for (const page of pages()) {
    const text = read(page).replace(/^( *)(`{3,})[\s\S]*?^\1\2 *$/gm, '');
    for (const [, link] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(link!)) continue;
      const [target = '', heading] = link!.split('#');
      const found = targetOf(page, target);
      const missing = found === undefined || (heading !== undefined && !headings(found).includes(heading));
      if (missing) broken.push(`${page}: ${link}`);
    }
  }
  expect(broken).toEqual([]);
});

/** The page that a link of another one means. */
function targetOf(page: string, target: string): string | undefined {
  if (target === '') return page;
  const from = target.startsWith('/') ? '' : path.posix.dirname(page);
  const name = path.posix.join(from, target).replace(/^\/|\.md$/g, '');
  return [`${name}.md`, path.posix.join(name, 'index.md')].find((file) =>
    existsSync(path.join(root, 'docs', file)),
  );
}

function headings(page: string): string[] {
  const text = read(page).replace(/^( *)(`{3,})[\s\S]*?^\1\2 *$/gm, '');
  return [...text.matchAll(/^#{1,6} (.*)$/gm)].map(([, heading]) => {
    const [, id] = /\{#([^}]+)\}$/.exec(heading!) ?? [];
    return id ?? anchor(heading!);
  });
}
