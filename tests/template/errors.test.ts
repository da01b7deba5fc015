import { TemplateDoesNotExist, TemplateSyntaxError } from 'jango/template';
import { describe, expect, test } from 'vitest';
import { engineOf, render } from './render.ts';

function caught(run: () => unknown): TemplateSyntaxError {
  try {
    run();
  } catch (error) {
    return error as TemplateSyntaxError;
  }
  throw new Error('nothing was thrown');
}

describe('a template that cannot be compiled', () => {
  test('says where, with the source around', () => {
    const error = caught(() => render('one\ntwo {{ a|uper }}\nthree'));
    expect(error).toBeInstanceOf(TemplateSyntaxError);
    expect(error.message).toBe("Invalid filter: 'uper'. Did you mean 'upper'?");
    expect(error.templateDebug).toMatchObject({ name: 'main', line: 2 });
    expect(error.templateDebug?.lines[1]).toEqual({ number: 2, text: 'two {{ a|uper }}' });
  });

  test('names the tag that was not closed and where it was opened', () => {
    const error = caught(() => render('{% if a %}\n{% for b in c %}\n{% endif %}'));
    expect(error.message).toContain("'endif', expected 'empty' or 'endfor' for 'for', opened on line 2");
    expect(caught(() => render('\n{% with a=b %}')).message).toBe(
      "Unclosed tag on line 2: 'with'. Looking for one of: endwith.",
    );
  });

  test('suggests the nearest tag and library', () => {
    expect(caught(() => render('{% inclde "a" %}')).message).toContain("Did you mean 'include'?");
    expect(caught(() => render('{% load humanise %}')).message).toContain("Did you mean 'humanize'?");
  });

  test('has to begin with extends, once', () => {
    expect(caught(() => render('{{ a }}{% extends "b" %}')).message).toContain('must be the first tag');
    expect(caught(() => render('{% extends "b" %}{% extends "c" %}')).message).toContain(
      'cannot appear more than once',
    );
  });
});

