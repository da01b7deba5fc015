import { Http404 } from 'jango/http';
import { getListOr404, getObjectOr404 } from 'jango/shortcuts';
import { beforeEach, expect, expectTypeOf, test } from 'vitest';
import { Article, Author, setUpBlog } from '../forms/blog/models.ts';

beforeEach(async () => {
  const { ann } = await setUpBlog();
  await Article.objects.create({ title: 'One', author: ann });
});

test('getObjectOr404() gives the object, of a model, a manager or a query', async () => {
  const article = await getObjectOr404(Article, { title: 'One' });
  expectTypeOf(article).toEqualTypeOf<Article>();
  expect(article.title).toBe('One');
  expect((await getObjectOr404(Article.objects, { pk: article.pk })).title).toBe('One');
  const withAuthor = await getObjectOr404(Article.objects.selectRelated('author'), { pk: article.pk });
  expect(withAuthor.author.name).toBe('Ann');
});

test('getObjectOr404() throws Http404 when there is none, and says what was looked for', async () => {
  await expect(getObjectOr404(Article, { title: 'None' })).rejects.toThrow(
    new Http404('No Article matches the given query.'),
  );
});

test('getObjectOr404() leaves several objects to the caller', async () => {
  await expect(getObjectOr404(Author)).rejects.toThrow(Author.MultipleObjectsReturned);
});

test('getListOr404() gives a list that is not empty', async () => {
  expect(await getListOr404(Article, { title__startswith: 'O' })).toHaveLength(1);
  await expect(getListOr404(Article.objects.all(), { title: 'None' })).rejects.toThrow(Http404);
});

test('names of fields are checked', () => {
  // @ts-expect-error -- the model has no such field
  expect(() => getObjectOr404(Article, { titel: 'One' })).toBeDefined();
});
