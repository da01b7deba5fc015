import {
  ArrayField,
  BigIntegerRangeField,
  DateRangeField,
  DateTimeRangeField,
  DecimalRangeField,
  HStoreField,
  IntegerRangeField,
  Range,
} from 'jango/contrib/postgres';
import type { ValidationError } from 'jango/core/errors';
import { Count, captureQueries, connection, connections, Decimal, F, type fields, models } from 'jango/db';
import { Temporal } from 'jango/utils';
import { afterAll, beforeAll, beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { postgresIsAbsent } from '../../support/database.ts';
import { makeTables } from './tables.ts';

class Product extends models.Model {
  name = models.CharField({ maxLength: 20, default: 'x' });
  tags = ArrayField(models.CharField({ maxLength: 40 }), { default: () => [], size: 8 });
  grid = ArrayField(ArrayField(models.IntegerField()), { null: true, blank: true });
  days = ArrayField(models.DateField(), { null: true, blank: true });
  prices = ArrayField(models.DecimalField({ maxDigits: 12, decimalPlaces: 2 }), { null: true, blank: true });
  flags = ArrayField(models.BooleanField(), { null: true, blank: true });
  moments = ArrayField(models.DateTimeField(), { null: true, blank: true });
  serials = ArrayField(models.BigIntegerField(), { null: true, blank: true });
  blobs = ArrayField(models.BinaryField(), { null: true, blank: true });
  documents = ArrayField(models.JSONField(), { null: true, blank: true });
  data = HStoreField({ null: true, blank: true });
  maps = ArrayField(HStoreField(), { null: true, blank: true });
  static objects = models.Manager<Product>();
}

class Booking extends models.Model {
  seats = IntegerRangeField({ null: true });
  serials = BigIntegerRangeField({ null: true });
  price = DecimalRangeField({ null: true });
  days = DateRangeField({ null: true });
  during = DateTimeRangeField({ null: true, defaultBounds: '[]' });
  age = models.IntegerField({ null: true });
  at = models.DateTimeField({ null: true });
  ranges = ArrayField(IntegerRangeField(), { null: true });
  static objects = models.Manager<Booking>();
}

const absent = await postgresIsAbsent();

/** Texts that mean something in the syntax of arrays, hstores or ranges, or in SQL. */
const HOSTILE = [
  '', ' ', '"', "'", '\\', '\\\\"', '{', '}', '{}', '{a,b}', ',', 'NULL', 'null', '"NULL"', '=>', '"=>"', '[1,2)', '[0:1]={a}',
  "'; DROP TABLE shop_product; --", '$1', '%s', '한글', '😀', 'a\nb', 'a\tb', '\u0001', '\u2028', 'constructor', '__proto__',
]; // biome-ignore format: a list of texts

describe.skipIf(absent !== undefined)('fields of PostgreSQL', () => {
  beforeAll(() => makeTables([Product, Booking], ['hstore']));
  beforeEach(async () => {
    await connection.execute('TRUNCATE shop_product, shop_booking RESTART IDENTITY');
  });
  afterAll(() => connections.closeAll());

  const names = async (conditions: object): Promise<unknown[]> =>
    (await Product.objects.complexFilter(conditions).orderBy('name')).map(({ name }) => name);

  describe('an ArrayField', () => {
    test('is sliced as a text is', async () => {
      await Product.objects.create({ tags: ['a', 'b', 'c'] });
      await Product.objects.create({ tags: [] });
      const sliced = (start: number, stop?: number) =>
        Product.objects
          .annotate({ x: F('tags').slice(start, stop) })
          .orderBy('pk')
          .valuesList('x', { flat: true });
      expect(await sliced(0, 2)).toEqual([['a', 'b'], []]);
      expect(await sliced(1, 2)).toEqual([['b'], []]);
      expect(await sliced(1)).toEqual([['b', 'c'], []]);
      expect(await sliced(0, 0)).toEqual([[], []]);
      expect(await Product.objects.filter({ tags: F('tags').slice(0, 3) }).count()).toBe(2);
      await Product.objects.filter({ tags__len: 3 }).update({ tags: F('tags').slice(1) });
      expect((await Product.objects.orderBy('pk').first())?.tags).toEqual(['b', 'c']);
      await expect((async () => Product.objects.annotate({ x: F('data').slice(0, 2) }))()).rejects.toThrow(
        'A HStoreField cannot be sliced. Slicing takes a part of a text, or of an ArrayField.',
      );
    });

    test('gives back values of every kind as they were stored', async () => {
      const values = {
        tags: ['a', 'b'],
        grid: [
          [1, 2],
          [3, 4],
        ],
        days: [Temporal.PlainDate.from('2024-02-29')],
        prices: [new Decimal('1234567890.12')],
        flags: [true, false],
        moments: [new Date('2024-02-29T23:59:59.123Z')],
        serials: [Number.MAX_SAFE_INTEGER, -1],
        blobs: [new Uint8Array([0, 255, 34, 92])],
        documents: [{ a: ['"', null] }, [1], 'x'] as never,
        maps: [{ a: 'b"c' }, { a: null }],
      };
      const { pk } = await Product.objects.create(values);
      const read = await Product.objects.get({ pk });
      expect(read.blobs?.map((bytes) => [...bytes])).toEqual([[0, 255, 34, 92]]);
      expect({ ...values, blobs: null }).toEqual(
        Object.fromEntries(
          Object.keys(values).map((name) => [name, name === 'blobs' ? null : read[name as 'tags']]),
        ),
      );
    });

    test('keeps a null item and an empty list, and tells them from NULL', async () => {
      await Product.objects.create({ name: 'nothing', serials: null });
      await Product.objects.create({ name: 'empty', serials: [] });
      await Product.objects.create({ name: 'hole', serials: [1, null as never] });
      const rows = await Product.objects.orderBy('id').valuesList('serials', { flat: true });
      expect(rows).toEqual([null, [], [1, null]]);
      expect(await names({ serials__isnull: true })).toEqual(['nothing']);
      expect(await names({ serials: [] })).toEqual(['empty']);
    });

    test('keeps texts that mean something to the database', async () => {
      const { pk } = await Product.objects.create({ tags: HOSTILE });
      expect((await Product.objects.get({ pk })).tags).toEqual(HOSTILE);
      for (const text of HOSTILE) {
        expect(await Product.objects.filter({ tags__contains: [text] }).count(), text).toBe(1);
        expect(await Product.objects.filter({ tags__overlap: [text, 'other'] }).count(), text).toBe(1);
        expect(await Product.objects.filter({ tags: [text] }).count(), text).toBe(0);
      }
    });

    test('is searched by what it has', async () => {
      await Product.objects.create({ name: 'a', tags: ['red', 'big'] });
      await Product.objects.create({ name: 'b', tags: ['red'] });
      await Product.objects.create({ name: 'c', tags: [] });
      expect(await names({ tags: ['red'] })).toEqual(['b']);
      expect(await names({ tags__contains: ['red'] })).toEqual(['a', 'b']);
      expect(await names({ tags__contained_by: ['red', 'small'] })).toEqual(['b', 'c']);
      expect(await names({ tags__overlap: ['big', 'small'] })).toEqual(['a']);
      expect(await names({ tags__in: [['red'], ['big', 'red']] })).toEqual(['b']);
      expect(await names({ tags__len: 2 })).toEqual(['a']);
      expect(await names({ tags__len__lt: 2 })).toEqual(['b', 'c']);
      expect(await names({ tags__0: 'red' })).toEqual(['a', 'b']);
      expect(await names({ tags__1__istartswith: 'BI' })).toEqual(['a']);
      expect(await names({ tags__0_1: ['red'] })).toEqual(['a', 'b']);
      expect(await names({ tags__icontains: 'BIG' })).toEqual(['a']);
      expect(await names({ tags__contains: [F('name')] })).toEqual([]);
      const red = Product.objects.filter({ name: 'b' }).valuesList('tags__0', { flat: true });
      expect(await names({ tags__overlap: red })).toEqual(['a', 'b']);
    });

    test('reaches into its dimensions', async () => {
      await Product.objects.create({ name: 'a', grid: [[1, 2], [3, 4]] }); // biome-ignore format: a grid
      expect(await names({ grid__1__0: 3 })).toEqual(['a']);
      expect(await names({ grid__0_1__len: 1 })).toEqual(['a']);
      expect(await Product.objects.values('grid__0', 'tags__len')).toEqual([{ grid__0: null, tags__len: 0 }]);
    });

    test('is updated by values and expressions', async () => {
      await Product.objects.create({ tags: ['a'] });
      await Product.objects.update({ tags: ['b', 'c'] });
      expect(await Product.objects.valuesList('tags', { flat: true })).toEqual([['b', 'c']]);
      const product = await Product.objects.first();
      await Product.objects.bulkUpdate([Object.assign(product!, { tags: ['z'] })], ['tags']);
      expect(await Product.objects.valuesList('tags', { flat: true })).toEqual([['z']]);
    });

    test('refuses what is no list', async () => {
      await expect(Product.objects.create({ tags: 'red' as never })).rejects.toThrow(
        "Field 'tags' expected a list but got 'red'.",
      );
    });

    test('validates its items, its length and its shape', async () => {
      const complaints = async (values: object): Promise<unknown> => {
        try {
          await new Product(values as never).fullClean();
          return {};
        } catch (error) {
          return (error as ValidationError).messageDict;
        }
      };
      const long = 'x'.repeat(41);
      expect(await complaints({ tags: ['a', long] })).toEqual({
        tags: [
          'Item 2 in the array did not validate: Ensure this value has at most 40 characters (it has 41).',
        ],
      });
      expect(await complaints({ tags: [...'abcdefghi'] })).toEqual({
        tags: ['List contains 9 items, it should contain no more than 8.'],
      });
      expect(await complaints({ tags: ['a'], grid: [[1], [2, 3]] })).toEqual({
        grid: ['Nested arrays must have the same length.'],
      });
      expect(await complaints({ tags: ['a'], data: { a: 1 } })).toEqual({
        data: ['The value of “a” is not a string or null.'],
      });
    });
  });

  describe('an HStoreField', () => {
    test('keeps keys and texts that mean something to the database', async () => {
      const data = Object.fromEntries(HOSTILE.map((text, i) => [text, i % 5 === 0 ? null : text]));
      const { pk } = await Product.objects.create({ data });
      const read = await Product.objects.get({ pk });
      expect(Object.entries(read.data!).sort()).toEqual(Object.entries(data).sort());
      expect(Object.getPrototypeOf(read.data)).toBe(Object.prototype);
      for (const [key, text] of Object.entries(data)) {
        const pair = Object.fromEntries([[key, text]]);
        expect(await Product.objects.filter({ data__contains: pair }).count(), key).toBe(1);
        expect(await Product.objects.filter({ data__has_key: key }).count(), key).toBe(1);
      }
    });

    test('is searched by its keys and texts', async () => {
      await Product.objects.create({ name: 'a', data: { colour: 'red', size: 'big' } });
      await Product.objects.create({ name: 'b', data: { colour: 'blue', weight: null } });
      await Product.objects.create({ name: 'c', data: {} });
      expect(await names({ data: { colour: 'blue', weight: null } })).toEqual(['b']);
      expect(await names({ data__contains: { colour: 'red' } })).toEqual(['a']);
      expect(await names({ data__contained_by: { colour: 'red', size: 'big' } })).toEqual(['a', 'c']);
      expect(await names({ data__has_key: 'weight' })).toEqual(['b']);
      expect(await names({ data__has_keys: ['colour', 'size'] })).toEqual(['a']);
      expect(await names({ data__has_any_keys: ['weight', 'size'] })).toEqual(['a', 'b']);
      expect(await names({ data__colour: 'red' })).toEqual(['a']);
      expect(await names({ data__colour__startswith: 'bl' })).toEqual(['b']);
      expect(await names({ data__colour__isnull: true })).toEqual(['c']);
      expect(await names({ data__keys__contains: ['size'] })).toEqual(['a']);
      expect(await names({ data__values: ['red', 'big'] })).toEqual([]);
      expect(await names({ data__values__overlap: ['red'] })).toEqual(['a']);
      expect(await Product.objects.filter({ name: 'a' }).valuesList('data__colour', { flat: true })).toEqual([
        'red',
      ]);
    });

    test('is grouped and sorted by a key, which is a parameter', async () => {
      for (const colour of ['red', 'blue', 'red']) await Product.objects.create({ data: { colour } });
      const rows = Product.objects
        .values('data__colour')
        .annotate({ n: Count('id') })
        .orderBy('data__colour');
      expect(await rows).toEqual([
        { data__colour: 'blue', n: 1 },
        { data__colour: 'red', n: 2 },
      ]);
      const { queries } = await captureQueries(() => Product.objects.filter({ data__colour: 'red' }).count());
      expect(queries[0]!.sql).not.toContain('colour');
    });

    test('makes texts of other values, and refuses what is no object', async () => {
      await Product.objects.create({ data: { a: 1, b: true } as never });
      expect(await Product.objects.valuesList('data', { flat: true })).toEqual([{ a: '1', b: 'True' }]);
      await expect(Product.objects.create({ data: ['a'] as never })).rejects.toThrow(
        "Field 'data' expected an object of texts but got a Array.",
      );
    });
  });

  test('what is no list and no range is no valid value of such a field', async () => {
    const complaints = async (values: object) => {
      try {
        await new Product({ name: 'x', ...values } as never).fullClean({ exclude: ['id'] });
      } catch (error) {
        return (error as ValidationError).messageDict;
      }
      return undefined;
    };
    for (const value of [5, '5', { a: 1 }, '{"a": 1}'])
      expect(await complaints({ tags: value })).toEqual({ tags: [expect.any(String)] });
    expect(await complaints({ tags: ['a'], flags: [true, null] })).toEqual({
      flags: ['Item 2 in the array did not validate: This field cannot be null.'],
    });
    const seats = Booking._meta.getField('seats') as fields.Field;
    for (const value of [5, [1, 2, 3], { a: 1 }, '[1]'])
      expect(() => seats.toPython(value)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  test('fixtures hold the JSON of a list of documents as Django writes it', () => {
    const field = Product._meta.getField('documents') as fields.Field;
    const product = new Product({ documents: [{ a: [1, null] }, 'x', null] });
    expect(field.valueToString(product as never)).toBe('[{"a": [1, null]}, "x", null]');
    expect(field.toPython('[{"a": [1, null]}, "x", null]')).toEqual([{ a: [1, null] }, 'x', null]);
  });

  describe('a range field', () => {
    const day = (text: string) => Temporal.PlainDate.from(text);
    const ids = async (conditions: object): Promise<unknown[]> =>
      Booking.objects.complexFilter(conditions).orderBy('id').valuesList('id', { flat: true });

    test('gives back ranges of every kind', async () => {
      const during = new Range(new Date('2024-01-01T00:00:00Z'), new Date('2024-01-02T12:30:00.5Z'), '(]');
      const values = {
        seats: new Range(1, 10),
        serials: new Range(Number.MIN_SAFE_INTEGER, null),
        price: new Range(new Decimal('1.50'), new Decimal('2'), '[]'),
        days: new Range(day('2024-02-28'), day('2024-03-01')),
        during,
        ranges: [new Range(1, 2), Range.empty<number>()],
      };
      const { pk } = await Booking.objects.create(values);
      const read = await Booking.objects.get({ pk });
      for (const name of ['seats', 'serials', 'price', 'days', 'during'] as const) {
        expect(read[name]?.equals(values[name] as never), `${name}: ${read[name]}`).toBe(true);
      }
      expect(read.ranges?.map(String)).toEqual(['[1, 2)', 'empty']);
    });

    test('brings whole numbers and days into one form, and knows the empty range', async () => {
      const { pk } = await Booking.objects.create({
        seats: new Range(1, 9, '[]'),
        days: new Range(day('2024-01-01'), day('2024-01-01'), '()'),
        serials: new Range<number>(),
      });
      const read = await Booking.objects.get({ pk });
      expect(String(read.seats)).toBe('[1, 10)');
      expect(read.days?.isEmpty).toBe(true);
      expect([read.serials?.lowerInf, read.serials?.upperInf, read.serials?.lowerInc]).toEqual([
        true,
        true,
        false,
      ]);
    });

    test('takes a pair of ends, with the bounds that the field says', async () => {
      const booking = await Booking.objects.create({
        seats: [1, 5] as never,
        during: [new Date(0), new Date(1000)] as never,
      });
      const read = await Booking.objects.get({ pk: booking.pk });
      expect([String(read.seats), read.during?.bounds]).toEqual(['[1, 5)', '[]']);
    });

    test('is searched by values and other ranges', async () => {
      await Booking.objects.create({ seats: new Range(1, 5) });
      await Booking.objects.create({ seats: new Range(5, 10) });
      await Booking.objects.create({ seats: Range.empty<number>() });
      await Booking.objects.create({ seats: new Range<number>(null, 3) });
      expect(await ids({ seats: new Range(1, 5) })).toEqual([1]);
      expect(await ids({ seats__contains: 2 })).toEqual([1, 4]);
      expect(await ids({ seats__contains: new Range(5, 6) })).toEqual([2]);
      expect(await ids({ seats__contains: [6, 8] })).toEqual([2]);
      expect(await ids({ seats__contained_by: new Range(0, 6) })).toEqual([1, 3]);
      expect(await ids({ seats__overlap: new Range(4, 6) })).toEqual([1, 2]);
      expect(await ids({ seats__fully_lt: new Range(5, 6) })).toEqual([1, 4]);
      expect(await ids({ seats__fully_gt: new Range(0, 5) })).toEqual([2]);
      expect(await ids({ seats__not_lt: new Range(1, 2) })).toEqual([1, 2]);
      expect(await ids({ seats__not_gt: new Range(1, 5) })).toEqual([1, 4]);
      expect(await ids({ seats__adjacent_to: new Range(5, 6) })).toEqual([1]);
      expect(await ids({ seats__startswith: 5 })).toEqual([2]);
      expect(await ids({ seats__endswith__lte: 5 })).toEqual([1, 4]);
      expect(await ids({ seats__isempty: true })).toEqual([3]);
      expect(await ids({ seats__isempty: false, seats__lower_inc: true })).toEqual([1, 2]);
      expect(await ids({ seats__lower_inf: true })).toEqual([4]);
      expect(await ids({ seats__upper_inc: true })).toEqual([]);
      expect(await ids({ seats__upper_inf: true })).toEqual([]);
    });

    test('takes days and moments, and a column may lie in a range', async () => {
      await Booking.objects.create({
        days: new Range(day('2024-01-01'), day('2024-02-01')),
        during: new Range(new Date('2024-01-01T00:00:00Z'), null),
        age: 30,
        at: new Date('2024-01-15T00:00:00Z'),
      });
      expect(await ids({ days__contains: day('2024-01-31') })).toEqual([1]);
      expect(await ids({ days__contains: day('2024-02-01') })).toEqual([]);
      expect(await ids({ days__contains: new Range(day('2024-01-02'), day('2024-01-04')) })).toEqual([1]);
      expect(await ids({ during__contains: new Date('2030-01-01') })).toEqual([1]);
      expect(await ids({ age__contained_by: new Range(18, 65) })).toEqual([1]);
      expect(await ids({ age__contained_by: new Range(1, 18) })).toEqual([]);
      expect(await ids({ at__contained_by: [new Date('2024-01-01'), null] })).toEqual([1]);
      expect(await ids({ seats__contains: F('age') })).toEqual([]);
    });

    test('refuses what is no range', async () => {
      expect(() => new Range(1, 2, '<>' as never)).toThrow("The bounds of a range cannot be '<>'.");
      await expect(Booking.objects.create({ seats: 5 as never })).rejects.toThrow(
        "Field 'seats' expected a range but got 5.",
      );
    });
  });

  test('values of all of them are parameters', async () => {
    const seen: unknown[][] = [];
    const { captureQueries } = await import('jango/db');
    const { queries } = await captureQueries(async () => {
      await Product.objects.filter({ tags__contains: ['secret'], data__contains: { a: 'secret' } });
      await Booking.objects.filter({ seats__contains: 4711 });
    });
    for (const { sql, params } of queries) {
      expect(sql).not.toMatch(/secret|4711/);
      seen.push([...params]);
    }
    expect(seen).toEqual([['{"secret"}', '"a"=>"secret"'], [4711]]);
  });
});

test('a Range knows its values', () => {
  const range = new Range(1, 10);
  expect([range.contains(1), range.contains(10), Range.empty<number>().contains(1)]).toEqual([
    true,
    false,
    false,
  ]);
  expect(new Range<number>(null, 3, '(]').contains(3)).toBe(true);
  expect(String(new Range(1, null))).toBe('[1, None)');
});

test('fields are typed as their values', () => {
  expectTypeOf<Product['tags']>().toEqualTypeOf<readonly string[]>();
  expectTypeOf<Product['grid']>().toEqualTypeOf<readonly (readonly number[])[] | null>();
  expectTypeOf<Product['data']>().toEqualTypeOf<{ readonly [key: string]: string | null } | null>();
  expectTypeOf<Booking['seats']>().toEqualTypeOf<Range<number> | null>();
  expectTypeOf<Booking['price']>().toEqualTypeOf<Range<Decimal> | null>();
});
