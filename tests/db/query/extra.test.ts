import { captureQueries, connection } from 'jango/db';
import { beforeEach, expect, expectTypeOf, test } from 'vitest';
import { Article, Author, setUpDatabase } from './app.ts';

let kim: Author;

beforeEach(async () => {
  await setUpDatabase();
  kim = await Author.objects.create({ name: 'Kim', age: 30 });
  const lee = await Author.objects.create({ name: 'Lee', age: 40 });
  await Article.objects.create({ title: 'one', views: 1, author: kim });
  await Article.objects.create({ title: 'two', views: 20, author: lee });
});

test('columns, conditions and an order in SQL, their values bound', async () => {
  const { result, queries } = await captureQueries(async () =>
    Article.objects.extra({
      select: { double: 'views * %s', size: 'LENGTH(title)' },
      selectParams: [2],
      where: ['views > %s OR title = %s', "title <> '%%'"],
      params: [10, "o'ne"],
      orderBy: ['-double'],
    }),
  );
  expect(result.map((row) => [row.title, Number(row.double), Number(row.size)])).toEqual([['two', 40, 3]]);
  expectTypeOf(result[0]!.double).toEqualTypeOf<unknown>();
  expect(queries[0]!.sql).not.toContain("o'ne");
});

test('the columns are names for what follows', async () => {
  const rows = Article.objects.extra({ select: { double: 'views * 2' } }).orderBy('double');
  expect((await rows.values('title', 'double')).map((row) => [row.title, Number(row.double)])).toEqual([
    ['one', 2],
    ['two', 40],
  ]);
  expect(await rows.filter({ author: kim }).count()).toBe(1);
  expect(
    await Article.objects
      .extra({ where: ['views > 5'] })
      .exclude({ title: 'x' })
      .valuesList('title', { flat: true }),
  ).toEqual(['two']);
});

test('more tables, tied by conditions', async () => {
  const named = Article.objects.extra({
    tables: ['blog_author'],
    where: ['blog_author.id = author_id', 'blog_author.name = %s'],
    params: ['Lee'],
  });
  expect((await named).map((row) => row.title)).toEqual(['two']);
  expect(await named.count()).toBe(1);
  const sorted = Article.objects.extra({
    tables: ['blog_author'],
    where: ['blog_author.id = author_id'],
    orderBy: ['-blog_author.age'],
  });
  expect((await sorted).map((row) => row.title)).toEqual(['two', 'one']);
  if (connection.features.updateCanSelfSelect) {
    expect(await named.update({ views: 5 })).toBe(1);
    expect(await Article.objects.filter({ views: 5 }).valuesList('title', { flat: true })).toEqual(['two']);
  }
});

test('what is no name, or lacks its value, is refused', () => {
  const { objects } = Article;
  expect(() => objects.extra({ select: { 'a"b': '1' } })).toThrow(/cannot name a column/);
  expect(() => objects.extra({ tables: ['blog_author"; DROP TABLE x'] })).toThrow(/is no name of a table/);
  expect(() => objects.extra({ orderBy: ['blog_author.name; --'] })).toThrow(/is no column/);
  expect(() => objects.extra({ orderBy: ['nope'] })).toThrow(/Cannot resolve keyword 'nope'/);
  expect(() => objects.extra({ where: ['title = %s'] })).toThrow(
    'extra() has 1 times %s in its SQL, and 0 values in params.',
  );
  expect(() => objects.extra({ select: { x: '1' }, selectParams: [1] })).toThrow(
    /0 times %s in its SQL, and 1 values in selectParams/,
  );
  expect(() => objects.slice(0, 1).extra({ where: ['1 = 1'] })).toThrow(/slice/);
});
