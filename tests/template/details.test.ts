import { TemplateSyntaxError } from 'jango/template';
import { setCatalog } from 'jango/utils/translation';
import { describe, expect, test } from 'vitest';
import { temporal } from '../../src/utils/temporal.ts';
import { engineOf, render } from './render.ts';

const later = <T>(value: T): Promise<T> => new Promise((resolve) => setImmediate(resolve, value));

describe('literals', () => {
  test('are numbers as Python reads them, with underscores between digits and digits of any script', () => {
    expect(render('{{ 1_000 }} {{ 1.e2 }} {{ ١٢ }} {{ .5 }}')).toBe('1000 100.0 12 0.5');
  });

  test('are names when an underscore or a point stands at the end or twice', () => {
    expect(render('[{{ 1_ }}{{ 1__0 }}{{ 5. }}]')).toBe('[]');
    expect(render('{{ a|default:1_0 }} {{ a|default:1E2 }}')).toBe('10 100.0');
    expect(() => render('{{ a|default:0x10 }}')).toThrow('[0x10]');
  });

  test('that are empty are not looked up in the catalogue, whose entry for them is its header', () => {
    setCatalog('en-us', { gettext: (message) => (message === '' ? 'Header' : undefined) });
    try {
      expect(render('[{{ _("") }}]')).toBe('[]');
    } finally {
      setCatalog('en-us', undefined);
    }
  });
});

describe('block.super', () => {
  test('is nothing where the parents have no such block', () => {
    const engine = engineOf({
      base: '{% block a %}{{ block.super }}base{% endblock %}',
      child: '{% extends "base" %}{% block a %}{{ block.super }}-{% endblock %}',
    });
    expect(engine.renderToString('child')).toBe('base-');
  });

  test('is a mistake in a template that has no parent', () => {
    const source = '{% block a %}{{ block.super }}{% endblock %}';
    expect(() => render(source)).toThrow(TemplateSyntaxError);
    expect(() => render(source)).toThrow("Block 'a' has no parent block");
  });
});

