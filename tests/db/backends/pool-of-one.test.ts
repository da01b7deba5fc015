import { connections } from 'jango/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allEngines } from '../../support/engines.ts';
import { ALL, Article, Author, makeTables } from '../query/app.ts';

describe.each(await allEngines())('a pool of one connection to $name', ({ settings, absent }) => {
  describe.skipIf(absent !== undefined)('is enough', () => {
    beforeAll(async () => {
      const OPTIONS = settings.ENGINE === 'sqlite3' ? {} : { pool: { max: 1, acquireTimeout: 2 } };
      await makeTables('blog', ALL, { ...settings, OPTIONS });
      const [kim, lee] = await Author.objects.bulkCreate([
        new Author({ name: 'Kim' }),
        new Author({ name: 'Lee' }),
      ]);
      await Article.objects.bulkCreate(
        Array.from({ length: 6 }, (_, i) => new Article({ title: `t${i}`, author: i % 2 === 0 ? kim : lee })),
      );
    });
    afterAll(() => connections.closeAll());

    test('to ask about each row while rows come one by one', async () => {
      const seen: string[] = [];
      for await (const article of Article.objects.orderBy('pk').iterator({ chunkSize: 2 })) {
        seen.push(`${article.title} ${(await article.author).name}`);
        await Article.objects.filter({ pk: article.pk }).update({ views: 1 });
      }
      expect(seen).toEqual(['t0 Kim', 't1 Lee', 't2 Kim', 't3 Lee', 't4 Kim', 't5 Lee']);
      expect(await Article.objects.filter({ views: 1 }).count()).toBe(6);
    });

    test('to load relations of the rows that come one by one', async () => {
      const seen: number[] = [];
      for await (const author of Author.objects
        .orderBy('pk')
        .prefetchRelated('articleSet')
        .iterator({ chunkSize: 1 }))
        seen.push((await author.articleSet.all()).length);
      expect(seen).toEqual([3, 3]);
    });
  });
});
