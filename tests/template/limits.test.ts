import { TemplateSyntaxError } from 'jango/template';
import { describe, expect, test, vi } from 'vitest';
import { engineOf, render } from './render.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Far more than any of these takes, and far less than what grows with the square would. */
const SOON_MS = 15_000;

function soon<T>(run: () => T): T {
  const start = performance.now();
  try {
    return run();
  } finally {
    expect(performance.now() - start).toBeLessThan(SOON_MS);
  }
}

/** The error of a rendering, with its code. */
function refusal(source: string | Record<string, string>, context: Record<string, unknown> = {}): string {
  const templates = typeof source === 'string' ? { main: source } : source;
  try {
    soon(() => engineOf(templates).renderToString('main', context));
  } catch (error) {
    expect(error).toBeInstanceOf(TemplateSyntaxError);
    expect(error).toHaveProperty('templateDebug.line');
    return `${(error as TemplateSyntaxError).code}: ${(error as TemplateSyntaxError).message}`;
  }
  throw new Error('nothing was thrown');
}

const times = (count: number, text: (i: number) => string, separator = '') =>
  Array.from({ length: count }, (_, i) => text(i)).join(separator);

describe('a megabyte of', () => {
  test.each(['{', '{{', '{%', '{#', '{{\n', '}', '{{ ', '{% if '])('%j is text', (unit) => {
    const source = unit.repeat(1_000_000 / unit.length);
    expect(soon(() => render(source))).toBe(source);
  });

  test.each([
    ['{##}', ''],
    ['{# a #}\n', '\n'],
    ['<b>x</b>\n', '<b>x</b>\n'],
    ['{% verbatim %}{{ a }}{% endverbatim %}', '{{ a }}'],
    ['{% comment %}{{ a }}{% endcomment %}', ''],
  ])('%j is read in a time in proportion', (unit, printed) => {
    const count = Math.floor(500_000 / unit.length);
    expect(soon(() => render(unit.repeat(count))) === printed.repeat(count)).toBe(true);
  });

  test.each(['{{}}', '{%%}', '{% if %}', '{% if a %}', '{{ a|', '{{ "'])('%j ends in an error', (unit) => {
    const source = `${unit.repeat(1_000_000 / unit.length)} }}`;
    expect(refusal(source)).toMatch(/^template\.syntax: /);
  });
});

test('five megabytes of text are a template', () => {
  const text = '<p>Some words & more</p>\n'.repeat(200_000);
  expect(soon(() => render(`${text}{{ a }}`, { a: 'x' })) === `${text}x`).toBe(true);
});

describe('ten thousand of a thing are fine', () => {
  const N = 10_000;
  test.each<[what: string, source: string, printed: string]>([
    ['filters in a chain', `{{ a${'|upper'.repeat(N)} }}`, 'X'],
    ['filters with arguments', `{{ a${'|default:b'.repeat(N)} }}`, 'x'],
    ['filters on an argument of a tag', `{% firstof a${'|upper'.repeat(N)} %}`, 'X'],
    ['parts of a name', `{{ a${'.b'.repeat(N)} }}`, ''],
    ['different parts of a name', `{{ a${times(N, (i) => `.b${i}`)} }}`, ''],
    ['values of a cycle', `{% cycle ${'a '.repeat(N)} %}`, 'x'],
    ['values of firstof', `{% firstof ${'missing '.repeat(N)} a %}`, 'x'],
    ['values of with', `{% with ${times(N, (i) => `a${i}=a`, ' ')} %}{{ a9999 }}{% endwith %}`, 'x'],
    [
      'values of with, as before',
      `{% with ${times(N, (i) => `a as a${i}`, ' and ')} %}{{ a9999 }}{% endwith %}`,
      'x',
    ],
    ['values of include', `{% include "part" with ${times(N, (i) => `a${i}=a`, ' ')} %}`, 'part x'],
    [
      'names of blocktranslate',
      `{% load i18n %}{% blocktranslate with ${times(N, (i) => `a${i}=a`, ' ')} %}{{ a9999 }}{% endblocktranslate %}`,
      'x',
    ],
    ['names of for', `{% for ${times(N, (i) => `a${i}`, ', ')} in rows %}{{ a9999 }}{% endfor %}`, '9999'],
    ['libraries', `{% load ${'i18n '.repeat(N)} %}`, ''],
    ['arms', `{% if a == 1 %}${times(N, () => '{% elif a == 2 %}')}{% else %}x{% endif %}`, 'x'],
    ['blocks', times(N, (i) => `{% block b${i} %}{% endblock %}`), ''],
    ['partials', `${times(N, (i) => `{% partialdef p${i} %}{% endpartialdef %}`)}{% partial p9999 %}`, ''],
    ['includes', '{% include "empty" %}'.repeat(N), ''],
    ['conditions, one after the other', '{% if a %}{% endif %}'.repeat(N), ''],
    ['variables that are read twice', times(2000, (i) => `{{ m${i}.b }}{{ m${i}.b }}`), ''],
  ])('%s', (_what, source, printed) => {
    const rows = [Array.from({ length: N }, (_, i) => i)];
    const engine = engineOf({ main: source, part: 'part {{ a9999 }}', empty: '' });
    expect(soon(() => engine.renderToString('main', { a: 'x', b: 'y', rows }))).toBe(printed);
  });

  test('blocks of a parent', () => {
    const blocks = (text: string) => times(N, (i) => `{% block b${i} %}${text}{% endblock %}`);
    const engine = engineOf({ main: `{% extends "p" %}${blocks('c')}`, p: blocks('p') });
    expect(soon(() => engine.renderToString('main'))).toBe('c'.repeat(N));
  });
});

