import { captureQueries, models, Prefetch, Q, RawSQL } from 'jango/db';
import { beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { Article, Author, setUpDatabase } from './app.ts';

beforeEach(async () => {
  await setUpDatabase();
  const kim = await Author.objects.create({ name: 'Kim' });
  const lee = await Author.objects.create({ name: 'Lee' });
  await Article.objects.create({ title: 'first', views: 5, author: kim });
  await Article.objects.create({ title: 'second', views: 7, author: lee });
});

const SOME =
  'SELECT * FROM blog_article WHERE views > %(least)s AND title <> %(title)s AND views > %(least)s';
const titles = async (rows: PromiseLike<readonly Article[]>): Promise<string[]> =>
  (await rows).map(({ title }) => title);

describe('the parameters of raw()', () => {
  test('are a list, or an object by name', async () => {
    const sql = 'SELECT * FROM blog_article WHERE views > %s';
    expect(await titles(Article.objects.raw(sql, [6]))).toEqual(['second']);
    expect(await titles(Article.objects.raw(SOME, { least: 6, title: "'" }))).toEqual(['second']);
    expect(await titles(Article.objects.raw('SELECT * FROM blog_article', null))).toHaveLength(2);
    expect(await titles(Article.objects.raw("SELECT * FROM blog_article WHERE title LIKE 'f%%'"))).toEqual([
      'first',
    ]);
  });

  test.each([
    [[], 'raw() has 1 times %s in its SQL, and 0 values for it.'],
    [[1, 2], 'raw() has 1 times %s in its SQL, and 2 values for it.'],
    ['5', "raw() takes a list of values, or an object of them, not '5'."],
    [new Set([5]), 'raw() takes a list of values, or an object of them, not a Set.'],
    [{ least: 5 }, 'raw() has %s in its SQL, and no value for it.'],
  ])('have to fit the SQL: %j do not', (params, message) => {
    expect(() => Article.objects.raw('SELECT * FROM blog_article WHERE views > %s', params as never)).toThrow(
      message,
    );
  });

  test('have to have each name, as an own property', () => {
    expect(() => Article.objects.raw('SELECT %(constructor)s', { least: 5 })).toThrow(
      'raw() has %(constructor)s in its SQL, and no value for it. Its values are: least.',
    );
  });

  test('that are too few for RawSQL() would move up those of the rest of the query', () => {
    expect(() => RawSQL('length(title) + %s')).toThrow('RawSQL() has 1 times %s in its SQL, and 0 values');
  });
});

describe('raw() in conditions', () => {
  const long = () => Author.objects.raw('SELECT * FROM blog_author WHERE name = %s LIMIT 1; ', ['Kim']);

  test('stands for the keys of its rows, in the same query', async () => {
    const { queries } = await captureQueries(async () => {
      expect(await titles(Article.objects.filter({ author__in: long() }))).toEqual(['first']);
      expect(await titles(Article.objects.exclude({ author__in: long() }))).toEqual(['second']);
      expect(await Author.objects.filter({ pk__in: long() }).valuesList('name', { flat: true })).toEqual([
        'Kim',
      ]);
      expect(
        await Author.objects
          .filter(Q({ article__in: Article.objects.raw(SOME, { least: 6, title: '' }) }))
          .count(),
      ).toBe(1);
    });
    expect(queries).toHaveLength(4);
  });

  test('may name the key by translations, end in a comment, and be empty', async () => {
    const named = Author.objects.raw('SELECT id AS number, name FROM blog_author -- all', null, {
      translations: { number: 'id' },
    });
    expect(await Article.objects.filter({ author__in: named }).count()).toBe(2);
    const none = Author.objects.raw('SELECT * FROM blog_author WHERE 1 = 0');
    expect(await Article.objects.filter({ author__in: none }).count()).toBe(0);
    expect(
      await Article.objects
        .filter({ author__in: [1, 2] })
        .filter(Q({ author__in: named }))
        .count(),
    ).toBe(2);
  });

  test('is refused where it is of another model or combined with a QuerySet', async () => {
    const articles = Article.objects.raw('SELECT * FROM blog_article');
    expect(() => Article.objects.filter({ author__in: articles as never })).toThrow(/Author/);
    expect(() => Article.objects.union(articles as never)).toThrow('union() takes QuerySets.');
    expect(() => Article.objects.and(articles as never)).toThrow('combined with QuerySets only');
    expect(() => Prefetch('articleSet', { queryset: articles as never })).toThrow('cannot use values()');
  });
});

describe('the rows of raw()', () => {
  const all = 'SELECT *, views * 2 AS twice FROM blog_article ORDER BY views';

  test('are asked for once, and by iterator() each time', async () => {
    const rows = Article.objects.raw<Article & { twice: number }>(all);
    const { queries } = await captureQueries(async () => {
      expect((await rows).map(({ twice }) => twice)).toEqual([10, 14]);
      const again = [];
      for await (const { title } of rows) again.push(title);
      expect(again).toEqual(['first', 'second']);
    });
    expect(queries.length).toBe(1);
    const { queries: anew } = await captureQueries(async () => {
      for await (const { title } of rows.iterator()) expect(title).not.toBe('');
    });
    expect(anew.length).toBe(1);
    expectTypeOf((await rows)[0]!.twice).toEqualTypeOf<number>();
    expectTypeOf(await Article.objects.raw(all)).toEqualTypeOf<Article[]>();
  });

  test('come with the relations that are named', async () => {
    const authors = Author.objects
      .raw('SELECT * FROM blog_author ORDER BY name')
      .prefetchRelated('articleSet');
    const { queries } = await captureQueries(async () => {
      const found = [];
      for (const author of await authors)
        found.push((await author.articleSet.all()).map(({ title }) => title));
      expect(found).toEqual([['first'], ['second']]);
    });
    expect(queries.length).toBe(2);
    const { queries: alone } = await captureQueries(() => authors.prefetchRelated(null));
    expect(alone.length).toBe(1);
  });

  test('defer the fields that are not selected, and take columns of other names', async () => {
    const [one] = await Article.objects.raw(
      'SELECT id AS number, title AS headline FROM blog_article ORDER BY id',
      [],
      { translations: { number: 'id', headline: 'title' } },
    );
    expect(one!.title).toBe('first');
    expect(one!.getDeferredFields()).toContain('views');
    expect(one).toBeInstanceOf(models.Model);
    await expect(Promise.resolve(Article.objects.raw('SELECT title FROM blog_article'))).rejects.toThrow(
      'Raw query must include the primary key',
    );
  });
});