describe('tags', () => {
  test('extends takes nothing for a name that is false', () => {
    for (const parent of [null, '', 0, false, [], {}]) {
      expect(() => render('{% extends parent %}', { parent })).toThrow('Invalid template name');
    }
  });

  test('include takes the first template that exists of any collection', () => {
    const engine = engineOf({ main: '{% include names %}', b: 'B' });
    expect(engine.renderToString('main', { names: new Set(['a', 'b']) })).toBe('B');
  });

  test('for unpacks rows that are pending', async () => {
    const source = '{% for key, value in rows %}{{ key }}={{ value }}{{ forloop.counter }};{% endfor %}';
    const rows = [later(['x', later(1)]), ['y', 2], later([later('z'), 3])];
    expect(await render(source, { rows })).toBe('x=11;y=22;z=33;');
  });

  test('for keeps what its body assigns for the next turn, except where it unpacks', () => {
    const body = '{{ last }}{% firstof a as last %}';
    expect(render(`{% for a in rows %}${body}{% endfor %}`, { rows: [1, 2, 3] })).toBe('12');
    const pairs = [
      [1, 2],
      [3, 4],
    ];
    expect(render(`{% for a, b in rows %}[${body}{{ last }}]{% endfor %}{{ last }}`, { rows: pairs })).toBe(
      '[1][3]',
    );
  });

  test('if takes no side where something is looked for in what holds nothing', () => {
    const day = temporal().PlainDate.from('2008-12-31');
    const source = '{% if 1 in box %}in{% elif 1 not in box %}not in{% else %}neither{% endif %}';
    for (const box of [day, 3, null]) expect(render(source, { box })).toBe('neither');
    for (const box of [[], {}, new Set(), new Map()]) expect(render(source, { box })).toBe('not in');
  });

  test('ifchanged renders content again that came out empty', () => {
    const source = '{% for i in l %}{% ifchanged %}{% cycle "" "a" "b" %}{% endifchanged %},{% endfor %}';
    expect(render(source, { l: [1, 2] })).toBe('a,b,');
  });

  test('if compares a day with a text', () => {
    const day = temporal().PlainDate.from('2008-12-31');
    expect(render('{% if day != "x" %}differs{% endif %}{% if day == 3 %}equals{% endif %}', { day })).toBe(
      'differs',
    );
  });

  test('widthratio is nothing, and cache an error, for an argument of a filter that leads nowhere', async () => {
    const n = later(1);
    expect(await render('[{% widthratio n|add:missing 2 100 %}]', { n })).toBe('[]');
    await expect(
      render('{% load cache %}{% cache n|add:missing part %}{% endcache %}', { n }),
    ).rejects.toThrow("unknown variable: 'n'");
  });

  test('if takes NaN for the same as itself, though it equals nothing', () => {
    expect(render('{% if n is n %}is{% endif %}{% if n == n %}equals{% endif %}', { n: Number.NaN })).toBe(
      'is',
    );
  });

  test('cache wants a whole number of seconds, whether the fragment is kept or not', () => {
    const source = '{% load cache %}{% cache seconds details %}kept{% endcache %}';
    expect(render(source, { seconds: 60 })).toBe('kept');
    expect(() => render(source, { seconds: 'soon' })).toThrow("non-integer timeout value: 'soon'");
  });

  test('regroup gives groups that print their names without their class around', () => {
    expect(
      render('{% autoescape off %}{% regroup l by k as g %}{{ g }}{% endautoescape %}', { l: [{ k: 1 }] }),
    ).toBe("[GroupedResult(grouper=1, list=[{'k': 1}])]");
  });

  test('lorem leaves out the last words for a number below zero', () => {
    expect(render('{% lorem -17 w %}')).toBe('lorem ipsum');
  });

  test('widthratio writes large numbers in full', () => {
    expect(render('{% widthratio 1e30 1 1 %}')).toBe('1000000000000000019884624838656');
  });

  test('now takes a letter behind any backslash for itself', () => {
    expect(render(String.raw`{% now "\Y" %} {% now "\\Y" %}`)).toBe(String.raw`Y \Y`);
  });

  test('localize and unlocalize keep safe texts safe', () => {
    expect(
      render('{% load l10n %}{{ "<b>"|localize }}{{ "<b>"|unlocalize }}{{ a|localize }}', { a: '<i>' }),
    ).toBe('<b><b>&lt;i&gt;');
  });
});

describe('translation tags', () => {
  test('translate without a context where the context is empty', () => {
    setCatalog('en-us', {
      gettext: (message, context) =>
        message === 'May' ? (context === undefined ? 'mai' : 'darf') : undefined,
    });
    try {
      const source =
        '{% load i18n %}{% translate "May" context where %} {% blocktranslate context where %}May{% endblocktranslate %}';
      expect(render(source, { where: '' })).toBe('mai mai');
      expect(render(source, { where: 'verb' })).toBe('darf darf');
    } finally {
      setCatalog('en-us', undefined);
    }
  });

  test('translate takes texts only', () => {
    expect(render('{% load i18n %}{% translate number noop %}', { number: 3 })).toBe('3');
    expect(() => render('{% load i18n %}{% translate number %}', { number: 3 })).toThrow(
      'needs a text, and got 3',
    );
    expect(() => render('{% load i18n %}{% translate title %}', { title: null })).toThrow(
      'needs a text, and got None',
    );
  });

  test('blocktranslate counts truth values, and takes parentheses inside its braces for a name', () => {
    const count = '{% load i18n %}{% blocktranslate count n=yes %}one{% plural %}many{% endblocktranslate %}';
    expect(render(count, { yes: true })).toBe('one');
    expect(render(count, { yes: false })).toBe('many');
    const empty = '{% load i18n %}{% blocktranslate count n=word %}one{% plural %}{% endblocktranslate %}';
    expect(render(empty, { word: 'no number' })).toBe('one');
    expect(render('{% load i18n %}[{% blocktranslate %}{{ _("a") }}{% endblocktranslate %}]')).toBe('[]');
  });
});
