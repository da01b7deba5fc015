import * as forms from 'jango/forms';
import { Engine } from 'jango/template';
import { beforeEach, expect, test } from 'vitest';
import { canonicalHtml } from '../../conformance/forms/matching.ts';
import { Article, Author, setUpBlog, Tag } from './blog/models.ts';

class ArticleForm extends forms.ModelForm<Article> {
  static meta: forms.ModelFormMeta<Article> = {
    model: Article,
    fields: ['title', 'kind', 'author', 'tags'],
    labels: { title: 'Headline' },
    errorMessages: { title: { required: 'Every article has a headline.' } },
  };
}

let ann: Author;
let bob: Author;
beforeEach(async () => {
  ({ ann, bob } = await setUpBlog());
});

const data = (more: Record<string, unknown> = {}) => ({
  title: 'Hello',
  kind: 'o',
  author: String(ann.pk),
  ...more,
});

test('fields are made of the model’s, in the order that the meta lists', () => {
  const form = new ArticleForm();
  expect(
    Object.entries(form.fields).map(([name, field]) => [name, field.constructor.name, field.required]),
  ).toEqual([
    ['title', 'CharField', true],
    ['kind', 'TypedChoiceField', true],
    ['author', 'ModelChoiceField', true],
    ['tags', 'ModelMultipleChoiceField', false],
  ]);
  expect(form.get('title').label).toBe('Headline');
  expect(form.get('title').helpText).toBe('Short.');
  expect(form.get('kind').initial).toBe('n');
});

test('a valid form is saved as a new row, with its many-to-many relations', async () => {
  const sea = await Tag.objects.get({ name: 'sea' });
  const form = new ArticleForm(data({ tags: [String(sea.pk)] }));
  expect(await form.isValid()).toBe(true);
  const saved = await form.save();
  const found = await Article.objects.get({ pk: saved.pk });
  expect([found.title, found.kind, found.authorId]).toEqual(['Hello', 'o', ann.pk]);
  expect((await found.tags.all()).map(String)).toEqual(['sea']);
});

test('the choices of relations are rows, read when the form is drawn', async () => {
  const form = new ArticleForm();
  expect(() => String(form)).toThrow('depends on data that is not loaded');
  const html = await new Engine().fromString('{{ form.author }}{{ form.tags }}').render({ form });
  expect(canonicalHtml(html)).toBe(
    canonicalHtml(`
      <select name="author" required id="id_author">
        <option value="" selected>---------</option><option value="1">Ann</option><option value="2">Bob</option></select>
      <select name="tags" id="id_tags" multiple><option value="2">art</option><option value="1">sea</option></select>`),
  );
});

test('a form of an instance starts with its values, and changes it', async () => {
  const article = await Article.objects.create({ title: 'Old', author: bob });
  await article.tags.add(await Tag.objects.get({ name: 'art' }));
  const shown = new ArticleForm(undefined, { instance: article });
  const html = String(await shown.toHtml());
  expect(html).toContain('value="Old"');
  expect(html).toContain('<option value="2" selected>Bob</option>');
  expect(html).toContain('<option value="2" selected>art</option>');

  const form = new ArticleForm(data({ title: 'New', author: String(bob.pk) }), { instance: article });
  expect(await form.isValid()).toBe(true);
  expect(form.changedData).toEqual(['title', 'kind', 'tags']);
  await form.save();
  await article.refreshFromDb();
  expect([article.title, article.kind]).toEqual(['New', 'o']);
  expect(await article.tags.count()).toBe(0);
});

test('what cannot be chosen is refused', async () => {
  const form = new ArticleForm(data({ author: '99', tags: ['1', '77'], kind: 'x' }));
  expect(await form.isValid()).toBe(false);
  expect(form.errors.getJsonData()).toEqual({
    kind: [
      { message: 'Select a valid choice. x is not one of the available choices.', code: 'invalid_choice' },
    ],
    author: [
      {
        message: 'Select a valid choice. That choice is not one of the available choices.',
        code: 'invalid_choice',
      },
    ],
    tags: [
      { message: 'Select a valid choice. 77 is not one of the available choices.', code: 'invalid_choice' },
    ],
  });
});

test('keys that cannot be keys are refused, not passed to the database', async () => {
  const form = new ArticleForm(data({ author: "1' OR '1'='1", tags: ['x'] }));
  expect(await form.isValid()).toBe(false);
  expect(form.hasError('author', 'invalid_choice')).toBe(true);
  expect(form.hasError('tags', 'invalid_pk_value')).toBe(true);
});

