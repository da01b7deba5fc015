import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '../..');

/** A class with its parent and the text of its body, as they stand at the left margin of a file. */
const CLASS = /^(?:export )?(?:abstract )?class (\w+)(?:<[^{]*?>)? extends (\w+)[^{]*\{([\s\S]*?)\n\}/gm;
const CODE = /'([a-z]+\.[a-z0-9]+(?:-[a-z0-9]+)*)'/g;

function sources(): string[] {
  const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(path.join(root, 'src', file), 'utf8'));
}

/** The codes that stand in the classes below FrameworkError, and those given to a FrameworkError itself. */
function codesInSource(): string[] {
  const codes = new Set<string>();
  const classes = new Map<string, { parent: string; body: string }>();
  for (const text of sources()) {
    for (const [, code] of text.matchAll(/new FrameworkError\(\s*'([^']+)'/g)) codes.add(code!);
    for (const [, name, parent, body] of text.matchAll(CLASS))
      classes.set(name!, { parent: parent!, body: body! });
  }
  const isError = (name: string): boolean =>
    name === 'FrameworkError' || (classes.has(name) && isError(classes.get(name)!.parent));
  for (const [name, { body }] of classes) {
    if (!isError(name)) continue;
    for (const [, code] of body.matchAll(CODE)) codes.add(code!);
  }
  return [...codes].sort();
}

/** The codes that have an entry, in the order of the page. */
function documented(page: string): string[] {
  const text = readFileSync(path.join(root, 'docs', page), 'utf8');
  return [...text.matchAll(/^### `([^`]+)`$/gm)].map(([, code]) => code!);
}

test('every error code has an entry in docs/errors.md, and no entry is left over', () => {
  expect(documented('errors.md').toSorted()).toEqual(codesInSource());
});

test('the Korean page has the same entries in the same order', () => {
  expect(documented('ko/errors.md')).toEqual(documented('errors.md'));
});
