import { Decimal, fields } from 'jango/db';
import { expect, test } from 'vitest';
import { ValidationError } from '../../../src/core/errors/validation-error.ts';
import { temporal } from '../../../src/utils/temporal.ts';

/** Messages and kinds of the errors that cleaning a value gives, or the value. */
function clean(field: fields.Field, value: unknown): unknown {
  try {
    return field.clean(value);
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    return { errors: error.messages, kinds: error.errorList.map((one) => one.kind) };
  }
}
const fails = (message: string, kind: string) => ({ errors: [message], kinds: [kind] });

test('text is bounded, never null by itself and never blank by itself', () => {
  const field = new fields.CharField({ maxLength: 3 });
  expect(clean(field, 'abc')).toBe('abc');
  expect(clean(field, 12)).toBe('12');
  expect(clean(field, 'abcd')).toEqual(
    fails('Ensure this value has at most 3 characters (it has 4).', 'max_length'),
  );
  expect(clean(field, '')).toEqual(fails('This field cannot be blank.', 'blank'));
  expect(clean(field, null)).toEqual(fails('This field cannot be null.', 'null'));
});

test('half of a surrogate pair becomes a replacement character', () => {
  expect(new fields.TextField().getPrepValue('a\uD800b')).toBe('a\uFFFDb');
});

test('choices limit the values', () => {
  const field = new fields.CharField({ maxLength: 3, choices: { a: 'A', b: 'B' } });
  expect(clean(field, 'a')).toBe('a');
  expect(clean(field, 'c')).toEqual(fails("Value 'c' is not a valid choice.", 'invalid_choice'));
  const grouped = new fields.CharField({
    choices: [
      ['Audio', [['cd', 'CD']]],
      ['x', 'Other'],
    ],
  });
  expect(grouped.flatChoices).toEqual([
    ['cd', 'CD'],
    ['x', 'Other'],
  ]);
});

test('slugs, addresses and URLs have their form', () => {
  expect(clean(new fields.SlugField(), 'a b')).toEqual(
    fails('Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.', 'invalid'),
  );
  expect(clean(new fields.EmailField(), 'a')).toEqual(fails('Enter a valid email address.', 'invalid'));
  expect(clean(new fields.URLField(), 'a')).toEqual(fails('Enter a valid URL.', 'invalid'));
  expect(clean(new fields.URLField(), 'https://example.com/a')).toBe('https://example.com/a');
  expect(clean(new fields.GenericIPAddressField(), '1.2.3')).toEqual(
    fails('Enter a valid IPv4 or IPv6 address.', 'invalid'),
  );
  expect(clean(new fields.GenericIPAddressField({ unpackIpv4: true }), '::FFFF:1.2.3.4')).toBe('1.2.3.4');
});

test('whole numbers are exact, or refused', () => {
  const field = new fields.IntegerField();
  expect(clean(field, '12')).toBe(12);
  expect(clean(field, 3.7)).toBe(3);
  expect(clean(field, 'x')).toEqual(fails('“x” value must be an integer.', 'invalid'));
  expect(clean(field, '1152921504606846976')).toBe(2n ** 60n);
  expect(clean(new fields.BigIntegerField(), 2n ** 63n)).toEqual(
    fails('Ensure this value is less than or equal to 9223372036854775807.', 'max_value'),
  );
  expect(field.getPrepValue('9223372036854775807')).toBe(9223372036854775807n);
  expect(() => field.getPrepValue('x')).toThrow("Field '' expected a number but got 'x'.");
  expect(() => field.getPrepValue(Number.NaN)).toThrow('expected a number but got NaN');
  expect(() => field.getPrepValue({})).toThrow('expected a number but got a Object');
  expect(clean(new fields.PositiveIntegerField(), -1)).toEqual(
    fails('Ensure this value is greater than or equal to 0.', 'min_value'),
  );
});

test('floats and decimals', () => {
  expect(clean(new fields.FloatField(), '1e3')).toBe(1000);
  expect(clean(new fields.FloatField(), 'x')).toEqual(fails('“x” value must be a float.', 'invalid'));
  const price = new fields.DecimalField({ maxDigits: 3, decimalPlaces: 1 });
  expect(String(clean(price, '12.5'))).toBe('12.5');
  expect(clean(price, '12.5')).toBeInstanceOf(Decimal);
  expect(String(price.toPython(0.1 + 0.2))).toBe('0.3');
  expect(clean(price, '12.34')).toEqual(
    fails('Ensure that there are no more than 3 digits in total.', 'max_digits'),
  );
  expect(clean(price, 'NaN')).toEqual(fails('“NaN” value must be a decimal number.', 'invalid'));
});

