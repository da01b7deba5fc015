import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setup } from 'jango';
import { configure } from 'jango/conf';
import { getEngine, Library, TemplateSyntaxError } from 'jango/template';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { render } from './render.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'jango-templatetags-'));
const library = path.join(import.meta.dirname, '../../src/template/library.ts');

function write(name: string, text: string): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** A module of a tag `name` that prints its name. */
function tagModule(file: string, name: string): void {
  write(
    file,
    `import { Library } from '${library}';\nexport const register = new Library();\nregister.simpleTag('${name}', () => '${name}');\n`,
  );
}

beforeAll(async () => {
  tagModule('blog/templatetags/blog_tags.ts', 'plain');
  tagModule('blog/templatetags/news/extra.ts', 'extra');
  tagModule('blog/templatetags/news/index.ts', 'news');
  write('blog/templatetags/helpers.ts', 'export const notALibrary = 1;\n');
  write('blog/templatetags/blog_tags.test.ts', "throw new Error('tests are not loaded');\n");
  write('blog/models.ts', '');
  configure({
    BASE_DIR: folder,
    SECRET_KEY: 'x',
    INSTALLED_APPS: ['blog'],
    TEMPLATES: [{ BACKEND: 'jango/template', APP_DIRS: true }],
    DATABASES: { default: { ENGINE: 'sqlite3', NAME: ':memory:' } },
  });
  await setup();
});
afterAll(() => rmSync(folder, { recursive: true }));

const inProject = (source: string) => {
  const engine = getEngine();
  return engine.fromString(source).render(engine.makeContext({}));
};

describe('the libraries of apps', () => {
  test('are the modules below templatetags/, by name', () => {
    expect(inProject('{% load blog_tags %}{% plain %}')).toBe('plain');
  });

  test('in folders have dotted names', () => {
    expect(inProject('{% load news.extra news %}{% extra %}{% news %}')).toBe('extranews');
    expect(inProject('{% load extra from news.extra %}{% extra %}')).toBe('extra');
  });

  test('that do not exist are answered with the nearest one and all there are', () => {
    expect(() => inProject('{% load blog_tag %}')).toThrow(
      "'blog_tag' is not a registered tag library. Did you mean 'blog_tags'? Must be one of: blog_tags, cache, humanize, i18n, l10n, news, news.extra, static, tz.",
    );
    expect(() => inProject('{% load helpers %}')).toThrow("'helpers' is not a registered tag library.");
  });
});

describe('{% load %}', () => {
  const two = new Library();
  two.simpleTag('one', () => 1);
  two.simpleTag('other', () => 2);
  two.filter('shout', (text: string) => `${text}!`);
  const run = (source: string) => render(source, {}, { libraries: { two } });

  test('takes everything of a library, or what stands before `from`', () => {
    expect(run('{% load two %}{% one %}{% other %}{{ "a"|shout }}')).toBe('12a!');
    expect(run('{% load one shout from two %}{% one %}{{ "a"|shout }}')).toBe('1a!');
    expect(() => run('{% load one from two %}{% other %}')).toThrow('Write {% load two %} before it.');
  });

  test('knows what is in the library when a name is not', () => {
    expect(() => run('{% load onne from two %}')).toThrow(
      "'onne' is not a valid tag or filter in tag library 'two'. Did you mean 'one'? It has: one, other, shout.",
    );
  });

  test('is what the error about an unknown tag or filter proposes, when a library has it', () => {
    expect(() => run('{% translate "a" %}')).toThrow(TemplateSyntaxError);
    expect(() => run('{% translate "a" %}')).toThrow('Write {% load i18n %} before it.');
    expect(() => run('{% if 1 %}{% static "a" %}{% endif %}')).toThrow('Write {% load static %} before it.');
    expect(() => run('{{ 1|intcomma }}')).toThrow('Write {% load humanize %} before it.');
    expect(() => run('{{ 1|uper }}')).toThrow("Did you mean 'upper'?");
  });

  test('is not needed for builtins', () => {
    expect(render('{% one %}', {}, { builtins: [two] })).toBe('1');
  });
});
