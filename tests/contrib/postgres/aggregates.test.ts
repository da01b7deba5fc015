import {
  ArrayAgg,
  ArraySubquery,
  BitAnd,
  BitOr,
  BitXor,
  BoolAnd,
  BoolOr,
  Corr,
  CovarPop,
  JSONBAgg,
  RandomUUID,
  RegrAvgX,
  RegrAvgY,
  RegrCount,
  RegrIntercept,
  RegrR2,
  RegrSlope,
  RegrSXX,
  RegrSXY,
  RegrSYY,
  StringAgg,
  TransactionNow,
} from 'jango/contrib/postgres';
import { atomic, connections, F, models, OuterRef, Q, Value, Window } from 'jango/db';
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import { postgresIsAbsent } from '../../support/database.ts';
import { makeTables } from './tables.ts';

class Author extends models.Model {
  name = models.CharField({ maxLength: 20 });
  static objects = models.Manager<Author>();
}
class Book extends models.Model {
  author = models.ForeignKey(() => Author, { onDelete: models.CASCADE, relatedName: 'books' });
  title = models.CharField({ maxLength: 20 });
  flags = models.IntegerField();
  sold = models.BooleanField();
  day = models.DateField({ null: true });
  static objects = models.Manager<Book>();
}

const absent = await postgresIsAbsent();

describe.skipIf(absent !== undefined)('aggregates of PostgreSQL', () => {
  beforeAll(async () => {
    await makeTables([Author, Book]);
    const [kim] = [
      await Author.objects.create({ name: 'Kim' }),
      await Author.objects.create({ name: 'Lee' }),
    ];
    for (const [title, flags, sold] of [
      ['b', 1, true],
      ['a', 3, false],
      ['b', 5, true],
    ] as const) {
      await Book.objects.create({ author: kim, title, flags, sold });
    }
  });
  afterAll(() => connections.closeAll());

  test('gather values in a list', async () => {
    const result = await Book.objects.aggregate({
      all: ArrayAgg('title', { orderBy: ['-title', 'flags'] }),
      some: ArrayAgg('flags', { filter: Q({ sold: true }), orderBy: '-flags' }),
      different: ArrayAgg('title', { distinct: true }),
      days: ArrayAgg('day'),
      joined: StringAgg('title', '; ', { orderBy: 'title', distinct: true }),
      json: JSONBAgg('title', { orderBy: 'title' }),
      computed: ArrayAgg(F('flags').add(1), { orderBy: 'flags' }),
      ordered: ArrayAgg('flags', { ordering: '-flags' }),
    });
    expect(result).toEqual({
      all: ['b', 'b', 'a'],
      some: [5, 1],
      different: ['a', 'b'],
      days: [null, null, null],
      joined: 'a; b',
      json: ['a', 'b', 'b'],
      computed: [2, 4, 6],
      ordered: [5, 3, 1],
    });
    expectTypeOf(result.all).toEqualTypeOf<string[] | null>();
    expectTypeOf(result.joined).toEqualTypeOf<string | null>();
  });

  test('take an empty list as the default that it is, also as Value()', async () => {
    const none = { filter: Q({ title: 'x' }), default: Value([]) };
    expect(
      await Book.objects.aggregate({ list: ArrayAgg('title', none), json: JSONBAgg('title', none) }),
    ).toEqual({ list: [], json: [] });
  });

  test('give the default, or null, of no rows', async () => {
    const result = await Book.objects.filter({ title: 'x' }).aggregate({
      nothing: ArrayAgg('title'),
      list: ArrayAgg('title', { default: ['none', '"quoted"'] }),
      empty: ArrayAgg('flags', { default: [] }),
      json: JSONBAgg('title', { default: [{ a: 1 }] }),
      text: StringAgg('title', ',', { default: '-' }),
      truth: BoolOr('sold', { default: false }),
      count: RegrCount('flags', 'id'),
    });
    expect(result).toEqual({
      nothing: null,
      list: ['none', '"quoted"'],
      empty: [],
      json: [{ a: 1 }],
      text: '-',
      truth: false,
      count: 0,
    });
  });

  test('group by an author, and are filtered by', async () => {
    const authors = await Author.objects
      .annotate({
        titles: ArrayAgg('books__title', {
          filter: Q({ books__isnull: false }),
          default: [],
          distinct: true,
        }),
      })
      .orderBy('name');
    expect(authors.map(({ titles }) => titles)).toEqual([['a', 'b'], []]);
    const found = await Author.objects
      .annotate({ titles: ArrayAgg('books__title') })
      .filter({ titles__contains: ['a'] })
      .valuesList('name', { flat: true });
    expect(found).toEqual(['Kim']);
  });

  test('combine bits and truths', async () => {
    expect(
      await Book.objects.aggregate({
        and: BitAnd('flags'),
        or: BitOr('flags'),
        xor: BitXor('flags'),
        every: BoolAnd('sold'),
        some: BoolOr('sold'),
      }),
    ).toEqual({ and: 1, or: 7, xor: 7, every: false, some: true });
  });

  test('measure how two numbers go together', async () => {
    const result = await Book.objects.aggregate({
      corr: Corr('flags', 'id'),
      covariance: CovarPop('flags', 'id'),
      sample: CovarPop('flags', 'id', { sample: true }),
      averageX: RegrAvgX('flags', 'id'),
      averageY: RegrAvgY('flags', 'id'),
      count: RegrCount('flags', 'id'),
      intercept: RegrIntercept('flags', 'id'),
      r2: RegrR2('flags', 'id'),
      slope: RegrSlope('flags', 'id'),
      sxx: RegrSXX('flags', 'id'),
      sxy: RegrSXY('flags', 'id'),
      syy: RegrSYY('flags', 'id'),
      some: RegrCount('flags', 'id', { filter: Q({ sold: true }) }),
    });
    expect(result).toEqual({
      corr: 1,
      covariance: expect.closeTo(4 / 3),
      sample: 2,
      averageX: 2,
      averageY: 3,
      count: 3,
      intercept: -1,
      r2: 1,
      slope: 2,
      sxx: 2,
      sxy: 4,
      syy: 8,
      some: 2,
    });
    expectTypeOf(result.corr).toEqualTypeOf<number | null>();
    expectTypeOf(result.count).toEqualTypeOf<number>();
  });

  test('work over windows', async () => {
    const rows = await Book.objects
      .orderBy('id')
      .annotate({ before: Window(ArrayAgg('title'), { orderBy: 'id' }) })
      .valuesList('before', { flat: true });
    expect(rows).toEqual([['b'], ['b', 'a'], ['b', 'a', 'b']]);
  });

  test('ArraySubquery gives all values of a query', async () => {
    const books = Book.objects
      .filter({ author: OuterRef('pk') })
      .orderBy('-flags')
      .values('flags');
    const authors = await Author.objects.orderBy('name').annotate({ flags: ArraySubquery(books) });
    expect(authors.map(({ flags }) => flags)).toEqual([[5, 3, 1], []]);
    expect(
      await Author.objects
        .annotate({ flags: ArraySubquery(books) })
        .filter({ flags__len: 3 })
        .count(),
    ).toBe(1);
  });

  test('RandomUUID and TransactionNow are of the database', async () => {
    const uuids = await Book.objects.annotate({ uuid: RandomUUID() }).valuesList('uuid', { flat: true });
    expect(new Set(uuids).size).toBe(3);
    expect(uuids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    await atomic(async () => {
      const moment = async () => (await Book.objects.annotate({ now: TransactionNow() }).first())!.now;
      expect(await moment()).toEqual(await moment());
      expect(await moment()).toBeInstanceOf(Date);
    });
  });
});
