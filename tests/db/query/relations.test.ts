import {
  atomic,
  Count,
  captureQueries,
  connection,
  Exists,
  F,
  FilteredRelation,
  fields,
  functions,
  models,
  OuterRef,
  Prefetch,
  Q,
  registerLookup,
  Subquery,
  unregisterLookup,
} from 'jango/db';
import { ModelState, ProjectState } from 'jango/db/migrations';
import { Engine } from 'jango/template';
import { beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { Article, Author, Comment, Pizzeria, Place, Restaurant, setUpDatabase, Tag } from './app.ts';

let kim: Author;

beforeEach(async () => {
  await setUpDatabase();
  kim = await Author.objects.create({ name: 'Kim', age: 40 });
});

describe('set() of a relation', () => {
  test('takes a QuerySet as well as a list', async () => {
    const article = await Article.objects.create({ title: 'a', author: kim });
    for (const name of ['red', 'green', 'blue']) await Tag.objects.create({ name });
    await article.tags.set(Tag.objects.filter({ name__in: ['red', 'blue'] }));
    expect((await article.tags.all()).map(String)).toEqual(['blue', 'red']);
    await article.tags.set([]);
    expect(await article.tags.count()).toBe(0);
    expectTypeOf(article.tags.set).toBeCallableWith(Tag.objects.all());
    // @ts-expect-error -- a QuerySet of comments is none of tags
    void (() => article.tags.set(Comment.objects.all()));
  });

  test('takes one for a reverse foreign key, too', async () => {
    const lee = await Author.objects.create({ name: 'Lee' });
    await Article.objects.create({ title: 'a', author: kim, editor: kim });
    await Article.objects.create({ title: 'b', author: kim, editor: kim });
    const edited = (lee as unknown as { edited: models.RelatedManager<Article> }).edited;
    await edited.set(Article.objects.filter({ title: 'b' }));
    expect((await edited.all()).map(String)).toEqual(['b']);
  });
});

describe('the parent of a child in multi-table inheritance', () => {
  type Linked = { restaurantPtr: PromiseLike<Restaurant> };

  beforeEach(async () => {
    await Pizzeria.objects.create({ name: 'Da Mimmo', pizza: true, oven: 'wood' });
  });

  test('is made of the values of the child, without a query', async () => {
    const pizzeria = await Pizzeria.objects.get({ name: 'Da Mimmo' });
    const { result, queries } = await captureQueries(() => (pizzeria as unknown as Linked).restaurantPtr);
    expect(queries).toEqual([]);
    expect(result).toBeInstanceOf(Restaurant);
    expect([result.name, result.pizza, result.pk, result._state.adding]).toEqual([
      'Da Mimmo',
      true,
      pizzeria.pk,
      false,
    ]);
  });

  test('is loaded when some of its values are deferred', async () => {
    const pizzeria = await Pizzeria.objects.defer('name').get({ oven: 'wood' });
    const { result, queries } = await captureQueries(() => (pizzeria as unknown as Linked).restaurantPtr);
    expect(queries).toHaveLength(1);
    expect(result.name).toBe('Da Mimmo');
  });
});

describe('FilteredRelation', () => {
  beforeEach(async () => {
    await Article.objects.create({ title: 'a', author: kim, views: 5, content: 'long' });
  });

  test('of several steps links the object to what it belongs to, not to the instance', async () => {
    await (await Article.objects.get({})).tags.add(await Tag.objects.create({ name: 'red' }));
    const tags = await Tag.objects
      .annotate({ writer: FilteredRelation('article__author') } as never)
      .selectRelated('writer' as never);
    const { writer } = tags[0] as unknown as { writer: Author };
    expect([writer.name, writer.age]).toEqual(['Kim', 40]);
  });

  test('can be deferred in part', async () => {
    const [author] = await Author.objects
      .annotate({ busy: FilteredRelation('article', { condition: Q({ article__views__gt: 1 }) }) } as never)
      .selectRelated('busy' as never)
      .defer('busy__content' as never);
    const { busy } = author as unknown as { busy: Article };
    expect([busy.title, [...busy.getDeferredFields()]]).toEqual(['a', ['content']]);
  });
});

describe('expressions', () => {
  test('update() refuses an annotation of another table', async () => {
    await Article.objects.create({ title: 'a', author: kim });
    await expect(
      Article.objects.annotate({ writer: F('author__name') }).update({ title: F('writer') } as never),
    ).rejects.toThrow('Joined field references are not permitted in this query.');
    const name = Subquery(Author.objects.filter({ pk: OuterRef('authorId') }).values('name'));
    await Article.objects.annotate({ writer: name }).update({ title: F('writer') } as never);
    expect((await Article.objects.get({})).title).toBe('Kim');
  });

  test('a subquery groups by an annotation whose table has another name in it', async () => {
    const article = await Article.objects.create({ title: 'a', author: kim });
    await article.tags.add(await Tag.objects.create({ name: 'red' }));
    const grouped = Tag.objects
      .annotate({ written: F('article__author') } as never)
      .values('written' as never)
      .annotate({ times: Count('*') } as never)
      .values('written' as never);
    expect((await Author.objects.filter({ pk__in: grouped as never })).map(String)).toEqual(['Kim']);
  });

  test('a subquery may look for a pattern of the query around it', async () => {
    await Article.objects.create({ title: 'Kim says', author: kim });
    const titled = Article.objects.filter({ title__startswith: OuterRef('name') } as never);
    expect((await Author.objects.filter(Exists(titled) as never)).map(String)).toEqual(['Kim']);
  });

  test('rows are found by a QuerySet of the parents of what a relation points at', async () => {
    await Restaurant.objects.create({ name: 'Casa' });
    expect(await Restaurant.objects.filter({ pk__in: Place.objects.all() as never }).count()).toBe(1);
  });
});

test('onDelete SET_NULL is one UPDATE that looks at no row', async () => {
  const lee = await Author.objects.create({ name: 'Lee' });
  await Article.objects.create({ title: 'a', author: kim, editor: lee });
  const { queries } = await captureQueries(() => lee.delete());
  const written = queries.map(({ sql }) => sql.replaceAll('`', '"').split(' ').slice(0, 3).join(' '));
  expect(written).toContain('UPDATE "blog_article" SET');
  expect(queries.filter(({ sql }) => sql.startsWith('SELECT') && sql.includes('"editor_id" IN'))).toEqual([]);
  expect(await Article.objects.filter({ editor: null }).count()).toBe(1);
});

test('a rounded value can be looked up once the function is registered', async () => {
  registerLookup(fields.IntegerField, functions.Round);
  try {
    expect(await Author.objects.filter({ age__round__gt: 39 } as never).count()).toBe(1);
  } finally {
    unregisterLookup(fields.IntegerField, functions.Round);
  }
});

describe('models made of states of migrations', () => {
  const named = (name: string) => new Map([[name, new fields.CharField({ maxLength: 9 })]]);

  test('a model with several parents has the fields of all of them', () => {
    const state = new ProjectState([
      new ModelState('a', 'Person', { fields: named('name') }),
      new ModelState('a', 'Politician', {
        fields: new Map<string, fields.Field>([...key('politicianId'), ...named('title')]),
      }),
      new ModelState('a', 'Senator', { fields: named('state'), bases: ['a.Person', 'a.Politician'] }),
    ]);
    const names = state.apps.getModel('a.Senator')._meta.concreteFields.map((field) => field.name);
    expect(names).toEqual(expect.arrayContaining(['name', 'title', 'state', 'politicianId']));
  });

  test('a unique constraint that waits for the commit is made where the database has such', async () => {
    const constraints = [
      new models.UniqueConstraint({ name: 'later', fields: ['name'], deferrable: 'deferred' }),
      new models.UniqueConstraint({ name: 'now', fields: ['name'] }),
    ];
    const state = new ProjectState([
      new ModelState('a', 'Person', { fields: named('name'), options: { constraints } }),
    ]);
    const editor = await connection.schemaEditor({ collectSql: true });
    await editor.run(() => editor.createModel(state.apps.getModel('a.Person')));
    const sql = editor.collectedSql.join().replaceAll('`', '"');
    expect(sql).toContain('CONSTRAINT "now" UNIQUE');
    const { supportsDeferrableUniqueConstraints = false } = connection.features;
    expect(sql.includes('CONSTRAINT "later"')).toBe(supportsDeferrableUniqueConstraints);
  });

  function key(name: string) {
    return new Map([[name, new fields.AutoField({ primaryKey: true })]]);
  }
});

describe('a relation that must not be empty, and is', () => {
  const NO_AUTHOR = { message: 'Article has no author.' };

  test('fails when it is awaited, before it is set and after', async () => {
    const article = new Article({ title: 'a' });
    expect(article.authorId).toBeNull();
    await expect(article.author).rejects.toMatchObject(NO_AUTHOR);
    await expect(article.author).rejects.toBeInstanceOf(Author.DoesNotExist);
    article.author = kim;
    expect(await article.author).toBe(kim);
    Object.assign(article, { authorId: null });
    await expect(article.author).rejects.toThrow('Article has no author.');
    expect(await new Article().editor).toBeNull();
  });

  test('prints nothing in a template', async () => {
    const engine = new Engine();
    const template = engine.fromString('[{{ article.author.name }}{% if article.author %}yes{% endif %}]');
    expect(await template.render({ article: new Article() })).toBe('[]');
  });

  test('fails, too, when the queryset that loaded it has left its object out', async () => {
    await Article.objects.create({ title: 'a', author: kim, editor: kim });
    const queryset = Author.objects.filter({ name: 'Lee' });
    const [article] = await Article.objects.prefetchRelated(
      Prefetch('author', { queryset }),
      Prefetch('editor', { queryset }),
    );
    await expect(article!.author).rejects.toMatchObject(NO_AUTHOR);
    expect(article!.authorId).toBe(kim.pk);
    expect(await article!.editor).toBeNull();
  });
});

describe('relations that are asked for all at once', () => {
  test('are loaded by one query, as columns are', async () => {
    for (const title of ['a', 'b', 'c']) await Article.objects.create({ title, author: kim, editor: kim });
    const loaded = await captureQueries(async () => {
      const articles = await Article.objects.defer('content');
      const names = articles.map(async (article) => (await article.author).name);
      return Promise.all([...names, ...articles.map((article) => article.content)]);
    });
    expect(loaded.result).toEqual(['Kim', 'Kim', 'Kim', '', '', '']);
    expect(loaded.queries).toHaveLength(3);
  });

  test('are not waited for in another transaction, which may wait for this one', async () => {
    for (const title of ['a', 'b']) await Article.objects.create({ title, author: kim });
    const [first, second] = await Article.objects.all();
    await atomic(async () => {
      const inner = atomic(async () => {
        await Author.objects.count();
        return first!.author;
      });
      await Promise.resolve();
      const authors = await Promise.all([inner, second!.author]);
      expect(authors.map(String)).toEqual(['Kim', 'Kim']);
    });
  });
});

describe('a fetch mode', () => {
  beforeEach(async () => {
    for (const title of ['a', 'b']) {
      const article = await Article.objects.create({ title, author: kim, editor: kim });
      await Comment.objects.create({ article, text: title });
    }
  });

  const editors = async (articles: Iterable<Article>) => {
    for (const article of articles) expect(String(await article.editor)).toBe('Kim');
  };

  test('is that of the objects, too, which an instance leads to', async () => {
    const forbidden = /'editor' of Article \d+ is not loaded, and the query said fetchMode\('raise'\)/;
    const [author] = await Author.objects.fetchMode('raise').prefetchRelated('articleSet');
    await expect(editors(await author!.articleSet.all())).rejects.toThrow(forbidden);
    const [bare] = await Author.objects.fetchMode('raise');
    await expect(editors(await bare!.articleSet.all())).rejects.toThrow(forbidden);
    await editors(await bare!.articleSet.fetchMode('peers'));
    const [comment] = await Comment.objects.fetchMode('raise').selectRelated('article');
    await expect(editors([comment!.article])).rejects.toThrow(forbidden);

    const rows = await Author.objects.fetchMode('one').prefetchRelated('articleSet');
    const { queries } = await captureQueries(async () => editors(await rows[0]!.articleSet.all()));
    expect(queries).toHaveLength(2);
  });

  test('holds for columns, whose instance need not be shown for the error', async () => {
    const [article] = await Article.objects.fetchMode('raise').defer('title');
    await expect((async () => await article!.title)()).rejects.toThrow(
      `'title' of Article ${article!.pk} is not loaded, and the query said fetchMode('raise'). Leave it out of defer(), or name it in only().`,
    );
  });
});
