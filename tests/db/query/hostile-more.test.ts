/** What is wrong with what came of it: SQL that was built from it, an error that is none of ours, a polluted prototype, no end. */
import { connection, connections, StringAgg } from 'jango/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FrameworkError } from '../../../src/core/errors/framework-error.ts';
import { allEngines } from '../../support/engines.ts';
import { ALL, Article, Author, makeTables, Reading, Tag } from './app.ts';
import { harmOfEach } from './harm.ts';
import { MORE_NAME_DOORS, MORE_VALUE_DOORS } from './hostile-more-doors.ts';
import { MORE_NAMES, MORE_VALUES } from './hostile-more-values.ts';

describe.each(await allEngines())('on $name', ({ settings, absent }) => {
  describe.skipIf(absent !== undefined)('from outside', () => {
    beforeAll(async () => {
      await makeTables('blog', ALL, settings);
      const tag = await Tag.objects.create({ name: 'plain' });
      const author = await Author.objects.create({ name: 'Kim' });
      const article = await Article.objects.create({ title: 'first', author });
      await article.tags.add(tag);
      await Reading.objects.create({ serial: 1, data: { a: 1 } });
    });

    afterAll(async () => {
      expect(await connection.query('SELECT COUNT(*) FROM blog_tag')).not.toEqual([[0]]);
      await connections.closeAll();
    });

    test.each(Object.entries(MORE_VALUE_DOORS))(
      '%s takes every value as a parameter, or says clearly that it does not',
      async (_door, door) => {
        expect(await harmOfEach(MORE_VALUES, door)).toEqual([]);
      },
      120_000,
    );

    test('a delimiter joins as it is, also where the database takes none as a parameter', async () => {
      await Tag.objects.create({ name: 'second' });
      for (const [what, text] of MORE_VALUES) {
        const made = (async () =>
          Tag.objects
            .filter({ name__in: ['plain', 'second'] })
            .aggregate({ x: StringAgg('name', text as never, { ordering: 'name' }) as never }))();
        const { x } = (await made.catch((error: unknown) => ({ x: error }))) as { x: unknown };
        if (x instanceof FrameworkError) continue;
        expect(x, what).toBe(`plain${Buffer.from(text as string).toString()}second`);
      }
    });

    test.each(Object.entries(MORE_NAME_DOORS))(
      '%s takes a name, or refuses it',
      async (_door, door) => {
        expect(await harmOfEach(MORE_NAMES, door)).toEqual([]);
      },
      60_000,
    );
  });
});