describe('each kind of mistake says what to do, and where', () => {
  test.each<[source: string, line: number, message: string]>([
    ['{% fr x in l %}', 1, "Invalid block tag on line 1: 'fr'. Did you mean 'for'?"],
    ['\n{% csrftoken %}', 2, "Invalid block tag on line 2: 'csrftoken'. Did you mean 'csrf_token'?"],
    ['{{ a|uper }}', 1, "Invalid filter: 'uper'. Did you mean 'upper'?"],
    ['{% filter uper %}{% endfilter %}', 1, "Invalid filter: 'uper'. Did you mean 'upper'?"],
    ['{{ 5|intcomma }}', 1, "Invalid filter: 'intcomma'. Write {% load humanize %} before it."],
    ['{% translate "x" %}', 1, "Invalid block tag on line 1: 'translate'. Write {% load i18n %} before it."],
    ['\n\n{% load i18m %}', 3, "Did you mean 'i18n'?"],
    [
      '{% if a %}\n{% endfi %}',
      2,
      "'endfi', expected 'elif', 'else' or 'endif' for 'if', opened on line 1. Did you mean 'endif'?",
    ],
    ['{% if a %}\n{% endfor %}', 2, "for 'if', opened on line 1. Close 'if' first."],
    [
      '{% block a %}\n{% endblok %}',
      2,
      "'endblok', expected 'endblock' for 'block', opened on line 1. Did you mean 'endblock'?",
    ],
    [
      '{% block a %}\n\n{% endblock b %}',
      3,
      "Invalid block tag on line 3: 'endblock b', expected 'endblock' or 'endblock a'.",
    ],
    ['{% partialdef a %}\n{% endpartialdef b %}', 2, "expected 'endpartialdef' or 'endpartialdef a'."],
    ['\n{% endif %}', 2, "Invalid block tag on line 2: 'endif'. There is no open 'if'."],
    ['{% if a %}\n{% elif b = c %}{% endif %}', 2, "Unused '=' at end of if expression. Did you mean '=='?"],
    ['{% if a && b %}{% endif %}', 1, "Unused '&&' at end of if expression. Did you mean 'and'?"],
    ['{% if a == %}{% endif %}', 1, 'Unexpected end of expression in if tag.'],
    [
      '{% if a %}\n{% else b %}{% endif %}',
      2,
      'Malformed template tag at line 2: "else b" An {% if %} goes on with',
    ],
    ['\n{{ }}', 2, 'Empty variable tag on line 2.'],
    ['\n{% %}', 2, 'Empty block tag on line 2.'],
    ['{{ a b }}', 1, "Could not parse the remainder: ' b' from 'a b'. It was read up to 'a'."],
    ['{{ a.b() }}', 1, 'Templates call methods without parentheses'],
    ['{{ a["x"] }}', 1, 'Write a.name or a.0 for what code writes as a["name"] and a[0].'],
    ['{{ a|truncatechars: 5 }}', 1, "A filter's argument follows the colon without a space"],
    ['{{ a|default:"x }}', 1, 'a text has quotes on both sides'],
    ['{{ a|default }}', 1, 'The filter default needs an argument. Write it as {{ value|default:"..." }}.'],
    ['{{ a|upper:1 }}', 1, 'The filter upper takes no argument, and was given 1.'],
    ['{{ a._b }}', 1, "Variables and attributes may not begin with underscores: 'a._b'."],
    ['{% with a = b %}{% endwith %}', 1, 'Write name=value, without spaces around the sign.'],
    ['{% cycle 1 2 as row %}\n{% cycle rwo %}', 2, "Named cycle 'rwo' does not exist. There are: row."],
    [
      '{% load i18n %}\n{% blocktranslate %}\n{% if a %}',
      3,
      "'blocktranslate', opened on line 2, doesn't allow other block tags (seen 'if a') inside it.",
    ],
    [
      '{% load i18n %}\n{% blocktranslate %}\nx',
      2,
      "Unclosed tag on line 2: 'blocktranslate'. Looking for one of: endblocktranslate.",
    ],
    ['\n{% comment %}\n', 2, "Unclosed tag on line 2: 'comment'. Looking for one of: endcomment."],
    ['a\n{% verbatim %}', 2, "Unclosed tag on line 2: 'verbatim'. Looking for one of: endverbatim."],
    [
      '{% for a in b %}\n{% if c %}\n{% endif %}',
      1,
      "Unclosed tag on line 1: 'for'. Looking for one of: empty, endfor.",
    ],
    ['\n{% for x of l %}{% endfor %}', 2, "'for' statements should use the format 'for x in y'"],
    [
      '{% extends "m" %}\n{% extends "m" %}',
      2,
      "'extends' cannot appear more than once in the same template",
    ],
    ['{% templatetag open %}', 1, "Invalid templatetag argument: 'open'. Must be one of: openblock,"],
  ])('%j', (source, line, message) => {
    const error = caught(() => engineOf({ 'a/page.html': source }).getTemplate('a/page.html'));
    expect(error).toBeInstanceOf(TemplateSyntaxError);
    expect(error.message).toContain(message);
    expect(error.templateDebug).toMatchObject({ name: 'a/page.html', line, message: error.message });
    expect(error.templateDebug?.lines.find(({ number }) => number === line)?.text).toBe(
      source.split('\n')[line - 1],
    );
  });

  test('whatever the line ends, byte order marks and tabs', () => {
    for (const source of ['\r\nabc\r\n\t{{ a|uper }}\r\nz', '\ufeff\nabc\n\t{{ a|uper }}\nz']) {
      const { templateDebug } = caught(() => render(source));
      expect(templateDebug?.line).toBe(3);
      expect(templateDebug?.lines.map(({ text }) => text).slice(1)).toEqual(['abc', '\t{{ a|uper }}', 'z']);
    }
  });

  test('with ten lines on both sides', () => {
    const { templateDebug } = caught(() => render(`${'x\n'.repeat(30)}{{ a|uper }}${'\ny'.repeat(30)}`));
    expect(templateDebug?.lines.map(({ number }) => number)).toEqual(
      Array.from({ length: 21 }, (_, i) => i + 21),
    );
  });

  test('a message does not repeat a page', () => {
    expect(caught(() => render(`{{ a${'('.repeat(100_000)} }}`)).message.length).toBeLessThan(2000);
  });

  test('in the template that has the mistake, wherever it is used from', () => {
    for (const main of ['\n\n{% include "bad" %}', '{% extends "bad" %}', '{% extends "mid" %}']) {
      const engine = engineOf({ main, mid: '{% extends "bad" %}', bad: 'ok\n{{ a|uper }}' });
      expect(caught(() => engine.renderToString('main')).templateDebug).toMatchObject({
        name: 'bad',
        line: 2,
      });
    }
    const inBlock = engineOf({
      main: '{% extends "p" %}\n{% block x %}\n{{ 5|divisibleby:0 }}{% endblock %}',
      p: '{% block x %}{% endblock %}',
    });
    expect(caught(() => inBlock.renderToString('main')).templateDebug).toMatchObject({
      name: 'main',
      line: 3,
    });
    const inParent = engineOf({
      main: '{% extends "p" %}{% block x %}{{ block.super }}{% endblock %}',
      p: '\n{% block x %}{{ 5|divisibleby:0 }}{% endblock %}',
    });
    expect(caught(() => inParent.renderToString('main')).templateDebug).toMatchObject({ name: 'p', line: 2 });
  });
});

