import { ProgrammingError } from 'jango/db';
import { expect, test } from 'vitest';
import { quotedName } from '../../../src/db/backends/base/quoted-name.ts';

test('a name stands between quotes, and one that does already stays', () => {
  expect(quotedName('article', '"')).toBe('"article"');
  expect(quotedName('a"b', '"')).toBe('"a""b"');
  expect(quotedName('"article"', '"')).toBe('"article"');
  expect(quotedName('"archive"."art""icle"', '"')).toBe('"archive"."art""icle"');
  expect(quotedName('`a`', '`')).toBe('`a`');
});

test('what only begins and ends with a quote is a name like any other', () => {
  expect(quotedName('"a"; DROP TABLE b; --"', '"')).toBe('"""a""; DROP TABLE b; --"""');
  expect(quotedName('"', '"')).toBe('""""');
});

test('a name with a character that no statement can hold is refused', () => {
  expect(() => quotedName('a\0b', '"')).toThrow(ProgrammingError);
  expect(() => quotedName('a\u0001b', '"')).toThrow('"a\\u0001b" is no name for a table or a column');
});
