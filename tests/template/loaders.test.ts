import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CachedLoader, Engine, LocmemLoader, type Template, TemplateDoesNotExist } from 'jango/template';
import { afterAll, expect, expectTypeOf, test } from 'vitest';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jango-templates-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
const write = (name: string, text: string) => fs.writeFileSync(path.join(folder, name), text);

test('a changed file is compiled again while debugging', async () => {
  write('a.html', 'one');
  const engine = new Engine({ dirs: [folder], debug: true });
  expect(engine.renderToString('a.html')).toBe('one');
  write('a.html', 'second');
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(engine.renderToString('a.html')).toBe('second');
});

test('a changed file that does not compile fails as long as it is so', async () => {
  write('b.html', 'one');
  const engine = new Engine({ dirs: [folder], debug: true });
  expect(engine.renderToString('b.html')).toBe('one');
  write('b.html', '{% if %}');
  await new Promise((resolve) => setTimeout(resolve, 80));
  for (let i = 0; i < 3; i++) expect(() => engine.renderToString('b.html')).toThrow(/if/);
  write('b.html', 'three');
  expect(engine.renderToString('b.html')).toBe('three');
});

test('names cannot lead out of the folder', () => {
  const engine = new Engine({ dirs: [path.join(folder, 'inner')] });
  for (const name of ['../a.html', '/etc/passwd', 'a\0b', '..']) {
    expect(() => engine.getTemplate(name)).toThrow(TemplateDoesNotExist);
  }
});

test('a template extends the one of the same name in the next folder', () => {
  fs.mkdirSync(path.join(folder, 'theme'));
  write('theme/page.html', '{% extends "page.html" %}{% block a %}theme {{ block.super }}{% endblock %}');
  write('page.html', '[{% block a %}base{% endblock %}]');
  const engine = new Engine({ dirs: [path.join(folder, 'theme'), folder] });
  expect(engine.renderToString('page.html')).toBe('[theme base]');
});

test('the cached loader keeps templates, and that one is missing, until it is reset', () => {
  const templates: Record<string, string> = { a: 'one' };
  const loader = new CachedLoader([new LocmemLoader(templates)]);
  const engine = new Engine({ loaders: [loader] });
  expect(engine.getTemplate('a')).toBe(engine.getTemplate('a'));
  expect(() => engine.getTemplate('b')).toThrow(TemplateDoesNotExist);
  Object.assign(templates, { a: 'two', b: 'new' });
  expect(engine.renderToString('a')).toBe('one');
  expect(() => engine.getTemplate('b')).toThrow(TemplateDoesNotExist);
  loader.reset();
  expect([engine.renderToString('a'), engine.renderToString('b')]).toEqual(['two', 'new']);
});

test('while debugging, a template that was missing is found once it is there, also in a folder before', async () => {
  fs.mkdirSync(path.join(folder, 'first'));
  const engine = new Engine({ dirs: [path.join(folder, 'first'), folder], debug: true });
  expect(() => engine.getTemplate('late.html')).toThrow(TemplateDoesNotExist);
  write('late.html', 'there');
  expect(engine.renderToString('late.html')).toBe('there');
  write('first/late.html', 'before');
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(engine.renderToString('late.html')).toBe('before');
});

test('fileCharset says how files are encoded', () => {
  fs.writeFileSync(path.join(folder, 'latin.html'), Buffer.from('caf\u00e9', 'latin1'));
  const engine = new Engine({ dirs: [folder], fileCharset: 'iso-8859-1' });
  expect(engine.renderToString('latin.html')).toBe('café');
});

test('a name with # gives a part of a template', () => {
  const engine = new Engine({
    loaders: [
      new LocmemLoader({ 'list.html': '<ul>{% partialdef row %}<li>{{ n }}</li>{% endpartialdef %}</ul>' }),
    ],
  });
  expect(engine.renderToString('list.html#row', { n: 1 })).toBe('<li>1</li>');
  expect(() => engine.getTemplate('list.html#rwo')).toThrow(
    'Template does not exist: list.html#rwo. Did you mean "list.html#row"? Tried:\n  list.html (It defines no partial \'rwo\')',
  );
  expect(engine.selectTemplate(['no.html#row', 'list.html#row']).origin.name).toBe('list.html');
});

test('an engine is a TypeScript object with typed options', () => {
  expectTypeOf(new Engine().getTemplate).returns.toEqualTypeOf<Template>();
  // @ts-expect-error -- folders are a list
  expect(() => new Engine({ dirs: 1 })).not.toThrow();
});