describe('an error while rendering', () => {
  test('carries the innermost template line', async () => {
    const engine = engineOf({ page: 'a\n{% include "part" %}', part: '\n\n{{ boom }}' });
    const boom = () => {
      throw new Error('boom');
    };
    const error = caught(() => engine.renderToString('page', { boom }));
    expect(error.templateDebug).toMatchObject({ name: 'part', line: 3, message: 'boom' });
    const rejection = engine.renderToString('page', { boom: () => Promise.reject(new Error('later')) });
    await expect(rejection).rejects.toMatchObject({ templateDebug: { name: 'part', line: 3 } });
  });

  test('ends recursion without an end', () => {
    expect(() => engineOf({ a: '{% include "a" %}' }).renderToString('a')).toThrow(
      'include each other more than 100 deep',
    );
    expect(() => engineOf({ a: '{% extends "a" %}' }).renderToString('a')).toThrow(TemplateDoesNotExist);
  });
});

test('a template that is missing lists the places tried and the nearest name', () => {
  const engine = engineOf({ 'articles/list.html': '' }, { debug: true });
  const error = caught(() => engine.getTemplate('articles/lst.html'));
  expect(error).toBeInstanceOf(TemplateDoesNotExist);
  expect(error.message).toBe(
    'Template does not exist: articles/lst.html. Did you mean "articles/list.html"? Tried:\n  articles/lst.html (Source does not exist)',
  );
});

test('a template that is missing says who asked for it, and every place tried', () => {
  const templates = {
    include: 'a\n{% include "nope" %}',
    variable: '\n\n{% include names %}',
    parent: '{% extends "nope" %}',
    deep: '{% include "include" %}',
  };
  const message = (name: string) =>
    caught(() => engineOf(templates).renderToString(name, { names: ['nope', 'none'] })).message;
  const tried = 'Template does not exist: nope. Tried:\n  nope (Source does not exist)\n';
  expect(message('include')).toBe(`${tried}Asked for in include, line 2.`);
  expect(message('deep')).toBe(`${tried}Asked for in include, line 2.`);
  expect(message('parent')).toBe(`${tried}Asked for in parent, line 1.`);
  expect(message('variable')).toBe(
    'Template does not exist: nope, none. Tried:\n  nope (Source does not exist)\n  none (Source does not exist)\nAsked for in variable, line 3.',
  );
  const error = caught(() => engineOf({}).renderToString(['a', 'b']));
  expect(error.message).toBe(
    'Template does not exist: a, b. Tried:\n  a (Source does not exist)\n  b (Source does not exist)',
  );
});