test('twice the template takes about twice the time to compile', () => {
  const measure = (run: () => void) =>
    Math.min(
      ...Array.from({ length: 3 }, () => {
        const start = performance.now();
        run();
        return performance.now() - start;
      }),
    );
  const row = (i: number) =>
    `<li>{# ${i} #}{% if a${i} %}{{ b.c${i}|upper }}{% else %}{% cycle "x" "y" %}{% endif %}{% with d=a${i} %}{{ d }}{% endwith %}`;
  const compile = (count: number) => () => void render(times(count, row));
  compile(100)();
  const once = measure(compile(250));
  expect(measure(compile(1000))).toBeLessThan(once * 16);
});

describe('too deep is refused with a reason', () => {
  const deep = (tag: string, count: number) =>
    times(count, (i) => `{% ${tag.replace('#', String(i))} %}`) +
    `{% end${tag.split(' ')[0]} %}`.repeat(count);

  test.each([
    'if a',
    'for a in l',
    'with a=b',
    'block b#',
    'spaceless',
    'autoescape on',
    'filter upper',
    'ifchanged a',
  ])('tags in tags: %s', (tag) => {
    const source = deep(tag, 299);
    expect(soon(() => render(source, { a: 1, l: [1] }))).toBe('');
    const pending = times(299, (i) => `{% ${tag.replace('#', String(i))} %}`);
    expect(refusal(pending)).toContain('Unclosed tag on line 1');
    for (const count of [301, 20_000]) {
      expect(refusal(deep(tag, count))).toBe(
        'template.syntax: Tags are nested more than 300 deep. Move inner parts into includes.',
      );
    }
  });

  test('operators in a condition', () => {
    const message =
      'A condition of more than 300 operators is more than templates take. Work it out in the view.';
    for (const words of ['a and ', 'a or ', 'not ', 'a in ', 'a == ', 'a is not ']) {
      expect(refusal(`{% if ${words.repeat(10_000)}a %}{% endif %}`)).toContain(message);
      expect(soon(() => render(`{% if ${words.repeat(200)}a %}{% endif %}`))).toBe('');
    }
  });

  test.each<[what: string, templates: Record<string, string>]>([
    ['a template that includes itself', { main: '{% include "main" %}' }],
    ['two that include each other', { main: '{% include "b" %}', b: '{% include "main" %}' }],
    ['one that a variable includes', { main: '{% include name %}' }],
    [
      'an include in a block of the same page',
      {
        main: '{% extends "b" %}{% block x %}{% include "main" %}{% endblock %}',
        b: '{% block x %}{% endblock %}',
      },
    ],
    ['a parent that includes its child', { main: '{% extends "b" %}', b: '{% include "main" %}' }],
    [
      'an include of the page in its own block',
      { main: '{% block x %}{% include "main" with a=1 only %}{% endblock %}' },
    ],
    ['a partial in itself', { main: '{% partialdef x %}{% partial x %}{% endpartialdef %}{% partial x %}' }],
    [
      'partials in each other',
      {
        main: '{% partialdef x %}{% partial y %}{% endpartialdef %}{% partialdef y %}{% partial x %}{% endpartialdef %}{% partial x %}',
      },
    ],
    [
      'a chain of a thousand parents',
      {
        ...Object.fromEntries(
          Array.from({ length: 1000 }, (_, i) => [
            `t${i}`,
            `{% extends "t${i + 1}" %}{% block a %}{{ block.super }}{% endblock %}`,
          ]),
        ),
        main: '{% extends "t0" %}',
        t1000: '{% block a %}{% endblock %}',
      },
    ],
  ])('%s', (_what, templates) => {
    expect(refusal(templates, { name: 'main' })).toBe(
      'template.nesting: Templates extend or include each other more than 100 deep. Look for one that includes itself without a condition.',
    );
  });

  test('a template that extends itself, or a parent that extends its child, is not there a second time', () => {
    const loops: Record<string, string>[] = [
      { main: '{% extends "main" %}' },
      { main: '{% extends "b" %}', b: '{% extends "main" %}' },
      { main: '{% extends "b" %}', b: '{% extends "c" %}', c: '{% extends "b" %}' },
    ];
    for (const templates of loops) {
      expect(() => engineOf(templates).renderToString('main')).toThrow('Skipped to avoid recursion');
    }
    const own = engineOf({}).fromString('{% extends parent %}');
    expect(() => own.render({ parent: own })).toThrow('more than 100 deep');
  });

  test('recursion that ends is fine', () => {
    const nest = (depth: number): unknown[] => (depth === 0 ? [] : [nest(depth - 1)]);
    const templates = {
      main: '{% include "row" with rows=tree %}',
      row: '{% for row in rows %}.{% include "row" with rows=row %}{% endfor %}',
    };
    expect(engineOf(templates).renderToString('main', { tree: nest(50) })).toBe('.'.repeat(50));
  });

  test('a full stack is told as such, wherever the call comes from', () => {
    const include = {
      main: '{% include "row" with n=n %}',
      row: `${'{% spaceless %}'.repeat(200)}{% include "row" %}${'{% endspaceless %}'.repeat(200)}`,
    };
    expect(refusal(include)).toMatch(/^template\.nesting: Templates/);
    const engine = engineOf({ main: '{% for x in l %}{% include "part" %}{% endfor %}', part: '{{ x }}' });
    const results = new Set<string>();
    const callFrom = (depth: number): void => {
      if (depth > 0) {
        callFrom(depth - 1);
        return;
      }
      try {
        results.add(String(engine.renderToString('main', { l: [1, 2] })));
      } catch (error) {
        results.add(error instanceof TemplateSyntaxError ? error.code : 'leaked');
      }
    };
    let depth = 500;
    try {
      for (; ; depth += 250) callFrom(depth);
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
    }
    expect(results.has('12')).toBe(true);
  });

  test('values that hold themselves', () => {
    const list: unknown[] = [1];
    list.push(list);
    const dict: Record<string, unknown> = {};
    dict['own'] = dict;
    expect(render('{{ list }} {{ dict|safe }}', { list, dict })).toBe("[1, [...]] {'own': {...}}");
    expect(refusal('{{ list|json_script:"id" }}', { list })).toContain('nested too deep');
    expect(refusal('{{ list|unordered_list }}', { list })).toContain('Lists are nested more than 200 deep');
  });
});

