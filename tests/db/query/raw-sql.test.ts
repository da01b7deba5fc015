import { captureQueries, F, fields, Q, RawSQL } from 'jango/db';
import { beforeEach, expect, expectTypeOf, test } from 'vitest';
import { Article, Author, setUpDatabase } from './app.ts';

beforeEach(async () => {
  await setUpDatabase();
  const kim = await Author.objects.create({ name: 'Kim' });
  await Article.objects.create({ title: 'first', views: 5, author: kim });
  await Article.objects.create({ title: 'second', views: 7, author: kim });
});

test('RawSQL is a value of a query, with parameters beside the text', async () => {
  const rows = Article.objects.annotate({ size: RawSQL<number>('length(title) + %s', [10]) });
  expect((await rows.orderBy('size')).map((article) => article.size)).toEqual([15, 16]);
  expectTypeOf((await rows.get({ title: 'first' })).size).toEqualTypeOf<number>();
  expect((await rows.filter({ size__gt: 15 })).map((article) => article.title)).toEqual(['second']);
  const hostile = Article.objects.annotate({ same: RawSQL('%s', ["'; DROP TABLE x; --"]) });
  const { queries } = await captureQueries(async () => (await hostile)[0]);
  expect(queries[0]!.sql).not.toContain('DROP');
});

test('RawSQL computes with other expressions, and orders', async () => {
  const rows = Article.objects.orderBy(RawSQL('views %% %s', [7]).asc()).annotate({
    sum: RawSQL<number>('views', [], { outputField: new fields.IntegerField() }).add(F('id')),
  });
  expect((await rows).map((article) => article.title)).toEqual(['second', 'first']);
  expect((await rows).map((article) => article.sum)).toEqual([9, 6]);
});

test('complexFilter() takes an object of lookups or a Q', async () => {
  const titles = async (conditions: object) =>
    (await Article.objects.complexFilter(conditions)).map((article) => article.title);
  expect(await titles({ views__gt: 5 })).toEqual(['second']);
  expect(await titles(Q({ views: 5 }).or({ title: 'second' }))).toEqual(['first', 'second']);
});
