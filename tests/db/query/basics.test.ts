import { Count, captureQueries, F, Q, repr } from 'jango/db';
import { beforeEach, describe, expect, test } from 'vitest';
import { Article, Author, setUpDatabase, Tag } from './app.ts';

let kim: Author;
let lee: Author;

beforeEach(async () => {
  await setUpDatabase();
  kim = await Author.objects.create({ name: 'Kim', age: 30 });
  lee = await Author.objects.create({ name: 'Lee' });
  await Article.objects.create({ title: 'first', views: 5, author: kim, published: true });
  await Article.objects.create({ title: 'second', views: 7, author: kim, editor: lee });
  await Article.objects.create({ title: 'third', views: 9, author: lee });
});

const titles = async (rows: PromiseLike<Article[]>) => (await rows).map((article) => article.title);

describe('asking', () => {
  test('filter(), exclude() and orderBy() narrow and sort', async () => {
    expect(await titles(Article.objects.filter({ views__gt: 5 }).orderBy('-views'))).toEqual([
      'third',
      'second',
    ]);
    expect(await titles(Article.objects.exclude({ title__startswith: 't' }).orderBy('title'))).toEqual([
      'first',
      'second',
    ]);
    expect(await titles(Article.objects.filter({ author__name: 'Kim' }).orderBy('id'))).toEqual([
      'first',
      'second',
    ]);
    expect(await titles(Article.objects.filter({ author: lee }))).toEqual(['third']);
  });

  test('get() gives the one row, or says what was wrong', async () => {
    expect((await Article.objects.get({ title: 'first' })).views).toBe(5);
    await expect(Article.objects.get({ title: 'nothing' })).rejects.toThrow(
      'Article matching query does not exist.',
    );
    await expect(Article.objects.get({ title: 'nothing' })).rejects.toBeInstanceOf(Article.DoesNotExist);
    await expect(Article.objects.get({ author: kim })).rejects.toThrow(
      'get() returned more than one Article -- it returned 2!',
    );
  });

  test('count(), exists(), first(), last() and slices', async () => {
    expect(await Article.objects.count()).toBe(3);
    expect(await Article.objects.filter({ views: 5 }).exists()).toBe(true);
    expect((await Article.objects.orderBy('views').first())?.title).toBe('first');
    expect((await Article.objects.last())?.title).toBe('third');
    expect(await titles(Article.objects.orderBy('id').slice(1, 2))).toEqual(['second']);
    expect(await Article.objects.none()).toEqual([]);
  });

  test('Q combines conditions, F compares with another field', async () => {
    expect(
      await titles(Article.objects.filter(Q({ title: 'first' }).or(Q({ views: 9 }))).orderBy('id')),
    ).toEqual(['first', 'third']);
    expect(await titles(Article.objects.filter(Q({ title: 'first' }).not()).orderBy('id'))).toEqual([
      'second',
      'third',
    ]);
    expect(await titles(Article.objects.filter({ views__gt: F('author__age') }))).toEqual([]);
  });

  test('repr() shows the rows as the shell does', async () => {
    expect(await repr(Article.objects.orderBy('id'))).toBe(
      '<QuerySet [<Article: first>, <Article: second>, <Article: third>]>',
    );
  });

  test('annotate() and values() group', async () => {
    const authors = await Author.objects.annotate({ n: Count('article') }).orderBy('name');
    expect(authors.map((author) => [author.name, author.n])).toEqual([
      ['Kim', 2],
      ['Lee', 1],
    ]);
    expect(
      await Article.objects
        .values('author__name')
        .annotate({ n: Count('id') })
        .orderBy('author__name'),
    ).toEqual([
      { author__name: 'Kim', n: 2 },
      { author__name: 'Lee', n: 1 },
    ]);
  });
});

