import { type Decimal, models, registerModel } from 'jango/db';
import { expect, expectTypeOf, test } from 'vitest';

const Status = models.TextChoices({ DRAFT: ['d', 'Draft'], LIVE: 'l' });

class Author extends models.Model {
  name = models.CharField({ maxLength: 50 });
  age = models.IntegerField({ null: true });
  favourite = models.ForeignKey(() => Article, { onDelete: models.SET_NULL, null: true, relatedName: '+' });
  declare articleSet: models.RelatedManager<Article>;
  static objects = models.Manager<Author>();
}
class Tag extends models.Model {
  name = models.CharField({ maxLength: 20 });
  static objects = models.Manager<Tag>();
}
class Category extends models.Model {
  name = models.CharField({ maxLength: 20 });
  parent = models.ForeignKey(() => Category, { onDelete: models.CASCADE, null: true });
  static objects = models.Manager<Category>();
}
abstract class Stamped extends models.Model {
  createdAt = models.DateTimeField({ autoNowAdd: true });
  static meta: models.Meta = { abstract: true };
}
class Article extends Stamped {
  title = models.CharField({ maxLength: 10 });
  price = models.DecimalField({ maxDigits: 5, decimalPlaces: 2 });
  published = models.BooleanField({ default: false });
  status = models.CharField({ maxLength: 1, choices: Status, default: Status.DRAFT });
  data = models.JSONField<{ colour: string }>({ default: () => ({ colour: 'red' }) });
  author = models.ForeignKey(() => Author, { onDelete: models.CASCADE });
  category = models.ForeignKey(() => Category, { onDelete: models.SET_NULL, null: true });
  tags = models.ManyToManyField(() => Tag, { blank: true });
  static objects = models.Manager<Article>();
  static override meta: models.Meta<Article> = { ordering: ['-createdAt', 'author__name'] };

  get shout() {
    return this.title.toUpperCase();
  }
}
for (const model of [Author, Tag, Category, Article]) registerModel(model, 'typed');

class Special extends Article {
  extra = models.TextField({ null: true });
  static override objects = models.Manager<Special>();
}
registerModel(Special, 'typed');

// What follows is about types: it is compiled, and never called.
const compiled = (_body: () => unknown) => expect(Article._meta.model).toBe(Article);

test('fields are typed as their values', () => {
  const article = new Article();
  expectTypeOf(article.title).toEqualTypeOf<string>();
  expectTypeOf(article.price).toEqualTypeOf<Decimal>();
  expectTypeOf(article.status).toEqualTypeOf<'d' | 'l'>();
  expectTypeOf(article.data).toEqualTypeOf<{ colour: string }>();
  expectTypeOf(article.pk).toEqualTypeOf<number>();
  expectTypeOf(new Author().age).toEqualTypeOf<number | null>();
});

test('a relation has to be awaited, and may be assigned', () => {
  compiled(async () => {
    const article = new Article();
    expectTypeOf((await article.author).name).toEqualTypeOf<string>();
    expectTypeOf(await article.category).toEqualTypeOf<Category | null>();
    // @ts-expect-error -- the author is not loaded yet
    article.author.name;
    article.author = new Author();
    // @ts-expect-error -- a tag is no author
    article.author = new Tag();
  });
});

test('conditions are checked through relations at any depth', () => {
  compiled(() => [
    Article.objects.filter({ title: 'x', title__icontains: 'x', author__age__gt: 3, pk: 1, id__in: [1, 2] }),
    Article.objects.filter({ author: new Author(), category: null, authorId: 3, tags__name__in: ['a'] }),
    Article.objects.filter({
      createdAt__year__gte: 2024,
      createdAt__date: '2024-01-01',
      createdAt__lt: new Date(),
    }),
    Article.objects.filter({ category__parent__parent__name__startswith: 'x', category__isnull: true }),
    Article.objects.filter({
      data__colour: 'red',
      data__colour__icontains: 'r',
      price__gte: '9.90',
      status: 'd',
    }),
    Author.objects.exclude({ article__title: 'x', article__tags__name: 'y' }).get({ name: 'z' }),
    Article.objects.filter({ [`title__${'exact'}`]: 'a computed name is let through' }),
  ]);
});

