import { models, Value } from 'jango/db';
import { Temporal } from 'jango/temporal';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isCalendarDay } from '../../../src/db/models/fields/date-field.ts';
import { codeOf } from '../../../src/utils/code-of.ts';
import { makeTables } from './app.ts';

class Crop extends models.Model {
  name = models.CharField({ maxLength: 20 });
  weight = models.IntegerField({ null: true });
  isRipe = models.BooleanField({ null: true });
  sown = models.DateField({ null: true });
  touched = models.DateField({ autoNow: true });
  static objects = models.Manager<Crop>();
  static meta: models.Meta<Crop> = { ordering: ['pk'] };
}

/** No other test has asked for its rows, so nothing is made for it yet. */
class Weed extends models.Model {
  name = models.CharField({ maxLength: 20 });
  isRare = models.BooleanField({ null: true });
  static objects = models.Manager<Weed>();
  static meta: models.Meta<Weed> = { ordering: ['pk'] };
}

beforeEach(() => makeTables('farm', [Crop, Weed]));

afterEach(() => {
  vi.unstubAllGlobals();
});

const rows = () =>
  [
    new Crop({ name: 'rye', weight: -0, isRipe: true, sown: '2024-02-29' }),
    new Crop({ name: '', weight: null, isRipe: null, sown: null }),
    new Crop({ name: 'oat', weight: '7', isRipe: false, sown: Temporal.PlainDate.from('2024-03-01') }),
    new Crop({ name: 'maize', weight: Value(3), isRipe: true, sown: '2024-3-2' }),
  ] as const;

test('cells of all kinds, plain and not, come to the database as save() would bring them', async () => {
  for (const row of rows()) await row.save();
  const saved = await Crop.objects.valuesList('name', 'weight', 'isRipe', 'sown', 'touched');
  await Crop.objects.all().delete();
  await Crop.objects.bulkCreate([...rows()]);
  expect(await Crop.objects.valuesList('name', 'weight', 'isRipe', 'sown', 'touched')).toEqual(saved);
  expect(saved.map(([, weight]) => weight)).toEqual([0, null, 7, 3]);
});

/** mysql2 makes code itself. */
test.skipIf(process.env['TEST_DATABASE'] === 'mysql')(
  'a process that may not make code out of text does the same',
  async () => {
    vi.stubGlobal('Function', function refuse() {
      throw new EvalError('Code generation from strings disallowed for this context');
    });
    expect(codeOf('return 1;', {})).toBeUndefined();
    await Weed.objects.bulkCreate([
      new Weed({ name: 'vetch', isRare: false }),
      new Weed({ name: '', isRare: null }),
    ]);
    expect(await Weed.objects.valuesList('name', 'isRare')).toEqual([
      ['vetch', false],
      ['', null],
    ]);
  },
);

test('a day that is none is refused, and no row is written', async () => {
  for (const sown of ['2023-02-29', '2024-04-31', '2024-13-01', '0000-01-01', '2024-01-00']) {
    expect(isCalendarDay(sown)).toBe(false);
    await expect(
      Crop.objects.bulkCreate([new Crop({ name: 'a' }), new Crop({ name: 'b', sown })]),
    ).rejects.toThrow(/date/);
  }
  expect(await Crop.objects.count()).toBe(0);
});

test('every day of the calendar is one', () => {
  for (const year of [1900, 2000, 2023, 2024])
    for (
      let day = new Date(Date.UTC(year, 0, 1));
      day.getUTCFullYear() === year;
      day.setUTCDate(day.getUTCDate() + 1)
    )
      expect(isCalendarDay(day.toISOString().slice(0, 10))).toBe(true);
  expect(isCalendarDay('1900-02-29')).toBe(false);
});

/** A column of every plain kind: on PostgreSQL rows of these go as one array for each. */
class Sample extends models.Model {
  text = models.TextField({ null: true });
  short = models.CharField({ maxLength: 5, default: '' });
  flag = models.BooleanField({ null: true });
  small = models.SmallIntegerField({ null: true });
  big = models.BigIntegerField({ null: true });
  real = models.FloatField({ null: true });
  price = models.DecimalField({ maxDigits: 12, decimalPlaces: 4, null: true });
  day = models.DateField({ null: true });
  time = models.TimeField({ null: true });
  moment = models.DateTimeField({ null: true });
  length = models.DurationField({ null: true });
  code = models.UUIDField({ null: true });
  address = models.GenericIPAddressField({ null: true });
  data = models.JSONField({ null: true });
  bytes = models.BinaryField({ null: true });
  static objects = models.Manager<Sample>();
  static meta: models.Meta<Sample> = { ordering: ['pk'] };
}

const NAMES = [
  'text',
  'flag',
  'small',
  'big',
  'real',
  'price',
  'day',
  'time',
  'moment',
  'length',
  'code',
  'address',
  'data',
] as const;

const TEXTS = [
  '',
  'NULL',
  'null',
  '"',
  '\\',
  '\\"',
  '{a,b}',
  ',',
  "'; DROP TABLE x; --",
  ' a ',
  'a\nb\t',
  '한글 ✓ 😀',
  '$1',
  '\\x00',
  '\u0001',
  'a\u0002b',
];

const ODD = {
  flag: false,
  small: -32768,
  big: 2n ** 53n - 1n,
  real: Number.MIN_VALUE,
  price: '-12345678.0001',
  day: '0001-01-01',
  time: '23:59:59.999999',
  moment: new Date('1970-01-01T00:00:00.001Z'),
  length: 'P1DT0.000001S',
  code: '00000000-0000-4000-8000-00000000000a',
  address: '2001:db8::1',
  data: { a: [1, null, '"{\\'], NULL: null },
};

test('rows of every plain type come out of bulkCreate() as they come out of save()', async () => {
  await makeTables('farm', [Sample]);
  const given = [...TEXTS.map((text) => ({ text })), ODD, { data: [] }, { data: 'x' }, { data: 0 }, {}];
  for (const one of given) await Sample.objects.create(one as never);
  const saved = await Sample.objects.valuesList(...NAMES);
  await Sample.objects.all().delete();
  // Texts with the characters that part cells on PostgreSQL go another way than the others.
  const made = await Sample.objects.bulkCreate(given as never, { batchSize: 5 });
  expect(await Sample.objects.valuesList(...NAMES)).toEqual(saved);
  expect(await Sample.objects.valuesList('pk', { flat: true })).toEqual(made.map(({ pk }) => pk));
});

test('bytes are rows among others, and one row is as many', async () => {
  await makeTables('farm', [Sample]);
  await Sample.objects.bulkCreate([{ bytes: Buffer.from([0, 34, 92, 255]) }, { bytes: null }] as never);
  await Sample.objects.bulkCreate([{ text: 'alone' }] as never);
  const found = await Sample.objects.all();
  expect(found.map(({ bytes }) => bytes && [...bytes])).toEqual([[0, 34, 92, 255], null, null]);
});

test('what a column has no room for is refused as save() refuses it, and nothing is written', async () => {
  await makeTables('farm', [Sample]);
  for (const wrong of [{ small: 40_000 }, { price: '123456789.00001' }, { short: 'too long' }]) {
    const alone = await Sample.objects.create(wrong as never).catch((error: Error) => error);
    await Sample.objects.all().delete();
    const among = await Sample.objects.bulkCreate([{}, wrong] as never).catch((error: Error) => error);
    expect(among instanceof Error ? among.constructor : 'kept').toBe(
      alone instanceof Error ? alone.constructor : 'kept',
    );
    if (among instanceof Error) expect(await Sample.objects.count()).toBe(0);
    await Sample.objects.all().delete();
  }
});
