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

test('a process that may not make code out of text does the same', async () => {
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
});

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
