import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  conditionalEscape,
  escape as escapeHtml,
  formatHtml,
  formatHtmlJoin,
  markSafe,
  type SafeString,
} from '../../src/utils/html.ts';
import { jsonScript } from '../../src/utils/json-script.ts';
import { stripTags } from '../../src/utils/strip-tags.ts';
import { urlize } from '../../src/utils/urlize.ts';

describe('SafeString', () => {
  test('is what escaping leaves alone, and a string otherwise', () => {
    const safe = markSafe('<b>');
    expectTypeOf(safe).toEqualTypeOf<SafeString>();
    expect(conditionalEscape(safe)).toBe(safe);
    expect(`${safe}!`).toBe('<b>!');
    expect(JSON.stringify({ safe })).toBe('{"safe":"<b>"}');
    expect(escapeHtml(safe).toString()).toBe('&lt;b&gt;');
  });

  test('stands for objects that know their HTML', () => {
    expect(conditionalEscape({ toHtml: () => '<i>' }).toString()).toBe('<i>');
    expect(() => conditionalEscape({ toHtml: async () => '<i>' })).toThrow('is pending');
  });
});

describe('formatHtml()', () => {
  test('escapes what it puts in', () => {
    expect(formatHtml('<a href="{}">{}</a>', '/?a&b', markSafe('<b>')).toString()).toBe(
      '<a href="/?a&amp;b"><b></a>',
    );
    expect(formatHtml('{1}{0}{{}} {name}', 'a', 'b', { name: '<' }).toString()).toBe('ba{} &lt;');
    expect(formatHtmlJoin(', ', '<li>{}</li>', [['a'], ['<']]).toString()).toBe('<li>a</li>, <li>&lt;</li>');
  });

  test('refuses to be used for fixed or incomplete HTML', () => {
    expect(() => formatHtml('<b>')).toThrow('Use markSafe() for fixed HTML');
    expect(() => formatHtml('{} {}', 1)).toThrow('no value for {1}');
  });
});

test('JSON for scripts cannot end the script', () => {
  expect(jsonScript({ a: '</script><!--' }, 'x"').toString()).toBe(
    '<script id="x&quot;" type="application/json">{"a": "\\u003C/script\\u003E\\u003C!--"}</script>',
  );
});

test('stripping tags ends for any input', () => {
  expect(stripTags('a <b>b</b> &amp; <!-- c --> d < e')).toBe('a b &amp;  d < e');
  expect(() => stripTags(`${'<a'.repeat(600)}>${'<a'.repeat(600)}`)).toThrow();
});

test('links are made of addresses, and punctuation stays outside', () => {
  expect(urlize('See (www.example.com), or a@b.com!', { autoescape: true })).toBe(
    'See (<a href="http://www.example.com">www.example.com</a>), or <a href="mailto:a@b.com">a@b.com</a>!',
  );
});

test('a long text is escaped like a short one, wherever its parts end', () => {
  const unit = `<b>"a" & 'b'</b>${'x'.repeat(83)}`;
  expect(escapeHtml(unit.repeat(500)).toString()).toBe(escapeHtml(unit).toString().repeat(500));
  expect(escapeHtml('&'.repeat(4001)).toString()).toBe('&amp;'.repeat(4001));
});
