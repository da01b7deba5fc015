import fc from 'fast-check';
import { Decimal, registerLocale, Temporal, translation } from 'jango/utils';
import { describe, expect, test } from 'vitest';
import { render } from './render.ts';

test('whole numbers of any size keep every digit in filters', async () => {
  const big = 10n ** 30n + 1n;
  expect(await render('{{ n|add:1 }}', { n: big })).toBe(`${10n ** 30n + 2n}`);
  expect(await render('{{ n|get_digit:1 }} {{ n|divisibleby:2 }}', { n: big })).toBe('1 False');
  expect(await render('{{ n|stringformat:"x" }}', { n: 2n ** 64n + 1n })).toBe('10000000000000001');
});

test('a filter that needs a text or a number says so when it gets something else', async () => {
  await expect(async () => render('{{ "abc"|cut:1 }}')).rejects.toThrow(
    'The filter needs a text, and was given 1.',
  );
  await expect(async () => render('{{ list|get_digit:1 }}', { list: [] })).rejects.toThrow(
    'The filter needs a whole number, and was given []',
  );
  await expect(async () => render('{{ 1.5|floatformat:"" }}')).rejects.toThrow('was given an empty text');
});

test('floatformat rounds a number as its digits say, whichever way it takes', () => {
  const digits = fc.tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 99_999 }));
  fc.assert(
    fc.property(digits, fc.integer({ min: -4, max: 4 }), ([whole, fraction], places) => {
      const value = Number(`${whole}.${fraction}`);
      const source = `{{ v|floatformat:"${places}" }}`;
      expect(render(source, { v: value })).toBe(render(source, { v: `${value}` }));
    }),
    { numRuns: 2000 },
  );
});

describe('stringformat', () => {
  test('takes every conversion of Python, with its flags', async () => {
    expect(await render('{{ 0|stringformat:"#.3g" }} {{ 2.5|stringformat:".0f" }}')).toBe('0.00 2');
    expect(await render('{{ 12345.678|stringformat:"E" }} {{ 255|stringformat:"#X" }}')).toBe(
      '1.234568E+04 0XFF',
    );
    expect(await render('{{ "é"|stringformat:"a" }}', {}, { autoescape: false })).toBe(`'\\xe9'`);
  });

  test('gives nothing where format and value do not fit', async () => {
    expect(await render('[{{ "x"|stringformat:"d" }}{{ 1.5|stringformat:"x" }}]')).toBe('[]');
  });
});

test('dates, durations and Decimals become text as in Python', async () => {
  const moment = Temporal.PlainDateTime.from('2011-01-01T13:05:09.5');
  expect(await render('{{ d|lower }}', { d: moment })).toBe('2011-01-01 13:05:09.500000');
  expect(await render('{{ d|upper }}', { d: Temporal.Duration.from({ seconds: 86_405 }) })).toBe(
    '1 DAY, 0:00:05',
  );
  const list = [new Decimal('1.50'), Temporal.PlainDate.from('2020-02-29')];
  expect(await render('{{ list|safe }}', { list })).toBe("[Decimal('1.50'), datetime.date(2020, 2, 29)]");
});

test('words are divided at the white space of Python', async () => {
  expect(await render('{{ text|wordcount }}', { text: 'a\x1cb\ufeffc' })).toBe('2');
});

test('titles know final sigmas and letters with a capital of their own', async () => {
  expect(await render('{{ "ΑΣ ΣΑΣ ŉ"|title }}')).toBe('Ας Σας ʼN');
});

test('dictsort refuses a place that an item lacks, and sorts by nothing that is no name', async () => {
  await expect(async () => render('{{ list|dictsort:1 }}', { list: [[1]] })).rejects.toThrow(
    'An item has no 1.',
  );
  expect(await render('{{ list|dictsort:"0" }}', { list: [[1]] })).toBe('');
});

test('HTML is read as Python reads it: a script that is never closed is left out, `&#` at the end ends it', async () => {
  expect(await render('{{ "a<script>b"|striptags }}')).toBe('a');
  expect(await render('{{ html|striptags|safe }}', { html: '&#<b>x' })).toBe('&#<b>x');
  expect(await render('{{ html|truncatechars_html:9|safe }}', { html: '<b/>text' })).toBe('<b/></b>text');
});

test('intcomma leaves a number as it is in a language that has no groups', async () => {
  registerLocale('xx', { formats: { NUMBER_GROUPING: 0 }, messages: {} });
  const page = '{% load humanize %}{{ 4500000|intcomma }}';
  expect(await render(page)).toBe('4,500,000');
  expect(await translation.override('xx', () => render(page))).toBe('4500000');
});

describe('numbers written in a template', () => {
  test('keep their point and all their digits', async () => {
    expect(
      await render('{{ 1.0 }} {{ -0.0 }} {{ 1e3 }} {{ 1.50 }} {% with w=2.0 %}{{ w }}{% endwith %}'),
    ).toBe('1.0 -0.0 1000.0 1.5 2.0');
    expect(await render('{{ 123456789012345678901234567890|add:1 }}')).toBe('123456789012345678901234567891');
  });

  test('compare as numbers do', async () => {
    const source =
      '{% if n == 2.0 %}a{% endif %}{% with x=2.0 %}{% if x == 2.0 and x > 1 %}b{% endif %}{% endwith %}';
    expect(await render(source, { n: 2 })).toBe('ab');
  });
});

describe('what Python’s own types answer', () => {
  test('a dictionary prints its keys, values and items as views', async () => {
    const d = { a: 1, b: 'x' };
    expect(await render('{{ d.keys }} {{ d.values }} {{ d.items }}', { d }, { autoescape: false })).toBe(
      "dict_keys(['a', 'b']) dict_values([1, 'x']) dict_items([('a', 1), ('b', 'x')])",
    );
  });

  test('dates of Temporal have the names of Python’s', async () => {
    const d = Temporal.PlainDateTime.from('2008-01-02T03:04:05');
    expect(await render('{{ d.isoformat }} {{ d.weekday }} {{ d.date|date:"Y-m-d" }}', { d })).toBe(
      '2008-01-02T03:04:05 2 2008-01-02',
    );
    expect(await render('{{ t.isoformat }}', { t: Temporal.PlainTime.from('13:30') })).toBe('13:30:00');
  });
});

describe('pprint', () => {
  test('writes dictionaries in the order of their keys', async () => {
    expect(await render('{{ d|pprint }}', { d: { b: [1], a: { z: 1, y: 2 } } }, { autoescape: false })).toBe(
      "{'a': {'y': 2, 'z': 1}, 'b': [1]}",
    );
  });

  test('breaks what is longer than 80 characters into lines', async () => {
    const d = { name: 'x'.repeat(40), list: ['word '.repeat(20), 2] };
    expect(await render('{{ d|pprint }}', { d }, { autoescape: false })).toBe(
      `{'list': ['word word word word word word word word word word word word word '
          'word word word word word word word ',
          2],
 'name': '${'x'.repeat(40)}'}`,
    );
  });
});

test('timesince and timeuntil refuse what is no date', async () => {
  await expect(async () => render('{{ "today"|timesince }}')).rejects.toThrow("'today' is no date.");
  expect(await render('[{{ ""|timesince }}{{ missing|timeuntil }}]')).toBe('[]');
});
