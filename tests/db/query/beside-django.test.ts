import {
  Avg,
  Case,
  Count,
  connection,
  F,
  fields,
  functions,
  models,
  OuterRef,
  Sum,
  Value,
  When,
} from 'jango/db';
import { beforeEach, describe, expect, test } from 'vitest';
import { runWithLocaleState } from '../../../src/utils/locale-state.ts';
import { makeTables } from './app.ts';

const { Extract, ExtractYear, KT, Left, LPad, NullIf, Right, RPad, TruncDate } = functions;
const isSqlite = (): boolean => connection.vendor === 'sqlite';
const isPostgres = (): boolean => connection.vendor === 'postgresql';

class Person extends models.Model {
  name = models.CharField({ maxLength: 50 });
  age = models.IntegerField({ null: true });
  salary = models.DecimalField({ maxDigits: 8, decimalPlaces: 2, null: true });
  serial = models.BigIntegerField({ default: 0 });
  uid = models.UUIDField({ null: true });
  born = models.DateField({ null: true });
  seen = models.DateTimeField({ null: true });
  wakes = models.TimeField({ null: true });
  span = models.DurationField({ null: true });
  data = models.JSONField({ null: true });
  static objects = models.Manager<Person>();
}

class Code extends models.Model {
  code = models.CharField({ maxLength: 5, unique: true });
  note = models.CharField({ maxLength: 5 });
  static objects = models.Manager<Code>();
}

type Values = Record<string, unknown>;
const person = (values: Values): Promise<Person> => Person.objects.create(values as never);
const names = async (people: PromiseLike<readonly Person[]>): Promise<string[]> =>
  (await people).map(({ name }) => name).sort();

beforeEach(() => makeTables('beside', [Person, Code]));

describe('lookups', () => {
  test('a range with an open end finds nothing, and without it what is beyond the other end', async () => {
    await person({ name: 'young', age: 3 });
    await person({ name: 'old', age: 90 });
    const range = [null, 60] as never;
    expect(await names(Person.objects.filter({ age__range: range }))).toEqual([]);
    expect(await names(Person.objects.exclude({ age__range: range }))).toEqual(['old']);
  });

  test('a single expression is a list of one for `in`', async () => {
    const own = await person({ name: 'own' });
    await Person.objects.filter({ pk: own.pk }).update({ age: own.pk });
    await person({ name: 'other', age: 0 });
    expect(await names(Person.objects.filter({ age__in: F('pk') as never }))).toEqual(['own']);
  });

  test('a UUID is found by its text whatever its letters and hyphens', async () => {
    const uid = '0e1f2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b';
    await person({ name: 'it', uid });
    expect(await names(Person.objects.filter({ uid__iexact: uid.toUpperCase() } as never))).toEqual(['it']);
  });

  test('what is no list is refused where one is due', async () => {
    for (const value of [5, 'ab', { a: 1 }])
      await expect(
        Promise.resolve().then(() => Person.objects.filter({ name__in: value as never }).count()),
      ).rejects.toThrow('has to be a list or a QuerySet');
  });

  test('true and false are 1 and 0 to a decimal', async () => {
    await person({ name: 'one', salary: 1 });
    expect(await names(Person.objects.filter({ salary: true as never }))).toEqual(['one']);
  });
});

