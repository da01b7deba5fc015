import { Case, Count, captureQueries, F, Q, Value, When } from 'jango/db';
import { beforeEach, describe, expect, test } from 'vitest';
import { ENGINE } from '../../support/database.ts';
import { Article, Author, Contract, setUpDatabase, Tag } from './app.ts';

beforeEach(setUpDatabase);

/** What a query sends, its table names shortened and its select list left out. */
async function sent(query: PromiseLike<unknown>): Promise<[sql: string, params: readonly unknown[]]> {
  const { queries } = await captureQueries(async () => void (await query));
  const { sql, params } = queries[0]!;
  return [
    plain(sql)
      .replaceAll('blog_', '')
      .replace(/^SELECT .*? FROM/, 'SELECT ... FROM')
      .replaceAll('"', ''),
    params,
  ];
}

/** With SQLite's quotes and marks of parameters, whichever database it was for. */
function plain(sql: string): string {
  return sql.replaceAll('`', '"').replace(/\$\d+(::bigint)?/g, '?');
}

/** What each database writes in a way of its own is looked at in tests/db/backends. */
const onSqlite = test.skipIf(ENGINE !== 'sqlite3');

describe('conditions', () => {
  test('values are parameters and the text has none of them', async () => {
    expect(await sent(Article.objects.filter({ title: "x'; DROP TABLE", views__gte: 3 }))).toEqual([
      'SELECT ... FROM article WHERE (article.title = ? AND article.views >= ?)',
      ["x'; DROP TABLE", 3],
    ]);
  });

  onSqlite('wildcards of a search are escaped', async () => {
    expect(await sent(Article.objects.filter({ title__icontains: '50%_\\' }))).toEqual([
      "SELECT ... FROM article WHERE article.title LIKE ? ESCAPE '\\'",
      ['%50\\%\\_\\\\%'],
    ]);
  });

  test('a relation followed to its key needs no join', async () => {
    expect((await sent(Article.objects.filter({ author__id: 1 })))[0]).toBe(
      'SELECT ... FROM article WHERE article.author_id = ?',
    );
  });

  test('the conditions of one filter() mean one related row, those of two may mean two', async () => {
    const one = await sent(Author.objects.filter({ article__title: 'a', article__views: 1 }));
    expect(one[0].match(/JOIN/g)).toHaveLength(1);
    const two = await sent(Author.objects.filter({ article__title: 'a' }).filter({ article__views: 1 }));
    expect(two[0].match(/JOIN/g)).toHaveLength(2);
  });

  test('exclude() over many rows asks that there be none', async () => {
    expect((await sent(Author.objects.exclude({ article__title: 'a' })))[0]).toBe(
      'SELECT ... FROM author WHERE NOT (EXISTS(SELECT 1 FROM article U1 WHERE (U1.title = ? AND U1.author_id = author.id) LIMIT 1))',
    );
  });

  onSqlite('a QuerySet is a subquery in the condition of an expression too', async () => {
    const known = Author.objects.filter({ name: 'a' });
    const query = Article.objects.annotate({
      known: Case(When({ author__in: known }, { then: Value(1) }), { default: Value(0) }),
    });
    const { queries } = await captureQueries(async () => void (await query.filter({ views: 3 })));
    expect(queries[0]!.sql).toContain(
      'CASE WHEN "blog_article"."author_id" IN (SELECT "U0"."id" FROM "blog_author" "U0" WHERE "U0"."name" = ?)',
    );
    expect(queries[0]!.params).toEqual(['a', 1n, 0n, 3]);
  });

  test('an OR over a relation that may be empty lets its rows through', async () => {
    const [sql] = await sent(Article.objects.filter(Q({ editor__name: 'a' }).or(Q({ title: 'b' }))));
    expect(sql).toContain('LEFT OUTER JOIN author');
    const [inner] = await sent(Article.objects.filter({ editor__name: 'a' }));
    expect(inner).toContain('INNER JOIN author');
  });

  test('a QuerySet on the right side is a subquery', async () => {
    const named = Author.objects.filter({ name: 'Kim' });
    expect(await sent(Article.objects.filter({ author__in: named, views: 1 }))).toEqual([
      'SELECT ... FROM article WHERE (article.author_id IN (SELECT U0.id FROM author U0 WHERE U0.name = ?) AND article.views = ?)',
      ['Kim', 1],
    ]);
  });

  test('an empty list finds nothing and sends nothing', async () => {
    const { queries } = await captureQueries(async () => {
      expect(await Article.objects.filter({ id__in: [] })).toEqual([]);
      expect(await Article.objects.none().count()).toBe(0);
    });
    expect(queries).toEqual([]);
  });

  onSqlite('a long list is one parameter', async () => {
    const ids = Array.from({ length: 40 }, (_, i) => i);
    const [sql, params] = await sent(Article.objects.filter({ id__in: ids }));
    expect(sql).toContain('article.id IN (SELECT value FROM json_each(?))');
    expect(params).toEqual([JSON.stringify(ids)]);
  });

  onSqlite('a year is a range, so that an index serves', async () => {
    expect(await sent(Article.objects.filter({ createdAt__year: 2024 }))).toEqual([
      'SELECT ... FROM article WHERE article.created_at BETWEEN ? AND ?',
      ['2024-01-01 00:00:00', '2024-12-31 23:59:59.999999'],
    ]);
  });
});

