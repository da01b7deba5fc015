import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defaults } from 'jango/conf';
import * as utils from 'jango/utils';
import { expect, test } from 'vitest';
import { read, root } from './pages.ts';

const src = path.join(root, 'src');
const sourceFiles = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);

/** What stands between backticks in the first column of a page's tables; several names may share a cell. */
function firstColumn(page: string): string[] {
  const cells = [...read(page).matchAll(/^\| ([^|]+) \|/gm)].map(([, cell]) => cell!);
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
}

test('docs/settings.md has every setting, and none that there is not', () => {
  const names = ['BASE_DIR', 'SECRET_KEY', ...Object.keys(defaults)];
  const rest = read('settings.md').split('## Without effect')[1];
  const without = [...rest!.split('##')[0]!.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name!);
  expect([...firstColumn('settings.md'), ...without].toSorted()).toEqual(names.toSorted());
});

test('docs/settings.md calls those without effect that nothing reads', () => {
  const code = sourceFiles
    .filter((file) => !/^conf\/|skeletons/.test(file))
    .map((file) => readFileSync(path.join(src, file), 'utf8'))
    .join('\n');
  const unread = Object.keys(defaults).filter((name) => !new RegExp(`\\b${name}\\b`).test(code));
  const section = read('settings.md').split('## Without effect')[1]!.split('##')[0]!;
  expect([...section.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name!).toSorted()).toEqual(
    unread.toSorted(),
  );
});

test('docs/checks.md has every id that the checks give', () => {
  const ids = new Set<string>();
  for (const file of sourceFiles) {
    const text = readFileSync(path.join(src, file), 'utf8');
    for (const [, id] of text.matchAll(/['"]([a-z_]+\.[EWCI]\d{3})['"]/g)) ids.add(id!);
  }
  const documented = firstColumn('checks.md').filter((name) => /^[a-z_]+\.[EWCI]\d{3}$/.test(name));
  expect(documented.toSorted()).toEqual([...ids].sort());
});

test('docs/commands.md has every command', () => {
  const commands = sourceFiles
    .filter((file) => /(^|\/)management\/commands\/[a-z_]+\.ts$/.test(file))
    .map((file) => path.basename(file, '.ts'));
  const documented = firstColumn('commands.md').map((name) => name.split(' ')[0]!);
  expect(documented.toSorted()).toEqual(commands.toSorted());
});

test('docs/utils.md names what jango/utils exports', () => {
  const names = firstColumn('utils.md').map((name) => name.replace(/\(.*$/, ''));
  expect(names.filter((name) => !(name in utils))).toEqual([]);
  expect(names.length).toBeGreaterThan(25);
});