describe('moments', () => {
  test('a text without a zone is a clock in the zone of the settings, whatever the current one is', async () => {
    await person({ name: 'it', seen: '2021-03-14T06:59:00Z', born: '2021-03-14' });
    const found = await runWithLocaleState({ language: 'en', timezone: 'Asia/Tokyo' }, async () => [
      await names(Person.objects.filter({ seen: '2021-03-14 06:59' as never })),
      await names(Person.objects.filter({ born: new Date('2021-03-14T23:00:00Z') as never })),
    ]);
    expect(found).toEqual([['it'], ['it']]);
  });

  test.each(['+05:45', 'UTC+05:45'])(
    'a zone by its offset alone, %s, is east of Greenwich',
    async (timeZone) => {
      await person({ name: 'it', seen: '2020-12-31T20:00:00Z' });
      const [row] = await Person.objects.annotate({
        year: ExtractYear('seen', { timeZone }),
        day: TruncDate('seen', { timeZone }),
      });
      expect([row!.year, String(row!.day)]).toEqual([2021, '2021-01-01']);
    },
  );

  test('parts of a duration are there where it has a type of its own', async () => {
    await person({ name: 'it', span: 'P2DT3H' });
    const days = Person.objects.annotate({ part: Extract('span', 'day') }).valuesList('part', { flat: true });
    const year = Person.objects.annotate({ part: Extract('span', 'year') });
    if (isPostgres()) expect(await days).toEqual([2]);
    else await expect(Promise.resolve(days)).rejects.toThrow('native DurationField');
    await expect(Promise.resolve(year)).rejects.toThrow("'year' from a DurationField");
  });

  test('datetimes() refuses what is a day', async () => {
    await person({ name: 'it', born: '2020-01-01' });
    await expect(Promise.resolve(Person.objects.datetimes('born' as never, 'day'))).rejects.toThrow(
      "Cannot truncate DateField 'born' to DateTimeField",
    );
  });
});

describe('aggregates', () => {
  test('an average of durations is one, to the microsecond', async () => {
    await person({ name: 'a', span: 'PT1S' });
    await person({ name: 'b', span: 'PT1S' });
    await person({ name: 'c', span: 'PT1.000001S' });
    const { mean } = await Person.objects.aggregate({ mean: Avg('span') });
    expect(Number((mean as never as { total(unit: string): number }).total('seconds'))).toBeCloseTo(1, 5);
  });

  test('dates and times are summed up by no database that keeps them as text', async () => {
    await person({ name: 'a', wakes: '07:30' });
    await person({ name: 'b', wakes: '20:00' });
    const sum = Person.objects.aggregate({ sum: Sum('wakes') });
    if (isSqlite()) await expect(sum).rejects.toThrow('keeps them as text');
    else if (isPostgres())
      expect(((await sum).sum as never as { total(unit: string): number }).total('hours')).toBe(27.5);
    else await sum;
  });

  test('aggregate() of nothing is an empty object', async () => {
    expect(await Person.objects.aggregate({} as never)).toEqual({});
  });

  test('integers beyond 2^53 keep their digits when they are combined', async () => {
    await person({ name: 'it', serial: 9_007_199_254_740_993n as never });
    expect(
      await Person.objects.annotate({ next: F('serial').add(1) }).valuesList('next', { flat: true }),
    ).toEqual([9_007_199_254_740_994n]);
  });
});

describe('expressions', () => {
  test('a QuerySet among annotations is a subquery', async () => {
    await person({ name: 'a', age: 1 });
    await person({ name: 'b', age: 2 });
    const older = Person.objects
      .filter({ age__gt: OuterRef('age') as never })
      .values('name')
      .slice(0, 1);
    const rows = await Person.objects
      .annotate({ older: older as never })
      .orderBy('name')
      .values('name', 'older' as never);
    expect(rows).toEqual([
      { name: 'a', older: 'b' },
      { name: 'b', older: null },
    ]);
  });

  test('NullIf() wants values of one type', async () => {
    await person({ name: 'it', age: 1 });
    const mixed = Person.objects.annotate({ none: NullIf('age', 'name') }).values('none');
    await expect(Promise.resolve(mixed)).rejects.toThrow('mixed types');
  });

  test('padding counts letters, not halves of them, and a text that has nothing to be padded with stays', async () => {
    await person({ name: 'a🎉' });
    const [row] = await Person.objects.annotate({
      left: LPad('name', 4, Value('xy')),
      right: RPad('name', 3, Value('é')),
      cut: LPad('name', 2),
    });
    expect([row!.left, row!.right, row!.cut]).toEqual(['xya🎉', 'a🎉é', 'a🎉']);
    if (!isSqlite()) return;
    const same = Person.objects
      .annotate({ same: LPad('name', 9, Value('')) })
      .valuesList('same', { flat: true });
    expect(await same).toEqual(['a🎉']);
  });

  test('Left() and Right() take their length from a column', async () => {
    await person({ name: 'abcd', age: 2 });
    const [row] = await Person.objects.annotate({
      left: Left('name', F('age')),
      right: Right('name', F('age')),
    });
    expect([row!.left, row!.right]).toEqual(['ab', 'cd']);
    if (!isPostgres()) return;
    await Person.objects.update({ age: -1 });
    const [cut] = await Person.objects.annotate({ left: Left('name', F('age')) });
    expect(cut!.left).toBe('abc');
  });

  test('a part of a date is a whole number as text, too', async () => {
    await person({ name: 'it', born: '2020-05-06' });
    const year = functions.Cast(ExtractYear('born'), { outputField: new fields.CharField({ maxLength: 4 }) });
    const text = Case(When({ age: 1 }, { then: Value('none') }), { default: year });
    expect(await Person.objects.annotate({ text }).valuesList('text', { flat: true })).toEqual(['2020']);
  });

  test('only(null) says what is wrong', () => {
    expect(() => Person.objects.only(null as never)).toThrow('Cannot pass null as an argument to only().');
  });
});

