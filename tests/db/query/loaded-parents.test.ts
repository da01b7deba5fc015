import { ValidationError } from 'jango/core/errors';
import { captureQueries, models } from 'jango/db';
import { beforeEach, expect, expectTypeOf, test } from 'vitest';
import { Article, Author, makeTables, Place, Tag } from './app.ts';

class Inn extends Place {
  place = models.OneToOneField(() => Place, { onDelete: models.CASCADE, parentLink: true, primaryKey: true });
  rooms = models.IntegerField({ default: 1 });
  static override objects = models.Manager<Inn>();
}

beforeEach(() => makeTables('inns', [Author, Tag, Article, Place, Inn]));

test("selectRelated() of the link to a parent's row loads the parent", async () => {
  await Inn.objects.create({ name: 'Bear', rooms: 3 });
  const { queries, result } = await captureQueries(() => Inn.objects.selectRelated('place').get());
  expectTypeOf(result.place.name).toEqualTypeOf<string>();
  expect(result.place.name).toBe('Bear');
  expect(result.place).toBeInstanceOf(Place);
  expect(queries).toHaveLength(1);
});

test('refreshFromDb() keeps what the given QuerySet joined', async () => {
  const author = await Author.objects.create({ name: 'Kim' });
  const { pk } = await Article.objects.create({ title: 'A', author });
  const article = await Article.objects.get({ pk });
  const { queries } = await captureQueries(async () => {
    await article.refreshFromDb({ fromQueryset: Article.objects.selectRelated('author') });
    expect((await article.author).name).toBe('Kim');
  });
  expect(queries).toHaveLength(1);
});

test('the code of a ValidationError is the one that it was given', async () => {
  expect(new ValidationError('x', { code: 'odd' }).code).toBe('odd');
  expect(new ValidationError(new ValidationError('x', { code: 'odd', params: { n: 1 } }))).toMatchObject({
    code: 'odd',
    params: { n: 1 },
    messages: ['x'],
  });
  expect(new ValidationError('x').code).toBe('core.validation');
  const error = await new Article({ title: '' }).fullClean().catch((thrown: unknown) => thrown);
  expect((error as ValidationError).errorDict?.get('title')?.map(({ code }) => code)).toEqual(['blank']);
});
