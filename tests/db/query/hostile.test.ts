import { connection, F, models, Value } from 'jango/db';
import { beforeEach, describe, expect, test } from 'vitest';
import { Article, Author, setUpDatabase, Tag } from './app.ts';

beforeEach(async () => {
  await setUpDatabase();
  await Tag.objects.create({ name: 'plain' });
});

/** Names and values as they come from outside, without a type that would stop them. */
type Outside = Readonly<Record<string, unknown>>;
const rows = Tag.objects as unknown as {
  filter(conditions: Outside): PromiseLike<unknown[]> & { count(): Promise<number> };
  orderBy(...names: unknown[]): PromiseLike<unknown[]>;
  values(...names: unknown[]): PromiseLike<unknown[]>;
  annotate(names: Outside): PromiseLike<unknown[]>;
  alias(names: Outside): PromiseLike<unknown[]>;
  only(...names: string[]): PromiseLike<unknown[]>;
  create(values: Outside): Promise<unknown>;
  update(values: Outside): Promise<number>;
};

const NAMES = [
  '__proto__',
  'constructor',
  'constructor__x',
  'name__constructor',
  'name__toString',
  'hasOwnProperty',
  'name"; DROP TABLE blog_tag; --',
  'name\u0000',
  'name)',
  'name__exact__exact',
  '',
  '__',
  '-',
  'na me',
];

describe('names from outside', () => {
  test.each(NAMES)('%j is an error in every place, never SQL and never a property', async (name) => {
    const key = Object.fromEntries([[name, 'x']]);
    await expect((async () => rows.filter(key))()).rejects.toThrow();
    await expect((async () => rows.orderBy(name))()).rejects.toThrow();
    await expect((async () => rows.values(name))()).rejects.toThrow();
    await expect((async () => rows.only(name))()).rejects.toThrow();
    await expect((async () => rows.update(key))()).rejects.toThrow();
    await expect((async () => rows.create(key))()).rejects.toThrow();
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    expect(await Tag.objects.count()).toBe(1);
  });

  test.each(['a b', 'a"b', "a'b", 'a;b', 'a\u0001b', 'a--b', 'a/*b', '', '__proto__', 'a.b', 'a%s'])(
    'the alias %j is refused',
    async (name) => {
      const key = Object.fromEntries([[name, new Value(1)]]);
      await expect((async () => rows.annotate(key))()).rejects.toThrow(/alias|JavaScript/);
      await expect((async () => rows.alias(key))()).rejects.toThrow(/alias|JavaScript/);
    },
  );
});

describe('values from outside', () => {
  test.each([
    ['quotes', `'"\``],
    ['a statement', "x'; DROP TABLE blog_tag; --"],
    ['NUL', 'a\u0000b'],
    ['wildcards', '%_\\'],
    ['a long text', 'x'.repeat(100_000)],
  ])('%s is a parameter and comes back as it was', async (_name, text) => {
    const found = await rows.filter({ name: text });
    expect(found).toEqual([]);
    const author = await Author.objects.create({ name: text });
    await author.refreshFromDb();
    expect(author.name).toBe(text);
    expect(await Author.objects.filter({ name__contains: text.slice(0, 50) }).count()).toBe(1);
  });

  test.each([
    ['an array', ['x']],
    ['an object', { $gt: '' }],
    ['NaN', Number.NaN],
    ['a symbol', Symbol('x')],
    ['a function', () => 1],
    ['undefined', undefined],
  ])('%s for a number is a clear error', async (_name, value) => {
    const numbers = Article.objects as unknown as typeof rows;
    await expect((async () => rows.filter({ id: value }))()).rejects.toThrow();
    await expect((async () => numbers.filter({ views: value }))()).rejects.toThrow();
  });

  test('a number beyond 64 bits finds nothing, and bounds nothing', async () => {
    expect(await rows.filter({ id: 2n ** 70n })).toEqual([]);
    expect(await rows.filter({ id__lt: 2n ** 70n })).toHaveLength(1);
    expect(await rows.filter({ id__gt: 2n ** 70n })).toEqual([]);
  });

  test('an expression is no text: F() of a hostile name is an error', async () => {
    const values = { name: F('name"; DROP TABLE blog_tag') };
    await expect((async () => rows.update(values))()).rejects.toThrow(/Cannot resolve keyword/);
  });

  test('the table is still there', async () => {
    expect(await connection.query('SELECT COUNT(*) FROM blog_tag')).toEqual([[1]]);
    expect(models.Model.prototype).not.toHaveProperty('polluted');
  });
});