describe('JSON', () => {
  test('a key as text writes truth values and null as JSON does', async () => {
    await person({ name: 'a', data: { k: true } });
    await person({ name: 'b', data: { k: [1] } });
    await person({ name: 'c', data: { k: 'text' } });
    const texts = await Person.objects
      .orderBy('name')
      .annotate({ text: KT('data__k') })
      .valuesList('text', { flat: true });
    expect(texts.map((text) => String(text).replaceAll(' ', ''))).toEqual(['true', '[1]', 'text']);
  });

  test('contains under a key is that of JSON, where the database has it', async () => {
    await person({ name: 'list', data: { k: ['a', 'b'] } });
    await person({ name: 'text', data: { k: 'ab' } });
    const found = Person.objects.filter({ data__k__contains: 'a' });
    if (isSqlite()) await expect(Promise.resolve(found)).rejects.toThrow('contains lookup is not supported');
    else expect(await names(found)).toEqual(['list']);
  });

  test('a value of JSON is compared with a key', async () => {
    await person({ name: 'it', data: { k: 'b' } });
    const b = Value('b', { outputField: new fields.JSONField() });
    expect(await names(Person.objects.filter({ data__k: b as never }))).toEqual(['it']);
  });

  test('all of no keys are in every document, and one of no keys in none', async () => {
    await person({ name: 'it', data: { k: 'b' } });
    await person({ name: 'none' });
    expect(await names(Person.objects.filter({ data__has_keys: [] }))).toEqual(['it']);
    expect(await names(Person.objects.filter({ data__has_any_keys: [] }))).toEqual([]);
  });
});

describe('bulkCreate()', () => {
  test('tells the keys of the rows that it updates, where rows can tell', async () => {
    const old = await Code.objects.create({ code: 'a', note: 'old' });
    const rows = [new Code({ code: 'a', note: 'new' }), new Code({ code: 'b', note: 'new' })];
    await Code.objects.bulkCreate(rows, {
      updateConflicts: true,
      updateFields: ['note'],
      ...(connection.features.supportsUpdateConflictsWithTarget && { uniqueFields: ['code'] }),
    });
    const keys = await Code.objects.orderBy('code').valuesList('pk', { flat: true });
    expect(keys[0]).toBe(old.pk);
    if (!connection.features.canReturnRowsFromBulkInsert) return;
    expect(rows.map(({ pk }) => pk)).toEqual(keys);
    expect(rows.map(({ _state }) => _state.adding)).toEqual([false, false]);
  });
});

describe('combinations', () => {
  test('a sorted part of a union stands in parentheses where there are some', async () => {
    await person({ name: 'a' });
    await person({ name: 'b' });
    const union = Person.objects
      .filter({ name: 'a' })
      .orderBy('pk')
      .union(Person.objects.filter({ name: 'b' }));
    if (isSqlite()) await expect(Promise.resolve(union)).rejects.toThrow('ORDER BY not allowed');
    else expect(await names(union)).toEqual(['a', 'b']);
  });

  test('statements that the server could not read are forgotten without a word', async () => {
    if (!isPostgres()) return;
    for (let round = 0; round < 2; round++)
      await Promise.resolve(connection.query('SELECT FROM WHERE', [])).catch(() => undefined);
    for (let number = 0; number < 300; number++) await connection.query(`SELECT ${number}`, []);
    expect(await Person.objects.aggregate({ n: Count('pk') })).toEqual({ n: 0 });
  });
});
