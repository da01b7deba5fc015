import {
  Aggregate,
  Combinable,
  type Compiler,
  type Expression,
  F,
  Func,
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
  await makeTables('shelf', [Book, Label]);
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

/** Compares without regard to case, and reads `left2` as the first two letters. */
class LooseField extends (fields.CharField as unknown as typeof fields.Field) {
  override getInternalType() {
    return 'CharField';
  }

  override getLookup(name: string) {
    return super.getLookup(name === 'exact' ? 'iexact' : name);
  }

  override getTransform(name: string) {
    if (!/^left\d$/.test(name)) return super.getTransform(name);
    return class Left extends Transform<string> {
      override toSql(compiler: Compiler): SqlFragment {
        const { sql, params } = compiler.compile(this.lhs);
        return { sql: `SUBSTR(${sql}, 1, ${name.slice(4)})`, params };
      }
    };
  }
}
const loose = models.customField(LooseField as never, 'shelf/fields.ts#loose') as typeof models.CharField;

class Label extends models.Model {
  text = loose({ maxLength: 20 });
  book = models.ForeignKey(() => Book, { onDelete: models.CASCADE, relatedName: 'labels' });
  static objects = models.Manager<Label>();
}

class Plus extends Combinable<number> {
  readonly left: Expression;
  readonly more: number;

  constructor(left: Expression, more: number) {
    super(new fields.IntegerField());
    this.left = left;
    this.more = more;
  }

  override get sources() {
    return [this.left];
  }

  override withSources([left]: readonly (Expression | undefined)[]) {
    return new Plus(left!, this.more);
  }

  override resolveExpression(...args: Parameters<Expression['resolveExpression']>) {
    return new Plus(this.left.resolveExpression(...args), this.more);
  }

  override toSql(compiler: Compiler): SqlFragment {
    const { sql, params } = compiler.compile(this.left);
    return { sql: `(${sql} + ${this.more})`, params };
  }
}

describe('a field of your own', () => {
  beforeEach(async () => {
    const book = await Book.objects.create({ title: 'd', pages: 5 });
    for (const text of ['Abc', 'Def']) await Label.objects.create({ text, book });
  });
  const texts = async (rows: PromiseLike<readonly Label[]>) => (await rows).map(({ text }) => text);
  const labels = (conditions: object) => texts(Label.objects.filter(conditions).orderBy('id'));

  test('decides what its lookups and transforms are', async () => {
    expect(await labels({ text: 'abc' })).toEqual(['Abc']);
    expect((await Label.objects.get({ text: 'DEF' })).text).toBe('Def');
    expect(await labels({ text__left2: 'Ab' })).toEqual(['Abc']);
    expect(await labels({ text__left1__in: ['A', 'D'] })).toEqual(['Abc', 'Def']);
    expect(await texts(Label.objects.orderBy('-text__left1' as never))).toEqual(['Def', 'Abc']);
    expect(
      (await Label.objects.annotate({ l: F('text__left2') as never })).map((label) => label.l),
    ).toContain('Ab');
    expect(
      await Book.objects.filter({ labels__text: 'abc', labels__text__left1: 'A' } as never).count(),
    ).toBe(1);
    expect(() => labels({ text__right2: 'Ab' })).toThrow("Unsupported lookup 'right2' for LooseField");
  });

  test('tells which there are, and takes none without a name', () => {
    const field = Label._meta.getField('text') as fields.Field;
    expect(field.getLookup('nope')).toBeUndefined();
    expect(field.getTransform('exact')).toBeUndefined();
    expect(new fields.IntegerField().getTransform('abs')).toBe(Abs);
    expect(fields.IntegerField.getLookups()).toMatchObject({ abs: Abs, ne: NotEqual });
    expect(fields.CharField.getLookups()).not.toHaveProperty('abs');
    expect(() => fields.CharField.registerLookup(Object as never)).toThrow('The lookup Object has no name.');
  });
});

describe('an expression of your own', () => {
  test('is computed, sorted by and summed as those of Jango are', async () => {
    const more = new Plus(F('pages'), 5);
    const rows = Book.objects.annotate({ more }).orderBy(more.desc());
    expect((await rows).map((book) => book.more)).toEqual([12, 10, -2]);
    expect(await titles(Book.objects.annotate({ more }).filter({ more__gt: 10 }))).toEqual(['b']);
    expect(await Book.objects.aggregate({ twice: new Aggregate(more.mul(2), { function: 'MAX' }) })).toEqual({
      twice: 24,
    });
  });

  test('of which no type is known is what the column is', async () => {
    const rows = Book.objects.filter({ title: 'a' });
    await rows.update({ pages: F('pages').add(new Func('title', { function: 'LENGTH' })) as never });
    expect((await rows.get()).pages).toBe(6);
  });

  test('whose template has values of its own differs by them', async () => {
    const sum = (n: number) =>
      new Aggregate('pages', { template: 'SUM(%(expressions)s + %(n)s)', n } as never);
    const both = async (n: number) =>
      (
        await Book.objects
          .values('title')
          .annotate({ n: sum(n) })
          .orderBy('title')
      )[0]!.n;
    const first = Number(await both(0));
    expect(Number(await both(10))).toBe(first + 10);
  });
});

test('what declares a field is not its class', () => {
  // @ts-expect-error -- a function cannot be made with `new`
  expect(() => registerLookup(models.CharField, NotEqual)).toThrow(
    "the function 'CharField' has no lookups: it is no class of fields or transforms. The classes of fields are in `fields`",
  );
});
