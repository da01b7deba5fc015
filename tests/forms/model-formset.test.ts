import * as forms from 'jango/forms';
import { Engine } from 'jango/template';
import { beforeEach, expect, test } from 'vitest';
import { Article, Author, setUpBlog } from './blog/models.ts';

let ann: Author;
let bob: Author;
beforeEach(async () => {
  ({ ann, bob } = await setUpBlog());
});

const counts = (total: number, initial: number, prefix = 'form') => ({
  [`${prefix}-TOTAL_FORMS`]: String(total),
  [`${prefix}-INITIAL_FORMS`]: String(initial),
});

test('a model formset changes, adds and deletes rows', async () => {
  const AuthorSet = forms.modelFormsetFactory(Author, { fields: ['name'], canDelete: true });
  const formset = new AuthorSet({
    ...counts(3, 2),
    ...{ 'form-0-id': String(ann.pk), 'form-0-name': 'Anna' },
    ...{ 'form-1-id': String(bob.pk), 'form-1-name': 'Bob', 'form-1-DELETE': 'on' },
    ...{ 'form-2-id': '', 'form-2-name': 'Cid' },
  });
  expect(await formset.isValid()).toBe(true);
  expect((await formset.save()).map(String)).toEqual(['Anna', 'Cid']);
  expect((await Author.objects.orderBy('name')).map(String)).toEqual(['Anna', 'Cid']);
  expect(formset.changedObjects.map(([object, fields]) => [String(object), fields])).toEqual([
    ['Anna', ['name']],
  ]);
  expect(formset.deletedObjects).toHaveLength(1);
});

test('it shows a form for each row, with the key of the row, and extra ones', async () => {
  const AuthorSet = forms.modelFormsetFactory(Author, { fields: ['name'], extra: 1 });
  const formset = new AuthorSet(null, { queryset: Author.objects.filter({ name: 'Bob' }) });
  expect(() => formset.forms).toThrow('Call `await formset.prepare()` first');
  const html = String(await formset.toHtml());
  expect(html).toContain('name="form-INITIAL_FORMS" value="1"');
  expect(html).toContain('name="form-0-name" value="Bob"');
  expect(html).toContain(`name="form-0-id" value="${bob.pk}"`);
  expect(html).toContain('name="form-1-name"');
});

test('a row that is not among those of the formset cannot be changed', async () => {
  const AuthorSet = forms.modelFormsetFactory(Author, { fields: ['name'] });
  const data = { ...counts(1, 1), 'form-0-id': String(ann.pk), 'form-0-name': 'Mine' };
  const formset = new AuthorSet(data, { queryset: Author.objects.filter({ name: 'Bob' }) });
  expect(await formset.isValid()).toBe(false);
  expect(formset.forms[0]!.errors.getJsonData()).toMatchObject({ id: [{ code: 'invalid_choice' }] });
});

test('two forms may not have the same where the model wants unique values', async () => {
  const AuthorSet = forms.modelFormsetFactory(Author, { fields: ['name'] });
  const formset = new AuthorSet({ ...counts(2, 0), 'form-0-name': 'Q', 'form-1-name': 'Q' });
  expect(await formset.isValid()).toBe(false);
  expect([...formset.nonFormErrors()]).toEqual(['Please correct the duplicate data for name.']);
  expect([...formset.forms[1]!.nonFieldErrors()]).toEqual(['Please correct the duplicate values below.']);
});

test('an inline formset edits the rows of one parent', async () => {
  const article = await Article.objects.create({ title: 'One', author: ann });
  await Article.objects.create({ title: 'Other', author: bob });
  const ArticleSet = forms.inlineFormsetFactory(Author, Article, { fields: ['title'], extra: 1 });
  const shown = new ArticleSet(null, { instance: ann });
  await shown.prepare();
  expect(shown.forms).toHaveLength(2);
  expect(shown.prefix).toBe('articles');

  const formset = new ArticleSet(
    {
      ...counts(2, 1, 'articles'),
      ...{
        'articles-0-id': String(article.pk),
        'articles-0-author': String(ann.pk),
        'articles-0-title': 'Uno',
      },
      ...{ 'articles-1-author': String(ann.pk), 'articles-1-title': 'Two' },
    },
    { instance: ann },
  );
  expect(await formset.isValid()).toBe(true);
  await formset.save();
  expect((await ann.articles.orderBy('pk')).map((each) => each.title)).toEqual(['Uno', 'Two']);
  expect(await bob.articles.count()).toBe(1);
});

test('an inline form cannot be moved to another parent, and may not repeat what is unique with it', async () => {
  const ArticleSet = forms.inlineFormsetFactory(Author, Article, { fields: ['title'] });
  const moved = new ArticleSet(
    { ...counts(1, 0, 'articles'), 'articles-0-author': String(bob.pk), 'articles-0-title': 'X' },
    { instance: ann },
  );
  expect(await moved.isValid()).toBe(false);
  expect(moved.forms[0]!.errors.getJsonData()).toMatchObject({
    author: [{ message: 'The inline value did not match the parent instance.' }],
  });

  const twice = new ArticleSet(
    { ...counts(2, 0, 'articles'), 'articles-0-title': 'X', 'articles-1-title': 'X' },
    { instance: ann },
  );
  expect(await twice.isValid()).toBe(false);
  expect([...twice.nonFormErrors()]).toEqual(['Please correct the duplicate data for title.']);
});

test('a new parent is saved first, then its rows', async () => {
  const ArticleSet = forms.inlineFormsetFactory(Author, Article, { fields: ['title'] });
  const cid = new Author({ name: 'Cid' });
  const formset = new ArticleSet(
    { ...counts(1, 0, 'articles'), 'articles-0-title': 'First' },
    { instance: cid },
  );
  expect(await formset.isValid()).toBe(true);
  await cid.save();
  const [article] = await formset.save();
  expect(article!.authorId).toBe(cid.pk);
});

test('a model without a relation to the parent is refused', () => {
  expect(() => forms.inlineFormsetFactory(Article, Author, { fields: ['name'] })).toThrow(
    "'blog.Author' has no ForeignKey to 'blog.Article'.",
  );
});

test('a template that goes through the forms waits for the rows', async () => {
  const AuthorSet = forms.modelFormsetFactory(Author, { fields: ['name'], extra: 0 });
  const template = '{{ formset.management_form }}{% for form in formset %}{{ form.name.value }},{% endfor %}';
  const html = String(await new Engine().fromString(template).render({ formset: new AuthorSet() }));
  expect(html).toContain('name="form-INITIAL_FORMS" value="2"');
  expect(html.endsWith('Ann,Bob,')).toBe(true);
});
