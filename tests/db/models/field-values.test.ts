import { fields } from 'jango/db';
import { afterAll, expect, test } from 'vitest';
import { configure } from '../../../src/conf/configure.ts';
import { ValidationError } from '../../../src/core/errors/validation-error.ts';
import { MaxValueValidator } from '../../../src/core/validators/max-value-validator.ts';
import { connections } from '../../../src/db/connections.ts';
import { temporal } from '../../../src/utils/temporal.ts';

configure({
  BASE_DIR: import.meta.dirname,
  SECRET_KEY: 'x',
  USE_TZ: true,
  TIME_ZONE: 'UTC',
  DATABASES: { default: { ENGINE: 'sqlite3', NAME: ':memory:' } },
});
afterAll(() => connections.closeAll());

/** The value as text, or kind and message of each complaint. */
function clean(field: fields.Field, value: unknown): unknown {
  try {
    return String(field.clean(value));
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    return error.errorList.map((one) => `${one.kind}: ${one.messages[0]}`);
  }
}

test('numbers are read in the spellings that Python reads', () => {
  for (const text of ['1_000', ' 1000 ', '１０００', '+1000']) {
    expect(clean(new fields.IntegerField(), text)).toBe('1000');
    expect(clean(new fields.FloatField(), text)).toBe('1000');
    expect(clean(new fields.DecimalField({ maxDigits: 5, decimalPlaces: 0 }), text)).toBe('1000');
  }
  for (const text of ['0x10', '1__0', '1e', 'NaN', 'Infinity']) {
    expect(clean(new fields.DecimalField({ maxDigits: 5, decimalPlaces: 0 }), text)).toEqual([
      `invalid: “${text}” value must be a decimal number.`,
    ]);
  }
});

test('a whole number is not rounded to the digits of a decimal column', () => {
  const price = new fields.DecimalField({ maxDigits: 3, decimalPlaces: 1 });
  expect(String(price.getPrepValue(32767))).toBe('32767');
  expect(clean(price, 32767)).toEqual(['max_digits: Ensure that there are no more than 3 digits in total.']);
  expect(() => price.getPrepValue(Number.NaN)).toThrow('expected a decimal number but got NaN');
});

test('a message shows a value that is no choice as Python writes it', () => {
  const message = (shown: string) => [`invalid_choice: Value ${shown} is not a valid choice.`];
  expect(clean(new fields.IntegerField({ choices: [[1, 'one']] }), '3')).toEqual(message('3'));
  expect(clean(new fields.CharField({ maxLength: 9, choices: { a: 'A' } }), "it's")).toEqual(
    message('"it\'s"'),
  );
  expect(clean(new fields.CharField({ maxLength: 9, choices: { a: 'A' } }), 'a\n')).toEqual(
    message("'a\\n'"),
  );
});

test('a moment may be written as a day, with single digits too, and says which days there are not', () => {
  const moment = new fields.DateTimeField();
  expect(moment.toPython('2020-2-9')).toEqual(new Date('2020-02-09T00:00:00Z'));
  expect(clean(moment, '2019-02-29')).toEqual([
    'invalid_date: “2019-02-29” value has the correct format (YYYY-MM-DD) but it is an invalid date.',
  ]);
  expect(clean(moment, '2019-02-29 10:00')).toEqual([
    'invalid_datetime: “2019-02-29 10:00” value has the correct format (YYYY-MM-DD HH:MM[:ss[.uuuuuu]][TZ]) but it is an invalid date/time.',
  ]);
});

test('dates, times and durations have no space around them', () => {
  for (const field of [new fields.DateField(), new fields.TimeField(), new fields.DurationField()])
    expect(clean(field, ' 12 ')).toEqual([expect.stringContaining('invalid: “ 12 ” value has an invalid')]);
});

test('what looks like an IPv6 address and is none is refused', () => {
  const field = new fields.GenericIPAddressField({ null: true, blank: true });
  for (const text of ['12345::', 'http://a.b', '1::2::3'])
    expect(clean(field, text)).toEqual(['invalid: Enter a valid IPv6 address.']);
  expect(field.getPrepValue('12345::')).toBe('12345::');
});

test('empty lists and objects are blank, days are not', () => {
  expect(clean(new fields.TextField(), [])).toEqual(['blank: This field cannot be blank.']);
  expect(clean(new fields.JSONField(), {})).toEqual(['blank: This field cannot be blank.']);
  expect(clean(new fields.JSONField(), temporal().PlainDate.from('2020-02-29'))).toBe('2020-02-29');
});

test('a UUID is made of a number, too', () => {
  expect(clean(new fields.UUIDField(), 255)).toBe('00000000-0000-0000-0000-0000000000ff');
  expect(clean(new fields.UUIDField(), -1)).toEqual(['invalid: “-1” is not a valid UUID.']);
});

test('whole numbers are held to the range of the column in the default database', async () => {
  const most = (limit: number) => [`max_value: Ensure this value is less than or equal to ${limit}.`];
  const least = (limit: number) => [`min_value: Ensure this value is greater than or equal to ${limit}.`];
  expect(clean(new fields.SmallIntegerField(), 40000)).toBe('40000');
  for (const [engine, unsigned] of [
    ['postgresql', 32767],
    ['mysql', 65535],
  ] as const) {
    const back = await connections.override('default', { ENGINE: engine, NAME: 'never_opened' });
    expect(clean(new fields.SmallIntegerField(), 40000)).toEqual(most(32767));
    expect(clean(new fields.IntegerField(), -2147483649)).toEqual(least(-2147483648));
    expect(clean(new fields.BigIntegerField(), 2147483648)).toBe('2147483648');
    expect(clean(new fields.PositiveSmallIntegerField(), 70000)).toEqual(most(unsigned));
    expect(clean(new fields.PositiveSmallIntegerField(), -1)).toEqual(least(0));
    await back();
  }
});

test('a validator of the field that is stricter than the column stands alone', () => {
  const field = new fields.PositiveIntegerField({ validators: [new MaxValueValidator(10)] });
  expect(clean(field, 2 ** 53 - 1)).toEqual(['max_value: Ensure this value is less than or equal to 10.']);
  expect(field.validators).toHaveLength(2);
});