describe('relations', () => {
  test('awaiting a relation loads it for all rows of the query', async () => {
    const { queries } = await captureQueries(async () => {
      for (const article of await Article.objects.all())
        expect((await article.author).name).toMatch(/Kim|Lee/);
    });
    expect(queries).toHaveLength(2);
  });

  test('selectRelated() brings it in the same query', async () => {
    const { queries } = await captureQueries(async () => {
      const [article] = await Article.objects.selectRelated('author', 'editor').orderBy('id');
      expect(article!.author.name).toBe('Kim');
      expect(article!.editor).toBeNull();
    });
    expect(queries).toHaveLength(1);
  });

  test('reverse managers and many-to-many managers', async () => {
    expect(await titles(kim.articleSet.orderBy('id'))).toEqual(['first', 'second']);
    const article = await Article.objects.get({ title: 'first' });
    const [a, b] = [await Tag.objects.create({ name: 'a' }), await Tag.objects.create({ name: 'b' })];
    await article.tags.add(a, b);
    expect((await article.tags.all()).map(String)).toEqual(['a', 'b']);
    await article.tags.remove(a);
    expect(await article.tags.count()).toBe(1);
    await article.tags.set([a]);
    expect((await article.tags.all()).map(String)).toEqual(['a']);
    expect(await titles(a.articleSet.all())).toEqual(['first']);
    await article.tags.clear();
    expect(await article.tags.exists()).toBe(false);
  });

  test('prefetchRelated() loads a relation in one more query', async () => {
    const tag = await Tag.objects.create({ name: 'a' });
    for (const article of await Article.objects.all()) await article.tags.add(tag);
    const { queries } = await captureQueries(async () => {
      for (const article of await Article.objects.prefetchRelated('tags', 'author__articleSet')) {
        expect((await article.tags.all()).map(String)).toEqual(['a']);
        const author = await article.author;
        expect((await author.articleSet.all()).length).toBeGreaterThan(0);
      }
    });
    expect(queries).toHaveLength(4);
  });
});

describe('writing', () => {
  test('save() inserts and then updates', async () => {
    const article = new Article({ title: 'new', author: kim });
    expect(article.pk).toBeNull();
    await article.save();
    expect(article.pk).toBe(4);
    article.title = 'changed';
    await article.save();
    expect((await Article.objects.get({ pk: 4 })).title).toBe('changed');
    expect(await Article.objects.count()).toBe(4);
  });

  test('update() and delete() count what they did', async () => {
    expect(await Article.objects.filter({ author: kim }).update({ views: F('views').add(1) })).toBe(2);
    expect((await Article.objects.get({ title: 'first' })).views).toBe(6);
    expect(await kim.delete()).toEqual([3, { 'blog.Article': 2, 'blog.Author': 1 }]);
    expect(await Author.objects.count()).toBe(1);
  });

  test('getOrCreate() and updateOrCreate()', async () => {
    const [tag, created] = await Tag.objects.getOrCreate({ name: 'x' });
    expect([tag.name, created]).toEqual(['x', true]);
    expect((await Tag.objects.getOrCreate({ name: 'x' }))[1]).toBe(false);
    const [author, made] = await Author.objects.updateOrCreate({ name: 'Kim' }, { defaults: { age: 31 } });
    expect([author.age, made]).toEqual([31, false]);
  });

  test('bulkCreate() and bulkUpdate()', async () => {
    const tags = await Tag.objects.bulkCreate(['p', 'q'].map((name) => new Tag({ name })));
    expect(tags.map((tag) => tag.pk)).toEqual([1, 2]);
    for (const tag of tags) tag.name += '!';
    expect(await Tag.objects.bulkUpdate(tags, ['name'])).toBe(2);
    expect((await Tag.objects.all()).map(String)).toEqual(['p!', 'q!']);
  });
});

describe('mistakes', () => {
  test('an unknown keyword lists the choices and suggests the nearest', () => {
    // @ts-expect-error -- there is no field 'titel'
    expect(() => Article.objects.filter({ titel: 'x' })).toThrow(
      /Cannot resolve keyword 'titel' into field\. Did you mean 'title'\? Choices are: author, /,
    );
  });

  test('an order from a request is checked, never written', () => {
    for (const name of ['title; DROP TABLE x', '__proto__', 'title"', 'author__nam', '-']) {
      expect(() => Article.objects.orderBy(name)).toThrow(/Cannot resolve keyword/);
    }
  });
});