test('the model validates what the form cannot know: its own clean(), and what is unique', async () => {
  const bad = new ArticleForm(data({ title: 'bad' }));
  await bad.isValid();
  expect([...bad.errors.get('title')!]).toEqual(['Not that one.']);

  await Article.objects.create({ title: 'Hello', author: ann });
  const twice = new ArticleForm(data());
  expect(await twice.isValid()).toBe(false);
  expect([...twice.nonFieldErrors()]).toEqual(['Article with this Author and Title already exists.']);

  const AuthorForm = forms.modelFormFactory(Author, { fields: ['name'] });
  const taken = new AuthorForm({ name: 'Ann' });
  expect(await taken.isValid()).toBe(false);
  expect([...taken.errors.get('name')!]).toEqual(['Author with this Name already exists.']);
  expect(await new AuthorForm({ name: 'Ann' }, { instance: ann }).isValid()).toBe(true);
});

test('texts of the meta go over those of the model and its fields', async () => {
  const form = new ArticleForm(data({ title: '' }));
  await form.isValid();
  expect([...form.errors.get('title')!]).toEqual(['Every article has a headline.']);
});

test('a form with errors cannot be saved', async () => {
  await expect(new ArticleForm(data({ title: '' })).save()).rejects.toThrow(
    "The Article could not be created because the data didn't validate.",
  );
});

test('save({ commit: false }) writes nothing until the object and its relations are saved', async () => {
  class TitleForm extends forms.ModelForm<Article> {
    static meta: forms.ModelFormMeta<Article> = { model: Article, fields: ['title', 'tags'] };
  }
  const form = new TitleForm({ title: 'Mine', tags: ['1'] });
  const article = await form.save({ commit: false });
  expect(await Article.objects.count()).toBe(0);
  article.author = ann;
  await article.save();
  await form.saveM2m();
  expect(await article.tags.count()).toBe(1);
});

test('a field that was not sent keeps the model’s default', async () => {
  const form = new ArticleForm({ title: 'Hello', author: '1', kind: 'n' });
  await form.save();
  const PublishForm = forms.modelFormFactory(Article, { fields: ['title', 'author'] });
  const saved = await new PublishForm({ title: 'Two', author: '1' }).save();
  expect([saved.kind, saved.published]).toEqual(['n', false]);
});

test('rows to choose from can be narrowed in the constructor', async () => {
  class OwnForm extends ArticleForm {
    constructor(data?: forms.FormData, options?: forms.ModelFormOptions<Article>) {
      super(data, options);
      (this.fields['author'] as forms.fields.ModelChoiceField<Author>).queryset = Author.objects.filter({
        name: 'Bob',
      });
    }
  }
  expect(await new OwnForm(data()).isValid()).toBe(false);
  expect(await new OwnForm(data({ author: '2' })).isValid()).toBe(true);
});

test('a form may add fields of its own, and replace one of the model’s', async () => {
  class ShoutForm extends forms.ModelForm<Article> {
    static meta: forms.ModelFormMeta<Article> = { model: Article, fields: ['title', 'author'] };
    title = forms.CharField({ maxLength: 3 });
    loud = forms.BooleanField({ required: false });

    cleanTitle(title: string) {
      return this.cleanedData.loud ? title.toUpperCase() : title;
    }
  }
  expect(Object.keys(new ShoutForm().fields)).toEqual(['title', 'author', 'loud']);
  expect(await new ShoutForm({ title: 'long', author: '1' }).isValid()).toBe(false);
  expect((await new ShoutForm({ title: 'abc', author: '1' }).save()).title).toBe('abc');
});

test('a template that goes over rows to choose from waits for them', async () => {
  class PickForm extends forms.ModelForm<Article> {
    static meta: forms.ModelFormMeta<Article> = {
      model: Article,
      fields: ['author'],
      widgets: { author: forms.RadioSelect },
    };
  }
  const template = '{% for radio in form.author %}{{ radio.choice_label }},{% endfor %}';
  expect(String(await new Engine().fromString(template).render({ form: new PickForm() }))).toBe('Ann,Bob,');
});

test('a template that shows errors of a form nobody has validated waits for the validation', async () => {
  const form = new ArticleForm(data({ author: '99' }));
  const template = '{{ form.errors.author.0 }}|{{ form.title.errors|length }}';
  expect(String(await new Engine().fromString(template).render({ form }))).toBe(
    'Select a valid choice. That choice is not one of the available choices.|0',
  );
});

test('a field may be taken out of a form of a model', async () => {
  const form = new ArticleForm(data());
  delete form.fields['author'];
  expect(Object.keys(form.fields)).toEqual(['title', 'kind', 'tags']);
  expect(await form.isValid()).toBe(true);
});