test('booleans read what Django reads', () => {
  const field = new fields.BooleanField();
  expect([true, 't', 'True', '1', 1].map((value) => clean(field, value))).toEqual(Array(5).fill(true));
  expect([false, 'f', 'False', '0', 0].map((value) => clean(field, value))).toEqual(Array(5).fill(false));
  expect(clean(field, 'x')).toEqual(fails('“x” value must be either True or False.', 'invalid'));
  expect(clean(new fields.BooleanField({ null: true }), 'x')).toEqual(
    fails('“x” value must be either True, False, or None.', 'invalid'),
  );
  expect(clean(new fields.BooleanField({ null: true, blank: true }), '')).toBeNull();
});

test('days, times, moments and durations are read from text', () => {
  const { PlainDate, PlainTime, Duration } = temporal();
  expect(clean(new fields.DateField(), '2024-02-29')).toEqual(PlainDate.from('2024-02-29'));
  expect(clean(new fields.DateField(), '2024-02-30')).toEqual(
    fails(
      '“2024-02-30” value has the correct format (YYYY-MM-DD) but it is an invalid date.',
      'invalid_date',
    ),
  );
  expect(clean(new fields.DateField(), 'x')).toEqual(
    fails('“x” value has an invalid date format. It must be in YYYY-MM-DD format.', 'invalid'),
  );
  expect(clean(new fields.TimeField(), '10:20:30.5')).toEqual(PlainTime.from('10:20:30.5'));
  expect(clean(new fields.TimeField(), '25:00')).toEqual(
    fails(
      '“25:00” value has the correct format (HH:MM[:ss[.uuuuuu]]) but it is an invalid time.',
      'invalid_time',
    ),
  );
  expect(clean(new fields.DateTimeField(), '2024-02-29T10:00:00+02:00')).toEqual(
    new Date('2024-02-29T08:00:00Z'),
  );
  expect(clean(new fields.DateTimeField(), '2024-02-30 10:00')).toEqual(
    fails(
      '“2024-02-30 10:00” value has the correct format (YYYY-MM-DD HH:MM[:ss[.uuuuuu]][TZ]) but it is an invalid date/time.',
      'invalid_datetime',
    ),
  );
  expect(String(clean(new fields.DurationField(), '1 02:00:00'))).toBe('P1DT2H');
  expect(clean(new fields.DurationField(), Duration.from({ hours: 1 }))).toEqual(Duration.from({ hours: 1 }));
});

test('a moment keeps its microseconds', () => {
  const moment = new fields.DateTimeField().toPython('2024-02-29 10:00:00.123456Z');
  expect(moment).toMatchObject({ microseconds: 456 });
  expect(moment).toEqual(expect.any(Date));
});

test('UUIDs are text in one form', () => {
  const field = new fields.UUIDField();
  const uuid = '550e8400-e29b-41d4-a716-446655440000';
  expect(clean(field, uuid.toUpperCase())).toBe(uuid);
  expect(clean(field, uuid.replaceAll('-', ''))).toBe(uuid);
  expect(clean(field, 'x')).toEqual(fails('“x” is not a valid UUID.', 'invalid'));
});

test('JSON fields take what JSON can say', () => {
  const field = new fields.JSONField();
  expect(clean(field, [1])).toEqual([1]);
  expect(clean(field, {})).toEqual(fails('This field cannot be blank.', 'blank'));
  expect(clean(field, { a: 1n })).toEqual(fails('Value must be valid JSON.', 'invalid'));
  expect(field.fromDbValue('{"a":1}')).toEqual({ a: 1 });
  const long = 'a,"\\'.repeat(3_000_000);
  expect(field.encode({ long, b: [1, { c: 'd:e' }] })).toBe(
    `{"long": ${JSON.stringify(long)}, "b": [1, {"c": "d:e"}]}`,
  );
});

test('validators may wait, and all of their complaints are reported', async () => {
  const field = new fields.CharField({
    maxLength: 2,
    validators: [
      async (value) => {
        if (value === 'bad')
          throw new ValidationError('Never %(what)s.', { code: 'never', params: { what: 'bad' } });
      },
    ],
    errorMessages: { max_length: 'Too long.' },
  });
  await expect(field.clean('bad')).rejects.toMatchObject({ messages: ['Too long.', 'Never bad.'] });
});

test('autoNow fields are no business of forms', () => {
  const field = new fields.DateTimeField({ autoNow: true });
  expect([field.editable, field.blank]).toEqual([false, true]);
  expect(field.deconstruct().options).toEqual({ autoNow: true });
});

test('deconstruct() leaves out what is as the field has it by itself', () => {
  const options = (field: fields.Field) => field.deconstruct().options;
  expect(options(new fields.SlugField())).toEqual({});
  expect(options(new fields.SlugField({ maxLength: 50, dbIndex: true }))).toEqual({});
  expect(options(new fields.EmailField())).toEqual({ maxLength: 254 });
  expect(options(new fields.URLField())).toEqual({});
  expect(options(new fields.CharField({ maxLength: 9, null: false, choices: { a: 'A' } }))).toEqual({
    maxLength: 9,
    choices: [['a', 'A']],
  });
  expect(options(new fields.CharField({ maxLength: 9, default: 'x' }).clone())).toEqual({
    maxLength: 9,
    default: 'x',
  });
});
