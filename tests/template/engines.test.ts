import path from 'node:path';
import { configure, defineSettings, isConfigured, type TemplateEngineSettings } from 'jango/conf';
import { makeRequest } from 'jango/http';
import { render } from 'jango/shortcuts';
import {
  Engine,
  engines,
  getTemplate,
  loadTemplateLibraries,
  renderToString,
  selectTemplate,
  Template,
  type TemplateDoesNotExist,
} from 'jango/template';
import { beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import 'jango/middleware';
import { withSettings } from '../support/override.ts';
import { NunjucksTemplates } from './engines/nunjucks.ts';

const here = path.join(import.meta.dirname, 'engines');
const own: TemplateEngineSettings = { BACKEND: 'jango/template', DIRS: [path.join(here, 'templates')] };
const other: TemplateEngineSettings = {
  BACKEND: 'tests/template/engines/nunjucks.ts#NunjucksTemplates',
  DIRS: [path.join(here, 'other')],
  OPTIONS: { contextProcessors: ['tests/template/engines/parts.ts#shop'] },
};

beforeAll(() => {
  if (!isConfigured()) configure({ SECRET_KEY: 'a key for tests', BASE_DIR: process.cwd() });
});

/** Run with these engines, loaded as `setup()` does it. */
function withEngines<T>(
  TEMPLATES: readonly TemplateEngineSettings[],
  run: () => T | PromiseLike<T>,
): Promise<T> {
  return withSettings({ TEMPLATES }, async () => {
    await loadTemplateLibraries();
    return run();
  });
}

function caught(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

describe('several engines', () => {
  test('the first that has a template renders it, and `using` names another', () =>
    withEngines([own, other], async () => {
      expect(await renderToString('both.html', { name: 'A' })).toBe('jango A');
      expect(await renderToString('both.html', { name: 'A' }, null, 'nunjucks')).toBe('nunjucks A');
      expect(await getTemplate('both.html', 'nunjucks').render({ name: 'B' })).toBe('nunjucks B');
      expect(await selectTemplate(['no.html', 'form.njk']).render()).toContain('<form>');
      const response = await render(
        makeRequest(),
        'both.html',
        { name: '<' },
        { using: 'nunjucks', status: 201 },
      );
      expect([response.statusCode, response.text]).toEqual([201, 'nunjucks &lt;']);
    }));

  test('another language gets the request, the CSRF input and the context processors', () =>
    withEngines([own, other], async () => {
      const text = await renderToString('form.njk', { name: '<b>' }, makeRequest({ url: '/here/' }));
      expect(text).toMatch(
        /^<form><input type="hidden" name="csrfmiddlewaretoken" value="\w{64}">\/here\/ Corner &lt;b&gt;<\/form>$/,
      );
    }));

  test('are found by NAME, which is made of BACKEND unless given', () =>
    withEngines([own, other, { ...own, NAME: 'second' }], () => {
      expect(engines.all().map((engine) => engine.name)).toEqual(['jango', 'nunjucks', 'second']);
      expect([...engines].length).toBe(3);
      expect(engines.get('nunjucks')).toBeInstanceOf(NunjucksTemplates);
      expect(() => engines.get('nunjuks')).toThrow(
        "TEMPLATES has no engine called 'nunjuks'. Did you mean 'nunjucks'?",
      );
      expect(() => getTemplate('both.html', 'x')).toThrow('There are: jango, nunjucks, second.');
    }));

  test('with one name for two are refused', () =>
    withEngines([own, own], () => {
      expect(() => engines.all()).toThrow(
        "TEMPLATES has more than one engine called 'jango'. Give each a NAME of its own.",
      );
    }));

  test('may be given as a class', () =>
    withEngines([{ ...other, BACKEND: NunjucksTemplates, NAME: 'n' }], async () => {
      expect(await renderToString('both.html', { name: 1 })).toBe('nunjucks 1');
      expect(() => Engine.getDefault()).toThrow('TEMPLATES has no engine for the Django template language.');
    }));

  test('a missing template lists what each engine tried', () =>
    withEngines([own, other], () => {
      const error = caught(() => getTemplate('x.html')) as TemplateDoesNotExist;
      expect(error.chain.map(({ backend, tried }) => [backend, tried.length])).toEqual([
        ['jango', 1],
        ['nunjucks', 1],
      ]);
      expect(error.message).toBe(
        `Template does not exist: x.html. Tried by the engine 'jango':\n  ${here}/templates/x.html (Source does not exist)\n` +
          `Tried by the engine 'nunjucks':\n  ${here}/other/x.html (Source does not exist)`,
      );
      expect((caught(() => selectTemplate(['x', 'y'])) as TemplateDoesNotExist).chain).toHaveLength(4);
      expect(caught(() => selectTemplate([])).message).toBe('No template names were given.');
    }));
});

describe('an engine that TEMPLATES cannot have', () => {
  test('is refused by name, and by setup()', () =>
    withSettings({ TEMPLATES: [{ BACKEND: 'nowhere.ts#Nothing' }] }, async () => {
      expect(() => engines.all()).toThrow("The engine 'nowhere.ts#Nothing' of TEMPLATES is not loaded.");
      await expect(loadTemplateLibraries()).rejects.toThrow("There is no module 'nowhere.ts'.");
    }));

  test('is refused when it is no class', () =>
    withEngines([{ BACKEND: 'tests/template/engines/parts.ts#register' }], () => {
      expect(() => engines.all()).toThrow('is not a class');
    }));
});

describe('OPTIONS', () => {
  const withOptions = (OPTIONS: TemplateEngineSettings['OPTIONS'], run: () => unknown) =>
    withEngines([{ ...own, OPTIONS } as TemplateEngineSettings], run);

  test('name loaders as Jango or as Django does, with arguments, inside of a cache, or of the project', () =>
    withOptions(
      {
        loaders: [
          [
            'jango/template/loaders/cached',
            [
              ['django.template.loaders.locmem.Loader', { 'a.html': 'from memory' }],
              ['jango/template/loaders/filesystem', [path.join(here, 'other')]],
            ],
          ],
          ['tests/template/engines/parts.ts#EchoLoader', 'echo'],
        ],
      },
      async () => {
        expect(await renderToString('a.html')).toBe('from memory');
        expect(await renderToString('both.html')).toBe('nunjucks ');
        expect(await renderToString('b.echo', { by: 'me' })).toBe('echo:b.echo by me');
        const { origin } = Engine.getDefault().getTemplate('b.echo');
        expect([String(origin), origin.templateName, origin.loaderName]).toEqual([
          'echo:b.echo',
          'b.echo',
          'echo',
        ]);
        expect(caught(() => getTemplate('x')).message).toMatch(
          / {2}x \(.*\n {2}.*other\/x \(.*\n {2}echo:x \(/,
        );
      },
    ));

  test('name libraries and builtins by module, by short name or as Django does', () =>
    withOptions(
      {
        libraries: { loud: 'tests/template/engines/parts', fixed: 'django.templatetags.static' },
        builtins: ['tests/template/engines/parts', 'django.contrib.humanize.templatetags.humanize', 'l10n'],
      },
      async () => {
        const { fromString } = {
          fromString: (text: string) => Engine.getDefault().fromString(text).render(),
        };
        expect(fromString("{% load loud fixed %}{{ 'a'|shout }} {{ 4500|intcomma }}")).toBe('A! 4,500');
        expect(fromString('{{ 1|unlocalize }}')).toBe('1');
        expect(new Template('{% localize off %}{{ 1 }}{% endlocalize %}').render()).toBe('1');
      },
    ));

  test('name context processors as Jango or as Django does', () =>
    withOptions(
      {
        contextProcessors: [
          'django.template.context_processors.request',
          'django.template.context_processors.csp',
          'jango/template/context-processors#static',
          'tests/template/engines/parts.ts#shop',
          () => ({ given: 'function' }),
        ],
      },
      () => {
        const page = Engine.getDefault().fromString(
          '{{ request.path }} {{ shopName }} {{ given }} {{ STATIC_URL }} [{{ csp_nonce }}]',
        );
        const request = makeRequest({ url: '/x/' });
        const engine = Engine.getDefault();
        expect(page.render(engine.makeContext({}, request))).toBe('/x/ Corner function /static/ []');
        Object.assign(request, { cspNonce: 'abc' });
        expect(page.render(engine.makeContext({}, request))).toContain('[abc]');
      },
    ));

  test('of Jango’s own engine are typed', () => {
    defineSettings({
      SECRET_KEY: 'x',
      BASE_DIR: '/',
      // @ts-expect-error -- `stringIfInvlid` is a spelling mistake
      TEMPLATES: [{ BACKEND: 'jango/template', OPTIONS: { stringIfInvlid: '' } }],
    });
    // @ts-expect-error -- a text, not a number
    const wrong: TemplateEngineSettings = { BACKEND: 'jango/template', OPTIONS: { fileCharset: 8 } };
    // @ts-expect-error -- neither the own engine nor the place of a class
    const unknown: TemplateEngineSettings = { BACKEND: 'jango/templte' };
    const free: TemplateEngineSettings = {
      BACKEND: 'mysite/nunjucks.ts#Nunjucks',
      OPTIONS: { trimBlocks: true },
    };
    expectTypeOf(free).toExtend<TemplateEngineSettings>();
    expect([wrong, unknown]).toHaveLength(2);
  });
});
