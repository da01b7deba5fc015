import { atomic, captureQueries, connection, NotSupportedError, TransactionManagementError } from 'jango/db';
import { beforeEach, describe, expect, test } from 'vitest';
import { Article, Author, Pizzeria, setUpDatabase } from '../query/app.ts';

beforeEach(async () => {
  await setUpDatabase();
  const author = await Author.objects.create({ name: 'Kim' });
  await Article.objects.create({ title: 'a', author });
  await Pizzeria.objects.create({ name: 'Da Mimmo', oven: 'wood' });
});

/** What a query locks; nothing where the database cannot lock rows. */
async function locks(body: () => PromiseLike<unknown>): Promise<string[]> {
  const { queries } = await captureQueries(() => atomic(() => body()));
  return queries.flatMap(({ sql }) => sql.match(/FOR (NO KEY )?UPDATE.*/)?.[0] ?? []);
}

test('rows are locked inside of a transaction alone, also where it is only asked whether there are any', async () => {
  const rows = Author.objects.selectForUpdate();
  expect(await rows.none()).toEqual([]);
  const outside = [() => rows, () => rows.exists(), () => rows.first(), () => rows.values('name')];
  for (const ask of outside) {
    const answer = Promise.resolve().then(() => ask() as PromiseLike<unknown>);
    if (connection.features.hasSelectForUpdate)
      await expect(answer).rejects.toThrow(TransactionManagementError);
    else await answer;
  }
  expect(await rows.count()).toBe(1);
  expect(await atomic(() => rows.exists())).toBe(true);
});

describe('of names the tables whose rows are locked', () => {
  const quoted = (...tables: string[]) => tables.map((table) => connection.ops.quoteName(table)).join(', ');

  test('the own one, those of parents, and those that are read along', async () => {
    const pizzerias = (...of: string[]) => locks(async () => await Pizzeria.objects.selectForUpdate({ of }));
    const { hasSelectForUpdateOf, hasSelectForUpdate } = connection.features;
    if (hasSelectForUpdate && !hasSelectForUpdateOf) {
      await expect(pizzerias('self')).rejects.toThrow(NotSupportedError);
      return;
    }
    if (!hasSelectForUpdate) return;
    expect(await pizzerias('self')).toEqual([`FOR UPDATE OF ${quoted('blog_pizzeria')}`]);
    expect(await pizzerias('self', 'restaurantPtr__placePtr')).toEqual([
      `FOR UPDATE OF ${quoted('blog_pizzeria', 'blog_place')}`,
    ]);
    const articles = Article.objects.selectRelated('author').selectForUpdate({ of: ['author'] });
    expect(await locks(async () => await articles)).toEqual([`FOR UPDATE OF ${quoted('blog_author')}`]);
  });

  test('and any other name is an error with those that there are', async () => {
    if (!connection.features.hasSelectForUpdateOf) return;
    const plain = Article.objects.selectForUpdate({ of: ['author'] });
    await expect(locks(async () => await plain)).rejects.toThrow(
      'Invalid field name(s) given in selectForUpdate({ of: [...] }): author. Only relations that the query follows are allowed. Choices are: self.',
    );
    const pizzerias = Pizzeria.objects.selectForUpdate({ of: ['oven', 'self', 'placePtr'] });
    const refused = locks(async () => await pizzerias);
    await expect(refused).rejects.toThrow(
      /: oven, placePtr\. .* Choices are: self, restaurantPtr, restaurantPtr__placePtr\./,
    );
  });
});
