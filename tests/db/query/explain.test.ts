import { captureQueries, connection } from 'jango/db';
import { beforeEach, expect, test } from 'vitest';
import { Article, setUpDatabase } from './app.ts';

beforeEach(() => setUpDatabase());

const some = () => Article.objects.filter({ views__gt: 5 });
const formats = { sqlite: [], postgresql: ['json', 'TEXT', 'xml', 'yaml'], mysql: ['json', 'text'] };

test('explain() tells the plan, in the formats of the database', async () => {
  expect(await some().explain()).toContain('blog_article');
  for (const format of formats[connection.vendor as keyof typeof formats])
    expect(await some().explain({ format })).toContain('blog_article');
  for (const format of [null, ''])
    expect(await some().explain({ format: format as never })).toContain('blog_article');
  await expect(some().explain({ format: 'prose' })).rejects.toThrow("'prose' is not a recognized format.");
});

test('a query that is not sent has no plan', async () => {
  const { queries } = await captureQueries(async () => {
    expect(await Article.objects.none().explain()).toBe('');
    expect(await Article.objects.filter({ pk__in: [] }).explain()).toBe('');
  });
  expect(queries).toEqual([]);
});

test('queries that are combined are explained as one', async () => {
  const { queries } = await captureQueries(async () => {
    expect(await some().union(some(), { all: true }).orderBy('id').slice(0, 2).explain()).toContain(
      'blog_article',
    );
  });
  expect(queries).toHaveLength(1);
  expect(queries[0]!.sql).toMatch(/^EXPLAIN .*UNION ALL/s);
});

test('options are those of the database, and names alone', async () => {
  await expect(some().explain({ bogus: true, another: 1 })).rejects.toThrow(
    'Unknown options: another, bogus.',
  );
  await expect(some().explain({ 'a b': true })).rejects.toThrow('Invalid option name: "a b".');
  if (connection.vendor === 'sqlite')
    return expect(some().explain({ analyze: true })).rejects.toThrow('SQLite has no options for explain().');
  if (connection.vendor === 'mysql')
    return expect(await some().explain({ analyze: true })).toContain('blog_');
  const { queries } = await captureQueries(async () => {
    expect(await some().explain({ analyze: true, costs: false })).toContain('Execution Time');
    await some()
      .explain({ genericPlan: true, serialize: 'binary' })
      .catch(() => 'older servers lack them');
    await expect(some().explain({ serialize: 'x) DELETE' })).rejects.toThrow(
      "serialize is 'text' or 'binary'",
    );
  });
  expect(queries[1]!.sql).toContain('EXPLAIN (GENERIC_PLAN true, SERIALIZE BINARY) ');
});
