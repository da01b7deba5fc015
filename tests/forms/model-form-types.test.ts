import { models, registerModel } from 'jango/db';
import * as forms from 'jango/forms';
import { expect, expectTypeOf, test } from 'vitest';
import { standIn } from '../db/models/persistence-stand-in.ts';

standIn();

class Author extends models.Model {
  name = models.CharField({ maxLength: 20 });
}
class Tag extends models.Model {
  name = models.CharField({ maxLength: 20 });
}
class Article extends models.Model {
  title = models.CharField({ maxLength: 10 });
  content = models.TextField({ blank: true });
  author = models.ForeignKey(() => Author, { onDelete: models.CASCADE, null: true });
  tags = models.ManyToManyField(() => Tag);
  day = models.DateField({ null: true });
}
for (const model of [Author, Tag, Article]) registerModel(model, 'typed');

test('the names in a meta are checked against the model', () => {
  class Good extends forms.ModelForm<Article> {
    static meta: forms.ModelFormMeta<Article> = {
      model: Article,
      fields: ['title', 'tags'],
      labels: { title: 'Headline' },
      widgets: { title: forms.Textarea },
    };
  }
  class Bad extends forms.ModelForm<Article> {
    static meta: forms.ModelFormMeta<Article> = {
      model: Article,
      // @ts-expect-error -- the model has no such field
      fields: ['titel'],
      // @ts-expect-error -- nor this one
      labels: { contents: 'Text' },
    };
  }
  expect(Good.meta.fields).toEqual(['title', 'tags']);
  expect(() => new Bad().fields).toThrow(
    "Unknown field(s) (titel) specified for Article. Did you mean 'title'?",
  );
});

test('cleaned data has the types of the model’s properties, and of the fields the form adds', () => {
  class ArticleForm extends forms.ModelForm<Article> {
    static meta: forms.ModelFormMeta<Article> = { model: Article, fields: '__all__' };
    notify = forms.BooleanField({ required: false });

    cleanTitle() {
      expectTypeOf(this.cleanedData.title).toEqualTypeOf<string>();
      return this.cleanedData.title.trim();
    }
  }
  type Cleaned = ArticleForm['cleanedData'];
  expectTypeOf<Cleaned['author']>().toEqualTypeOf<Author | null>();
  expectTypeOf<Cleaned['tags']>().toEqualTypeOf<Tag[]>();
  expectTypeOf<Cleaned['notify']>().toEqualTypeOf<boolean>();
  // @ts-expect-error -- neither the model nor the form has it
  expectTypeOf<Cleaned['titel']>();
  expectTypeOf<Awaited<ReturnType<ArticleForm['save']>>>().toEqualTypeOf<Article>();
  // @ts-expect-error -- the instance has to be an Article
  expect(() => new ArticleForm(undefined, { instance: new Author() })).toBeDefined();
});

test('a model form that says nothing of its fields is refused', () => {
  class Silent extends forms.ModelForm<Article> {
    static meta: forms.ModelFormMeta<Article> = { model: Article };
  }
  expect(() => new Silent()).toThrow('The meta of Silent has neither `fields` nor `exclude`.');
});

test('a field that cannot be edited cannot be asked for', () => {
  class Stamp extends models.Model {
    at = models.DateTimeField({ autoNow: true });
  }
  registerModel(Stamp, 'typed');
  const StampForm = forms.modelFormFactory(Stamp, { fields: ['at'] });
  expect(() => new StampForm()).toThrow(
    "'at' cannot be specified for Stamp model form as it is a non-editable field.",
  );
});
