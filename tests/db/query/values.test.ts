import { Max, Prefetch, Sum } from 'jango/db';
import { beforeEach, describe, expect, test } from 'vitest';
import { Article, Author, Comment, Reading, setUpDatabase, Tag } from './app.ts';

beforeEach(setUpDatabase);

describe('integers beyond 2^53', () => {
  const SERIAL = 9_007_199_254_740_993n;

  test('come back as they were stored, and smaller ones as numbers', async () => {
    await Reading.objects.create({ serial: SERIAL as unknown as number });
    await Reading.objects.create({ serial: 7 });
    expect(await Reading.objects.orderBy('-serial').valuesList('serial', { flat: true })).toEqual([
      SERIAL,
      7,
    ]);
    const [found] = await Reading.objects.filter({ serial: SERIAL as unknown as number });
    expect(found!.serial).toBe(SERIAL);
    expect(typeof found!.id).toBe('number');
  });

  test('are summed up exactly', async () => {
    await Reading.objects.create({ serial: SERIAL as unknown as number });
    await Reading.objects.create({ serial: 2 });
    const { sum, max } = await Reading.objects.aggregate({ sum: Sum('serial'), max: Max('serial') });
    expect([sum, max]).toEqual([SERIAL + 2n, SERIAL]);
  });

  test('are streamed as they are', async () => {
    await Reading.objects.create({ serial: SERIAL as unknown as number });
    const serials: unknown[] = [];
    for await (const { serial } of Reading.objects.all().iterator()) serials.push(serial);
    expect(serials).toEqual([SERIAL]);
  });
});

test('null in JSON is found by null, an absent value by isnull', async () => {
  await Reading.objects.create({ serial: 1, data: null });
  await Reading.objects.create({ serial: 2, data: { key: null } });
  expect(await Reading.objects.filter({ data: null }).count()).toBe(0);
  expect(await Reading.objects.filter({ data__isnull: true }).valuesList('serial', { flat: true })).toEqual([
    1,
  ]);
  expect(await Reading.objects.filter({ data__key: null }).valuesList('serial', { flat: true })).toEqual([2]);
});

describe('a sliced QuerySet in Prefetch', () => {
  test('is that many for each object', async () => {
    const author = await Author.objects.create({ name: 'Anna' });
    for (const title of ['a', 'b']) {
      const article = await Article.objects.create({ title, author });
      for (const score of [1, 2, 3])
        await Comment.objects.create({ article, text: `${title}${score}`, score });
    }
    const queryset = Comment.objects.orderBy('-score').slice(0, 2);
    const articles = await Article.objects
      .orderBy('title')
      .prefetchRelated(Prefetch('commentSet', { queryset }));
    const texts = await Promise.all(
      articles.map(async (article) => (await article.commentSet.all()).map(({ text }) => text)),
    );
    expect(texts).toEqual([
      ['a3', 'a2'],
      ['b3', 'b2'],
    ]);
    const later = Comment.objects.orderBy('-score').slice(2, 3);
    const [first] = await Article.objects
      .orderBy('title')
      .prefetchRelated(Prefetch('commentSet', { queryset: later }));
    expect((await first!.commentSet.all()).map(({ text }) => text)).toEqual(['a1']);
  });

  test('is that many for each object over a join table, too', async () => {
    const author = await Author.objects.create({ name: 'Anna' });
    const tags = await Tag.objects.bulkCreate(['x', 'y', 'z'].map((name) => new Tag({ name })));
    for (const title of ['a', 'b']) await (await Article.objects.create({ title, author })).tags.set(tags);
    const queryset = Tag.objects.orderBy('-name').slice(0, 1);
    const articles = await Article.objects.prefetchRelated(Prefetch('tags', { queryset }));
    for (const article of articles) {
      expect((await article.tags.all()).map(({ name }) => name)).toEqual(['z']);
    }
  });
});
