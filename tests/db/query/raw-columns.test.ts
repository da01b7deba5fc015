import { captureQueries, connection, Decimal, RawSQL } from 'jango/db';
import { beforeEach, describe, expect, test } from 'vitest';
import { Article, Author, Pizzeria, Restaurant, setUpDatabase } from './app.ts';

beforeEach(async () => {
  await setUpDatabase();
  const kim = await Author.objects.create({ name: 'Kim' });
  const lee = await Author.objects.create({ name: 'Lee' });
  await Article.objects.create({ title: 'first', views: 5, author: kim });
  await Article.objects.create({ title: 'second', views: 7, author: kim });
  await Article.objects.create({ title: 'third', views: 9, author: lee });
});

describe('the columns of raw()', () => {
  test('of a join that both tables have are those of the first', async () => {
    const rows = await Article.objects.raw<Article & { name: string }>(
      'SELECT a.*, w.* FROM blog_article a JOIN blog_author w ON w.id = a.author_id ORDER BY a.id',
    );
    expect(rows.map(({ id, title, name }) => [id, title, name])).toEqual([
      [1, 'first', 'Kim'],
      [2, 'second', 'Kim'],
      [3, 'third', 'Lee'],
    ]);
    const [twice] = await Article.objects.raw("SELECT id, 99 AS id, title, 'z' AS title FROM blog_article");
    expect([twice!.id, twice!.title]).toEqual([1, 'first']);
    expect(Object.keys(twice!).filter((name) => name === 'title')).toHaveLength(1);
  });

  test('set the key when one is named pk, and go through setters of the class', async () => {
    const [row] = await Article.objects.raw('SELECT id, 77 AS pk FROM blog_article WHERE id = 1');
    expect([row!.id, row!.pk]).toEqual([77, 77]);
  });

  test.each([
    ['author', 'author_id, 77 AS author'],
    ['tags', '77 AS tags'],
    ['commentSet', '77 AS "commentSet"'],
  ])('may not be named as the relation %s', async (name, columns) => {
    const sql = `SELECT id, ${columns} FROM blog_article`.replaceAll('"', connection.ops.quoteName('a')[0]!);
    await expect(Promise.resolve(Article.objects.raw(sql))).rejects.toThrow(
      `The statement of raw() has a column '${name}', and Article.${name} stands for related objects. Give the column another name: SELECT ... AS ${name}_value.`,
    );
  });

  test('may be a relation by translations', async () => {
    const translations = { writer: 'author' };
    const sql = 'SELECT id, 2 AS writer FROM blog_article WHERE id = 1';
    const [row] = await Article.objects.raw(sql, [], { translations });
    expect(row!.authorId).toBe(2);
  });

  test('of a child have the keys of its parents in them', async () => {
    await Pizzeria.objects.create({ name: 'Da Kim', pizza: true, oven: 'wood' });
    const { queries } = await captureQueries(async () => {
      const [row] = await Pizzeria.objects.raw('SELECT * FROM blog_pizzeria');
      expect([row!.id, row!.pk, row!.oven]).toEqual([1, 1, 'wood']);
      const [parent] = await Restaurant.objects.raw('SELECT * FROM blog_restaurant');
      expect([parent!.id, parent!.pizza]).toEqual([1, true]);
    });
    expect(queries).toHaveLength(2);
  });

  test('are missing in a statement that gives no rows, which is an error', async () => {
    const sql = "UPDATE blog_article SET title = 'x' WHERE id = -1";
    await expect(Promise.resolve(Article.objects.raw(sql))).rejects.toThrow(
      'The statement of raw() was sent, and is none that gives rows. Begin it with SELECT',
    );
  });
});

describe("values of SQL of one's own", () => {
  test('are moments and decimals as columns keep them', async () => {
    const at = new Date('2020-01-02T03:04:05Z');
    await Article.objects.filter({ id: 2 }).update({ createdAt: at, views: 3 });
    const sql = 'SELECT * FROM blog_article WHERE created_at = %s';
    expect((await Article.objects.raw(sql, [at])).map(({ id }) => id)).toEqual([2]);
    const same = RawSQL<number>('CASE WHEN created_at = %s THEN 1 ELSE 0 END', [at]);
    expect(await Article.objects.annotate({ same }).filter({ same: 1 }).count()).toBe(1);
    const cursor = connection.cursor();
    await cursor.execute(sql.replace('*', 'id'), [at]);
    expect(cursor.fetchall().map(([id]) => Number(id))).toEqual([2]);
    const views = 'SELECT id FROM blog_article WHERE views = %s';
    expect((await Article.objects.raw(views, [new Decimal('3')])).map(({ id }) => id)).toEqual([2]);
    await expect(Promise.resolve(Article.objects.raw(sql, [new Date('x')]))).rejects.toThrow('invalid Date');
  });
});

test('the text of raw() shows the values', () => {
  const rows = Article.objects.raw("SELECT * FROM a WHERE id = %s AND b LIKE '%%' AND c = %s", [1, 'x']);
  expect(String(rows)).toBe("<RawQuerySet: SELECT * FROM a WHERE id = 1 AND b LIKE '%' AND c = x>");
  expect(String(Article.objects.raw('SELECT %(a)s', { a: 5 }))).toBe('<RawQuerySet: SELECT 5>');
});