test('wrong conditions are compile errors that say what is wrong', () => {
  compiled(() => [
    // @ts-expect-error -- Type 'string' is not assignable to type 'CannotResolveKeyword<"titel">'
    Article.objects.filter({ titel: 'x' }),
    // @ts-expect-error -- there is no such lookup
    Article.objects.filter({ title__foo: 'x' }),
    // @ts-expect-error -- Type 'number' is not assignable to type 'LookupTakes<string>'
    Article.objects.filter({ title: 3 }),
    // @ts-expect-error -- an age is a number
    Article.objects.filter({ author__age__gt: 'x' }),
    // @ts-expect-error -- an author has no such field
    Article.objects.filter({ author__nam: 'x' }),
    // @ts-expect-error -- not one of the choices
    Article.objects.exclude({ status: 'x' }),
    // @ts-expect-error -- a tag is no author
    Article.objects.get({ author: new Tag() }),
    // @ts-expect-error -- isnull takes a boolean
    Article.objects.filter({ category__isnull: 'yes' }),
  ]);
});

test('orderings and names of fields are checked', () => {
  compiled(() => [
    Article.objects.orderBy('-createdAt', 'author__name', '?').reverse().distinct(),
    // @ts-expect-error -- there is no such field
    Article.objects.orderBy('-nope'),
    Article.objects.only('title').defer('status'),
    // @ts-expect-error -- there is no such field
    Article.objects.only('titel'),
    // @ts-expect-error -- a title leads nowhere
    Article.objects.selectRelated('title'),
  ]);
});

test('values() and valuesList() type their rows', () => {
  compiled(async () => {
    const [row] = await Article.objects.values(
      'title',
      'author__name',
      'category__name',
      'author',
      'createdAt__year',
    );
    expectTypeOf(row!).toEqualTypeOf<{
      title: string;
      author__name: string;
      category__name: string | null;
      author: number;
      createdAt__year: number;
    }>();
    const [pair] = await Article.objects.valuesList('title', 'author__age');
    expectTypeOf(pair!).toEqualTypeOf<[string, number | null]>();
    const titles = await Article.objects.valuesList('title', { flat: true });
    expectTypeOf(titles).toEqualTypeOf<string[]>();
    const [all] = await Article.objects.values();
    expectTypeOf(all!.authorId).toEqualTypeOf<number>();
    expectTypeOf(all!.categoryId).toEqualTypeOf<number | null>();
    // @ts-expect-error -- there is no such field
    Article.objects.values('nope');
  });
});

test('selectRelated() gives the objects themselves', () => {
  compiled(async () => {
    const article = await Article.objects.selectRelated('author', 'category__parent').get({ pk: 1 });
    expectTypeOf(article.author.name).toEqualTypeOf<string>();
    expectTypeOf(article.category?.parent?.name).toEqualTypeOf<string | undefined>();
    expectTypeOf(article.shout).toEqualTypeOf<string>();
  });
});

test('rows are written with the types of their fields', () => {
  compiled(async () => {
    await Article.objects.create({ title: 'x', author: new Author(), categoryId: null, price: '1.50' });
    // @ts-expect-error -- there is no such field
    await Article.objects.create({ titel: 'x' });
    // @ts-expect-error -- a title is a text
    await Article.objects.create({ title: 3 });
    await Article.objects.filter({ pk: 1 }).update({ title: 'y', authorId: 3 });
    // @ts-expect-error -- tags are changed through article.tags
    await Article.objects.update({ tags: [] });
    const [object, created] = await Article.objects.getOrCreate(
      { title: 'x' },
      { defaults: { published: true } },
    );
    expectTypeOf(object).toEqualTypeOf<Article>();
    expectTypeOf(created).toEqualTypeOf<boolean>();
    const author = await Author.objects.get({ pk: 1 });
    await author.articleSet.filter({ title: 'x' }).count();
    await object.tags.add(new Tag(), 3);
    // @ts-expect-error -- a tag is no article
    await author.articleSet.add(new Tag());
  });
});

test('meta names fields that are there', () => {
  // @ts-expect-error -- there is no such field
  const wrong: models.Meta<Article> = { ordering: ['-titel'] };
  expect(wrong.ordering).toEqual(['-titel']);
});