describe('the same shape', () => {
  test('is compiled once: other values give the same text', async () => {
    const ask = (views: number, title: string) =>
      sent(
        Article.objects
          .filter({ views, title })
          .orderBy('-id')
          .slice(views, views + 5),
      );
    const [first, second] = [await ask(1, 'a'), await ask(2, 'b')];
    expect(second[0]).toBe(first[0]);
    expect([first[1], second[1]]).toEqual([
      [1, 'a', 5, 1],
      [2, 'b', 5, 2],
    ]);
  });

  test('null is another shape than a value', async () => {
    expect((await sent(Article.objects.filter({ editor: 1 })))[0]).toMatch(/editor_id = \?$/);
    expect((await sent(Article.objects.filter({ editor: null })))[0]).toMatch(/editor_id IS NULL$/);
    expect((await sent(Article.objects.filter({ editor: 2 })))[0]).toMatch(/editor_id = \?$/);
  });

  test('literals of expressions are not mixed up', async () => {
    const [tag] = await Tag.objects.bulkCreate([new Tag({ name: 'a' })]);
    const plus = async (n: number) =>
      (await Tag.objects.annotate({ sum: F('id').add(n) }).values('sum'))[0]!.sum;
    expect([await plus(1), await plus(10), tag!.pk]).toEqual([2, 11, 1]);
  });
});

describe('columns, groups and order', () => {
  test('values() and annotate() group by what is selected', async () => {
    const { queries } = await captureQueries(async () => {
      await Article.objects
        .values('authorId')
        .annotate({ n: Count('id') })
        .orderBy('-n');
    });
    expect(plain(queries[0]!.sql)).toBe(
      'SELECT "blog_article"."author_id", COUNT(*) AS "n" FROM "blog_article" GROUP BY "blog_article"."author_id" ORDER BY "n" DESC',
    );
  });

  test('rows are counted as such where each has the key that is counted', async () => {
    const { queries } = await captureQueries(async () => {
      await Author.objects.annotate({
        own: Count('pk'),
        n: Count('article'),
        once: Count('pk', { distinct: true }),
      });
      await Author.objects.aggregate({ n: Count('pk', { filter: { name: 'Anna' } }) });
    });
    expect(plain(queries[0]!.sql)).toContain(
      'COUNT(*) AS "own", COUNT("blog_article"."id") AS "n", COUNT(DISTINCT "blog_author"."id") AS "once"',
    );
    expect(plain(queries[1]!.sql)).toContain('COUNT(');
    expect(plain(queries[1]!.sql)).not.toContain('*');
  });

  test('an annotation that is called like a column of a joined table is grouped by all the same', async () => {
    const anna = await Author.objects.create({ name: 'Anna' });
    for (const [title, content] of [
      ['a', 'x'],
      ['b', 'x'],
      ['c', 'y'],
    ] as const)
      await Article.objects.create({ title, content, author: anna });
    const rows = Author.objects
      .annotate({ title: F('article__content') })
      .values('title')
      .annotate({ n: Count('*') })
      .orderBy('title');
    expect(await rows).toEqual([
      { title: 'x', n: 2 },
      { title: 'y', n: 1 },
    ]);
  });

  test('a condition on an aggregate goes to HAVING', async () => {
    const [sql] = await sent(
      Author.objects.annotate({ n: Count('article') }).filter({ n__gt: 1, name: 'a' }),
    );
    expect(sql).toMatch(/WHERE author\.name = \? GROUP BY .* HAVING COUNT\(article\.id\) > \?$/);
  });

  test('count() of a slice counts the slice', async () => {
    await Tag.objects.bulkCreate(['a', 'b', 'c'].map((name) => new Tag({ name })));
    expect(await Tag.objects.slice(1, 10).count()).toBe(2);
    expect(await Tag.objects.distinct().count()).toBe(3);
  });

  onSqlite('nulls first and last, and random order', async () => {
    expect((await sent(Author.objects.orderBy(F('age').desc({ nullsLast: true }))))[0]).toMatch(
      /ORDER BY author\.age DESC NULLS LAST$/,
    );
    expect((await sent(Author.objects.orderBy('?')))[0]).toMatch(/ORDER BY RAND\(\) ASC$/);
  });

  test('ordering by a relation is ordering by its own order', async () => {
    expect((await sent(Contract.objects.orderBy('-tag')))[0]).toMatch(/ORDER BY tag\.name DESC$/);
  });

  test('only() leaves columns to be loaded when they are awaited, for all rows', async () => {
    const kim = await Author.objects.create({ name: 'Kim' });
    for (const title of ['a', 'b'])
      await Article.objects.create({ title, content: `${title}!`, author: kim });
    const { queries } = await captureQueries(async () => {
      const articles = await Article.objects.only('title').orderBy('id');
      const contents: unknown[] = [];
      for (const article of articles) contents.push(await article.content);
      expect(contents).toEqual(['a!', 'b!']);
      expect([...articles[0]!.getDeferredFields()]).not.toContain('content');
    });
    expect(queries).toHaveLength(2);
  });
});