describe('too large is refused with a reason', () => {
  test.each([
    '{{ "a"|ljust:"999999999" }}',
    '{{ "a"|rjust:"999999999" }}',
    '{{ "a"|center:"99999999999999999999" }}',
    '{{ 5|stringformat:"999999999d" }}',
    '{{ 5|stringformat:".999999999f" }}',
    '{{ 1.5|floatformat:999999999 }}',
    '{{ 1|floatformat:"-999999999" }}',
    '{% lorem 999999999 %}',
    '{% lorem 999999999 w %}',
    '{% lorem 99999999999999999999 p random %}',
  ])('%s', (source) => {
    expect(refusal(source)).toMatch(/^template\.too-large: A text of \d+ characters/);
  });

  test('texts and lists that double', () => {
    const twice = (value: string) =>
      `${`{% with a=a|${value} %}`.repeat(60)}{{ a|length }}${'{% endwith %}'.repeat(60)}`;
    expect(refusal(twice('add:a'), { a: 'text' })).toMatch(/^template\.too-large/);
    expect(refusal(twice('add:a'), { a: [1, 2] })).toMatch(/^template\.too-large/);
    expect(refusal(twice('make_list|join:a'), { a: 'text' })).toMatch(/^template\.too-large/);
    const many = '\\'.repeat(5_500_000);
    expect(refusal('{{ a|addslashes }}', { a: many })).toMatch(/^template\.too-large/);
  });

  test('iterators that never end', () => {
    function* forever() {
      for (;;) yield 1;
    }
    const message = (count: number) => `template.too-large: A list of more than ${count} items is longer`;
    expect(refusal('{% for x in a %}{% endfor %}', { a: forever() })).toContain(message(1_000_000));
    expect(refusal('{{ a|join:"," }}', { a: { [Symbol.iterator]: forever } })).toContain(message(1_000_000));
    expect(refusal('{% for x in a %}{% endfor %}', { a: new Array(2 ** 32 - 1) })).toContain(
      message(10_000_000),
    );
  });

  test('large numbers elsewhere do no harm', () => {
    expect(
      render(
        '{{ "abc"|slice:"99999999999999999999:" }}{{ "abc"|slice:"-99999999999999999999:99999999999999999999" }}',
      ),
    ).toBe('abc');
    expect(render('{{ "abc"|truncatechars:99999999999999999999 }}{{ 5|get_digit:999999999 }}')).toBe('abc0');
    expect(render('{% widthratio a 1 b %}', { a: 1e300, b: 2 })).toMatch(/^2\d{300}$/);
    expect(render('{{ "a b"|wordwrap:99999999999999999999 }}{{ "a"|ljust:"-999999999" }}')).toBe('a ba');
  });
});

