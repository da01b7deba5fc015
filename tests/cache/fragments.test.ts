import { configure } from 'jango/conf';
import { cache, caches, makeTemplateFragmentKey } from 'jango/core/cache';
import { Engine, LocmemLoader, TemplateSyntaxError } from 'jango/template';
import { overrideSettings } from 'jango/test';
import { beforeEach, describe, expect, test } from 'vitest';

configure({ SECRET_KEY: 'test', BASE_DIR: import.meta.dirname });
beforeEach(() => cache.clear());

function render(source: string, context: Record<string, unknown> = {}): unknown {
  const engine = new Engine({ loaders: [new LocmemLoader({ main: `{% load cache %}${source}` })] });
  return engine.renderToString('main', context);
}

describe('{% cache %}', () => {
  test('renders once per value of what it varies on', async () => {
    const source = '{% cache 60 box user %}{{ n }}{% endcache %}';
    expect(await render(source, { user: 'kim', n: 1 })).toBe('1');
    expect(await render(source, { user: 'kim', n: 2 })).toBe('1');
    expect(await render(source, { user: 'lee', n: 3 })).toBe('3');
    await cache.delete(makeTemplateFragmentKey('box', ['kim']));
    expect(await render(source, { user: 'kim', n: 4 })).toBe('4');
  });

  test('answers at once from memory', () => {
    const source = '{% cache 60 at_once %}<b>{{ n }}</b>{% endcache %}';
    expect(render(source, { n: 1 })).toBe('<b>1</b>');
    expect(render(source, { n: 2 })).toBe('<b>1</b>');
  });

  test('waits for a cache that is elsewhere', async () => {
    const slow = caches.get('default');
    const read = slow.read.bind(slow);
    slow.read = async (key) => read(key);
    const source = '{% cache 60 elsewhere %}{{ n }}{% endcache %}';
    expect([await render(source, { n: 1 }), await render(source, { n: 2 })]).toEqual(['1', '1']);
    slow.read = read;
  });

  test('goes to template_fragments where there is such a cache, or where it is told', async () => {
    const CACHES = {
      default: { BACKEND: 'locmem', LOCATION: 'd' },
      template_fragments: { BACKEND: 'locmem', LOCATION: 'f' },
      fast: { BACKEND: 'locmem', LOCATION: 'q' },
    };
    await overrideSettings({ CACHES }, async () => {
      await render('{% cache None a %}1{% endcache %}{% cache 5 b using="fast" %}2{% endcache %}');
      const kept = async (alias: string) => [
        await caches.get(alias).get(makeTemplateFragmentKey('a')),
        await caches.get(alias).get(makeTemplateFragmentKey('b')),
      ];
      expect(await kept('default')).toEqual([undefined, undefined]);
      expect(await kept('template_fragments')).toEqual(['1', undefined]);
      expect(await kept('fast')).toEqual([undefined, '2']);
    });
  });

  test.each([
    ["{% cache 'x' n %}a{% endcache %}", `"cache" tag got a non-integer timeout value: 'x'`],
    ['{% cache list n %}a{% endcache %}', '"cache" tag got a non-integer timeout value: [1]'],
    ['{% cache nope n %}a{% endcache %}', `"cache" tag got an unknown variable: 'nope'`],
    ["{% cache 5 n using='nix' %}a{% endcache %}", "Invalid cache name specified for cache tag: 'nix'"],
    ['{% cache 5 %}a{% endcache %}', "'cache' tag requires at least 2 arguments."],
  ])('refuses %s', (source, message) => {
    const rendering = () => render(source, { list: [1] });
    expect(rendering).toThrow(TemplateSyntaxError);
    expect(rendering).toThrow(message);
  });
});

test("makeTemplateFragmentKey() makes Django's keys", () => {
  expect(makeTemplateFragmentKey('a')).toBe('template.cache.a.d41d8cd98f00b204e9800998ecf8427e');
  expect(makeTemplateFragmentKey('a.b', ['x', 1, null, true, 1.5, '<&>', '한글'])).toBe(
    'template.cache.a.b.5a3972cce612f1f0257c7677f05bec76',
  );
});
