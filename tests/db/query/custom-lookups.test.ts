import {
  type Compiler,
  F,
  fields,
  functions,
  Lookup,
  lookups,
  models,
  registerLookup,
  type SqlFragment,
  Transform,
  unregisterLookup,
} from 'jango/db';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeTables } from './app.ts';

declare module 'jango/db' {
  interface CustomLookups {
    ne: unknown;
    abs: number;
    [abs: `abs__${string}`]: number;
  }
}

class Book extends models.Model {
  title = models.CharField({ maxLength: 20 });
  pages = models.IntegerField();
  static objects = models.Manager<Book>();
}

class NotEqual extends Lookup {
  static override readonly lookupName = 'ne';

  override toSql(compiler: Compiler): SqlFragment {
    const left = this.lhsSql(compiler);
    const right = this.rhsSql(compiler);
    return { sql: `${left.sql} <> ${right.sql}`, params: [...left.params, ...right.params] };
  }
}

class Abs extends Transform<number> {
  static override readonly lookupName = 'abs';
  override readonly functionName = 'ABS';
}

class AbsLessThan extends Lookup {
  static override readonly lookupName = 'lt';

  /** Two comparisons of the column itself can use its index. */
  override toSql(compiler: Compiler): SqlFragment {
    const column = compiler.compile((this.lhs as Abs).lhs);
    const { sql, params } = this.rhsSql(compiler);
    return {
      sql: `${column.sql} < ${sql} AND ${column.sql} > -${sql}`,
      params: [...column.params, ...params, ...column.params, ...params],
    };
  }
}

class Doubled extends lookups.Exact {
  static override readonly lookupName = 'doubled';

  protected override preparer() {
    return (value: unknown) => Number(value) * 2;
  }
}

class Begins extends lookups.StartsWith {
  static override readonly lookupName = 'begins';
}

class Upper extends Transform<string> {
  static override readonly lookupName = 'up';
  static override readonly bilateral = true;
  override readonly functionName = 'UPPER';
}

class Marked extends Transform<string> {
  static override readonly lookupName = 'marked';

  override toSql(compiler: Compiler): SqlFragment {
    const { sql, params } = compiler.compile(this.lhs);
    const isMysql = compiler.connection.vendor === 'mysql';
    return { sql: isMysql ? `CONCAT(${sql}, '!')` : `(${sql} || '!')`, params };
  }
}

const titles = async (rows: PromiseLike<readonly Book[]>): Promise<string[]> =>
  (await rows).map(({ title }) => title).sort();
const where = (conditions: Record<string, unknown>): Promise<string[]> =>
  titles(Book.objects.filter(conditions));

beforeEach(async () => {
  await makeTables('shelf', [Book]);
  for (const [title, pages] of [
    ['a', 5],
    ['b', 7],
    ['C', -7],
  ] as const)
    await Book.objects.create({ title, pages });
  registerLookup(fields.Field, NotEqual);
  fields.IntegerField.registerLookup(Abs);
});
afterEach(() => {
  unregisterLookup(fields.Field, NotEqual);
  fields.IntegerField.unregisterLookup(Abs);
});

describe('a lookup of your own', () => {
  test('compares fields, parts of them and annotations', async () => {
    expect(await titles(Book.objects.filter({ title__ne: 'a' }))).toEqual(['C', 'b']);
    expect(await titles(Book.objects.exclude({ pages__ne: 7 }))).toEqual(['b']);
    expect(await where({ pages__abs__ne: 7 })).toEqual(['a']);
    const twice = Book.objects.annotate({ twice: F('pages').mul(2) }) as unknown as typeof Book.objects;
    expect(await titles(twice.filter({ twice__ne: 14 } as never))).toEqual(['C', 'a']);
  });

  test('brings values into the type of the field, and takes no null', async () => {
    expect(await where({ pages__ne: '5' })).toEqual(['C', 'b']);
    await expect(Promise.resolve().then(() => where({ pages__ne: 'x' }))).rejects.toThrow(
      'expected a number',
    );
    await expect(Promise.resolve().then(() => where({ pages__ne: null }))).rejects.toThrow(
      "the lookup 'isnull'",
    );
  });

  test('is an expression, too', async () => {
    expect(await titles(Book.objects.filter(new NotEqual(F('title'), 'a')))).toEqual(['C', 'b']);
    const big = Book.objects.annotate({ big: new lookups.GreaterThan(F('pages'), 5) });
    expect((await big.orderBy('id')).map((book) => Boolean(book.big))).toEqual([false, true, false]);
  });

  test('may be made of one that there is, with other values', async () => {
    fields.IntegerField.registerLookup(Doubled);
    expect(await where({ pages__doubled: 3.5 })).toEqual(['b']);
    expect(await where({ pages__doubled: 2.5 })).toEqual(['a']);
    fields.IntegerField.unregisterLookup(Doubled);
    fields.CharField.registerLookup(Begins);
    expect(await where({ title__begins: 'C' })).toContain('C');
    expect(await where({ title__begins: F('title') })).toEqual(['C', 'a', 'b']);
    fields.CharField.unregisterLookup(Begins);
  });
});

describe('a transform of your own', () => {
  test('stands in conditions, orders and values', async () => {
    expect(await titles(Book.objects.filter({ pages__abs: 7 }))).toEqual(['C', 'b']);
    expect(await titles(Book.objects.filter({ pages__abs__lte: 6 }))).toEqual(['a']);
    const ordered = Book.objects
      .orderBy('-pages__abs' as never, 'id')
      .valuesList('pages__abs' as never, { flat: true });
    expect(await ordered).toEqual([7, 7, 5]);
    expect((await Book.objects.annotate({ size: new Abs('pages') }).get({ title: 'C' })).size).toBe(7);
  });

  test('may have lookups of its own', async () => {
    registerLookup(Abs, AbsLessThan);
    expect(await where({ pages__abs__lt: 7 })).toEqual(['a']);
    unregisterLookup(Abs, AbsLessThan);
  });

  test('may be for both sides', async () => {
    fields.CharField.registerLookup(Upper);
    expect(await where({ title__up: 'c' })).toEqual(['C']);
    expect(await where({ title__up__in: ['A', 'c'] })).toEqual(['C', 'a']);
    fields.CharField.unregisterLookup(Upper);
  });

  test('may be written in another way for a database', async () => {
    fields.CharField.registerLookup(Marked);
    expect(await where({ title__marked: 'a!' })).toEqual(['a']);
    fields.CharField.unregisterLookup(Marked);
  });
});

test('one field alone may have it', async () => {
  const field = Book._meta.getField('title') as fields.Field;
  field.registerLookup(functions.Length, 'size');
  expect(await where({ title__size: 1 })).toEqual(['C', 'a', 'b']);
  await expect(Promise.resolve().then(() => where({ pages__size: 1 }))).rejects.toThrow(
    "Unsupported lookup 'size'",
  );
  field.unregisterLookup(functions.Length, 'size');
});

test('what declares a field is not its class', () => {
  // @ts-expect-error -- a function cannot be made with `new`
  expect(() => registerLookup(models.CharField, NotEqual)).toThrow(
    "the function 'CharField' has no lookups: it is no class of fields or transforms. The classes of fields are in `fields`",
  );
});