describe('a value that does not fit is an error of the template, with its place', () => {
  test.each<[source: string, message: string]>([
    ['{{ 5|divisibleby:0 }}', 'Nothing can be divided by 0.'],
    ['{{ 5|divisibleby:"x" }}', "'x' is no whole number."],
    ['{{ "a b"|wordwrap:0 }}', "Lines can't be 0 characters long."],
    ['{{ "a"|ljust:"x" }}', "The filter needs a whole number, and was given 'x'."],
    ['{{ 5|first }}', '5 has no items by number.'],
    ['{{ 5|unordered_list }}', '5 cannot be looped over.'],
    ['{% for x in 5 %}{% endfor %}', '5 cannot be looped over.'],
    ['{% for x, y in "abc" %}{% endfor %}', 'Need 2 values to unpack in for loop; got 1.'],
    ['{% widthratio 1 2 "x" %}', 'widthratio final argument must be a number'],
    [
      '{% load i18n %}{{ "xx"|language_name }}',
      "'xx' is no language code. Codes are as in LANGUAGES: ko, pt-br.",
    ],
    ['{% load tz %}{% timezone "Mars" %}{% endtimezone %}', "'Mars' is no time zone."],
  ])('%s', (source, message) => {
    expect(refusal(`\n${source}`)).toContain(message);
  });

  test('errors of values stay what they are', () => {
    const boom = new RangeError('boom');
    const throws = () => {
      throw boom;
    };
    expect(() => render('{{ a }}', { a: throws })).toThrow(boom);
    expect(() => render('{{ a|upper }}', { a: { toString: throws } })).toThrow(boom);
    expect(boom).toHaveProperty('templateDebug.line', 1);
    const frozen = Object.freeze(new Error('frozen'));
    expect(() =>
      render('{{ a }}', {
        a: () => {
          throw frozen;
        },
      }),
    ).toThrow(frozen);
  });
});
