import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { markSafe, SafeString } from 'jango/utils';
import { expect, expectTypeOf, test } from 'vitest';

const src = path.join(import.meta.dirname, '../../src');

test('a SafeString is a text wherever a text is asked for', () => {
  const safe = markSafe('<b>ok</b>');
  expect(`${safe}!`).toBe('<b>ok</b>!');
  expect(safe.length).toBe(9);
  expect(safe.toUpperCase()).toBe('<B>OK</B>');
  expect(safe.replace('ok', 'no')).toBe('<b>no</b>');
  expect([...safe].slice(0, 2)).toEqual(['<', 'b']);
  expect(JSON.stringify({ safe })).toBe('{"safe":"<b>ok</b>"}');
  expect(new SafeString(safe).text).toBe('<b>ok</b>');
  expectTypeOf(safe.slice(1)).toEqualTypeOf<string>();
});

test('two SafeStrings are told apart by their texts', () => {
  expect(markSafe('a')).toEqual(markSafe('a'));
  expect(markSafe('a')).not.toEqual(markSafe('b'));
});

test('nothing inherits from String, which would slow every string of the process', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const heirs = files.filter((file) => /extends String\b/.test(readFileSync(path.join(src, file), 'utf8')));
  expect(heirs).toEqual([]);
});
