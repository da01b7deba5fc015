import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { configure } from '../../src/conf/configure.ts';
import { format } from '../../src/utils/dateformat.ts';
import { parseDate, parseDateTime } from '../../src/utils/dateparse.ts';
import { dateFormat, numberFormat } from '../../src/utils/formats.ts';
import { temporal } from '../../src/utils/temporal.ts';
import { timesince, timeuntil } from '../../src/utils/timesince.ts';
import { override as inTimezone } from '../../src/utils/timezone.ts';
import { override as inLanguage } from '../../src/utils/translation/active-language.ts';

const date = new Date('2024-03-09T14:05:09Z');

beforeEach(() => configure({ SECRET_KEY: 'x', BASE_DIR: '/', TIME_ZONE: 'UTC', USE_TZ: true }));
afterEach(() => configure({ SECRET_KEY: 'x', BASE_DIR: '/' }));

describe('format()', () => {
  test('knows the characters of date()', () => {
    expect(format(date, 'jS F Y, H:i:s T')).toBe('9th March 2024, 14:05:09 UTC');
    expect(format(date, 'D N z t L W o U')).toBe('Sat March 69 31 True 10 2024 1709993109');
    expect(format(date, '\\D\\a\\y j')).toBe('Day 9');
  });

  test('shows a Date in the current zone', () => {
    expect(inTimezone('Asia/Seoul', () => format(date, 'Y-m-d H:i T O'))).toBe('2024-03-09 23:05 KST +0900');
  });

  test('refuses times of a date without one', () => {
    const day = temporal().PlainDate.from('2024-03-09');
    expect(format(day, 'Y-m-d')).toBe('2024-03-09');
    expect(() => format(day, 'H')).toThrow("format character 'H'");
  });
});

test('formats follow the language', () => {
  expect(dateFormat(date)).toBe('March 9, 2024');
  expect(inLanguage('ko', () => dateFormat(date, 'DATETIME_FORMAT'))).toBe('2024년 3월 9일 2:05 오후');
  expect(inLanguage('de', () => numberFormat(1234.5, 2, true, true))).toBe('1.234,50');
});

test('the language of a block holds for what it awaits', async () => {
  const text = await inLanguage('ko', async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return dateFormat(date, 'MONTH_DAY_FORMAT');
  });
  expect(text).toBe('3월 9일');
  expect(dateFormat(date, 'MONTH_DAY_FORMAT')).toBe('March 9');
});

test('distances are told in two units', () => {
  const later = new Date('2024-05-01T16:05:09Z');
  expect(timesince(date, later)).toBe('1\u00a0month, 3\u00a0weeks');
  expect(timeuntil(later, date, { depth: 1 })).toBe('1\u00a0month');
  expect(timesince(later, date)).toBe('0\u00a0minutes');
});

test('a backslash keeps the letter behind it, one before it too', () => {
  expect(format(temporal().PlainDate.from('2024-05-17'), '\\Y \\\\Y Y')).toBe('Y \\Y 2024');
});

test('a time that clocks show twice has no zone to tell', () => {
  const twice = temporal().ZonedDateTime.from('2012-11-04T01:30:00-05:00[America/Chicago]');
  expect(format(twice, 'H:i|T|O|I|Z|')).toBe('01:30|||||');
});

test('dates are read in every way of ISO 8601 that Python reads', () => {
  expect(String(parseDate('2012-W05-1'))).toBe('2012-01-30');
  expect(parseDate('2012-W54-1')).toBeUndefined();
  expect(parseDateTime('20120423t102030,5+09:00')).toMatchObject({ hour: 10, microsecond: 500_000 });
  expect(() => parseDate('2012-02-30')).toThrow(RangeError);
});
