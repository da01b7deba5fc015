import {
  atomic,
  captureQueries,
  connection,
  IntegrityError,
  m2mChanged,
  models,
  ProtectedError,
  postDelete,
  postInit,
  postSave,
  preSave,
  RestrictedError,
} from 'jango/db';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  Article,
  Author,
  Comment,
  Contract,
  Invoice,
  makeTables,
  Pizzeria,
  Place,
  Profile,
  Quote,
  Restaurant,
  setUpDatabase,
  Tag,
} from './app.ts';

let kim: Author;

beforeEach(async () => {
  await setUpDatabase();
  kim = await Author.objects.create({ name: 'Kim' });
});

describe('save()', () => {
  test('many rows are inserted from instances and from the values of create()', async () => {
    const rows = [
      { title: 'a', author: kim, views: 1 },
      new Article({ title: 'b', author: kim }),
      { title: 'c', authorId: kim.pk },
    ];
    const made = await Article.objects.bulkCreate(rows);
    expect(made.every((article) => article instanceof Article && article.pk !== null)).toBe(true);
    expect(await Article.objects.orderBy('title').valuesList('title', 'views', 'author')).toEqual([
      ['a', 1, kim.pk],
      ['b', 0, kim.pk],
      ['c', 0, kim.pk],
    ]);
    // @ts-expect-error an author is no article
    await expect(Article.objects.bulkCreate([kim])).rejects.toThrow();
    // @ts-expect-error there is no such field
    await expect(Article.objects.bulkCreate([{ title: 'd', autor: kim }])).rejects.toThrow(
      /Did you mean 'author'/,
    );
    // @ts-expect-error a title is a text
    await expect(Article.objects.bulkCreate([{ title: 7, author: kim }], { batchSize: 0 })).rejects.toThrow(
      /[Bb]atch/,
    );
  });

  test('a related object that is not saved is refused, and nothing is written', async () => {
    const articles = [
      new Article({ title: 'a', author: kim }),
      new Article({ title: 'b', author: new Author({ name: 'Lee' }) }),
    ];
    await expect(articles[1]!.save()).rejects.toThrow(/unsaved related object 'author'/);
    await expect(Article.objects.bulkCreate(articles)).rejects.toThrow(
      /^bulkCreate\(\) prohibited .* 'author'/,
    );
    expect(await Article.objects.count()).toBe(0);
  });

  test('an insert and an update are one statement each', async () => {
    const article = new Article({ title: 'a', author: kim });
    const insert = await captureQueries(() => article.save());
    const update = await captureQueries(() => article.save());
    expect(insert.queries.map(({ sql }) => sql.split(' ')[0])).toEqual(['INSERT']);
    expect(update.queries.map(({ sql }) => sql.split(' ')[0])).toEqual(['UPDATE']);
  });

  test('updateFields writes these and no others', async () => {
    const article = await Article.objects.create({ title: 'a', views: 1, author: kim });
    article.title = 'b';
    article.views = 2;
    await article.save({ updateFields: ['title'] });
    await article.refreshFromDb();
    expect([article.title, article.views]).toEqual(['b', 1]);
    await expect(article.save({ updateFields: ['titel'] })).rejects.toThrow(/Did you mean 'title'/);
  });

  test('a related object that is not saved is refused, not lost', async () => {
    const article = new Article({ title: 'a', author: new Author({ name: 'new' }) });
    await expect(article.save()).rejects.toThrow(/unsaved related object 'author'/);
  });

  test('forceInsert names the models whose rows are inserted', async () => {
    const place = await Place.objects.create({ name: 'here' });
    const values = { id: place.pk, name: 'here' };
    const child = new Pizzeria(values as never);
    await expect(child.save({ forceInsert: [Place as never] })).rejects.toBeInstanceOf(IntegrityError);
    await expect(child.save({ forceInsert: [Author as never] })).rejects.toThrow(/Pizzeria is no Author/);
    await expect(child.save({ forceInsert: ['Place' as never] })).rejects.toThrow(/Pizzeria is no 'Place'/);
    await child.save({ forceInsert: true });
    expect([await Place.objects.count(), await Pizzeria.objects.count()]).toEqual([1, 1]);
  });

  test('forceInsert of a key that is there breaks the constraint', async () => {
    await expect(new Author({ id: kim.pk, name: 'x' }).save({ forceInsert: true })).rejects.toBeInstanceOf(
      IntegrityError,
    );
  });

  test('a failed save inside of atomic() leaves the block no way but back', async () => {
    await Tag.objects.create({ name: 'taken' });
    const block = atomic(async () => {
      await new Tag({ name: 'taken' }).save().catch(() => undefined);
      await Tag.objects.count();
    });
    await expect(block).rejects.toThrow(/until the end of the 'atomic' block/);
  });

  test('a child with parents in tables of their own writes each once, and deletes each once', async () => {
    const { result: made, queries } = await captureQueries(() =>
      Pizzeria.objects.create({ name: 'a', pizza: true, oven: 'wood' }),
    );
    const verbs = queries.map(({ sql }) => sql.split(' ')[0]);
    expect(verbs.filter((verb) => verb === 'INSERT' || verb === 'UPDATE' || verb === 'SELECT')).toEqual([
      'INSERT',
      'INSERT',
      'INSERT',
    ]);
    expect(await Pizzeria.objects.filter({ name: 'a', pizza: true }).values('oven')).toEqual([
      { oven: 'wood' },
    ]);
    expect((await made.delete())[0]).toBe(3);
    expect(await Place.objects.count()).toBe(0);
  });

  test('signals come before and after, and tell what happened', async () => {
    const heard: unknown[] = [];
    const before = () => void heard.push('preSave');
    const after = ({ created }: { created: boolean }) => void heard.push(created);
    preSave.connect(before, { sender: Tag });
    postSave.connect(after, { sender: Tag });
    const tag = await Tag.objects.create({ name: 'a' });
    await tag.save();
    preSave.disconnect(before, { sender: Tag });
    postSave.disconnect(after, { sender: Tag });
    expect(heard).toEqual(['preSave', true, 'preSave', false]);
  });

  test('a deleted key is never given out again', async () => {
    const tag = await Tag.objects.create({ name: 'a' });
    const pk = tag.pk;
    await tag.delete();
    expect(tag.pk).toBeNull();
    expect((await Tag.objects.create({ name: 'b' })).pk).toBe(pk + 1);
  });
});

describe('listeners of a new instance', () => {
  test('hear of it before it is saved', async () => {
    const events: string[] = [];
    const initialized = () => void events.push('postInit');
    const saving = () => void events.push('preSave');
    postInit.connect(initialized, { sender: Tag });
    preSave.connect(saving, { sender: Tag });
    await new Tag({ name: 'a' }).save();
    postInit.disconnect(initialized, { sender: Tag });
    preSave.disconnect(saving, { sender: Tag });
    expect(events).toEqual(['postInit', 'preSave']);
  });
});

describe('saveBase()', () => {
  test('writes what is there and tells listeners; raw, the row of its own table alone', async () => {
    const place = await Place.objects.create({ name: 'Here' });
    const events: unknown[] = [];
    const listen = ({ raw, created }: { raw: boolean; created: boolean }) => events.push([raw, created]);
    postSave.connect(listen as never, { sender: Restaurant });
    const raw = new Restaurant({ pk: place.pk, name: 'There', pizza: true });
    await raw.saveBase({ raw: true });
    expect(raw._state).toMatchObject({ adding: false, db: 'default' });
    expect(await Restaurant.objects.get({ pk: place.pk })).toMatchObject({ name: 'Here', pizza: true });
    await raw.saveBase();
    expect((await Place.objects.get()).name).toBe('There');
    postSave.disconnect(listen as never, { sender: Restaurant });
    expect(events).toEqual([
      [true, true],
      [false, false],
    ]);
    const updatedAt = new Date(0);
    const article = new Article({ title: 'a', author: kim, createdAt: updatedAt, updatedAt });
    await article.saveBase({ raw: true, using: 'default' });
    expect(await Article.objects.get({ pk: article.pk })).toMatchObject({ updatedAt });
  });
});

describe('delete()', () => {
  test('CASCADE takes what points here, SET_NULL lets go, and the counts say so', async () => {
    const lee = await Author.objects.create({ name: 'Lee' });
    await Profile.objects.create({ author: kim });
    const mine = await Article.objects.create({ title: 'mine', author: kim });
    const edited = await Article.objects.create({ title: 'edited', author: lee, editor: kim });
    await Comment.objects.create({ article: mine, text: 'x' });
    await mine.tags.add(await Tag.objects.create({ name: 't' }));
    expect(await kim.delete()).toEqual([
      5,
      { 'blog.Article_tags': 1, 'blog.Comment': 1, 'blog.Profile': 1, 'blog.Article': 1, 'blog.Author': 1 },
    ]);
    await edited.refreshFromDb();
    expect(await edited.editor).toBeNull();
  });

  test('PROTECT and RESTRICT refuse, and name the relation', async () => {
    await Invoice.objects.create({ author: kim });
    const tag = await Tag.objects.create({ name: 't' });
    await Contract.objects.create({ tag });
    await expect(kim.delete()).rejects.toBeInstanceOf(ProtectedError);
    await expect(kim.delete()).rejects.toThrow(/protected foreign keys: 'Invoice\.author'/);
    await expect(tag.delete()).rejects.toBeInstanceOf(RestrictedError);
    expect(await Author.objects.count()).toBe(1);
  });

  test('RESTRICT lets go of what is deleted by another way', async () => {
    const other = await Author.objects.create({ name: 'o' });
    const article = await Article.objects.create({ title: 'a', author: kim });
    await Quote.objects.create({ author: kim, article });
    const foreign = await Quote.objects.create({ author: other, article });
    await expect(kim.delete()).rejects.toBeInstanceOf(RestrictedError);
    await foreign.delete();
    expect(await kim.delete()).toEqual([3, { 'blog.Quote': 1, 'blog.Article': 1, 'blog.Author': 1 }]);
  });

  test('rows that nothing depends on go by one statement', async () => {
    const article = await Article.objects.create({ title: 'a', author: kim });
    await Comment.objects.bulkCreate(['x', 'y'].map((text) => new Comment({ article, text })));
    const { result, queries } = await captureQueries(() => Comment.objects.filter({ article }).delete());
    expect(result).toEqual([2, { 'blog.Comment': 2 }]);
    expect(queries.filter(({ sql }) => sql.startsWith('DELETE'))).toHaveLength(1);
    expect(queries.filter(({ sql }) => sql.startsWith('SELECT'))).toHaveLength(0);
  });

  test('somebody who listens is told of each object', async () => {
    const names: string[] = [];
    const listen = ({ instance }: { instance: object }) => void names.push(String(instance));
    postDelete.connect(listen, { sender: Tag });
    await Tag.objects.bulkCreate(['a', 'b'].map((name) => new Tag({ name })));
    await Tag.objects.all().delete();
    postDelete.disconnect(listen, { sender: Tag });
    expect(names.sort()).toEqual(['a', 'b']);
  });
});

describe('relations', () => {
  test('a one-to-one leads back: the object, or DoesNotExist', async () => {
    const profile = await Profile.objects.create({ author: kim, bio: 'x' });
    const read = await Author.objects.get({ pk: kim.pk });
    type Back = { profile: PromiseLike<Profile> };
    const first = await (read as unknown as Back).profile;
    expect(await (read as unknown as Back).profile).toBe(first);
    await read.refreshFromDb({ fields: ['profile' as never] });
    expect(await (read as unknown as Back).profile).not.toBe(first);
    const author = (await Author.objects.get({ pk: kim.pk })) as Author & { profile: PromiseLike<Profile> };
    expect((await author.profile).pk).toBe(profile.pk);
    await profile.delete();
    const again = (await Author.objects.get({ pk: kim.pk })) as typeof author;
    await expect(Promise.resolve(again.profile)).rejects.toThrow('Author has no profile.');
  });

  test('a reverse manager adds, makes and lets go', async () => {
    const lee = await Author.objects.create({ name: 'Lee' });
    const article = await kim.articleSet.create({ title: 'made' });
    expect(article.authorId).toBe(kim.pk);
    await lee.articleSet.add(article);
    expect(await kim.articleSet.count()).toBe(0);
    expect((await lee.articleSet.get({ title: 'made' })).authorId).toBe(lee.pk);
  });

  test('the rows of a reverse manager know their object', async () => {
    await kim.articleSet.create({ title: 'a' });
    const { queries } = await captureQueries(async () => {
      for (const article of await kim.articleSet.all()) expect(await article.author).toBe(kim);
    });
    expect(queries).toHaveLength(1);
  });

  test('m2mChanged tells what was added, once', async () => {
    const heard: unknown[] = [];
    const article = await kim.articleSet.create({ title: 'a' });
    const tag = await Tag.objects.create({ name: 't' });
    const listen = ({ action, pkSet }: { action: string; pkSet: ReadonlySet<unknown> | null }) =>
      void heard.push([action, [...(pkSet ?? [])]]);
    m2mChanged.connect(listen);
    await article.tags.add(tag);
    await article.tags.add(tag);
    m2mChanged.disconnect(listen);
    expect(heard).toEqual([
      ['preAdd', [tag.pk]],
      ['postAdd', [tag.pk]],
      ['preAdd', []],
      ['postAdd', []],
    ]);
  });

  test('raw() makes instances of SQL of one’s own', async () => {
    await kim.articleSet.create({ title: 'a' });
    const sql = 'SELECT id, title, 1 + 1 AS two FROM blog_article WHERE title = %s';
    const [article] = (await Article.objects.raw(sql, ['a'])) as (Article & { two: number })[];
    expect([article!.title, article!.two]).toEqual(['a', 2]);
    expect(await article!.content).toBe('');
  });
});

describe('selectOnSave', () => {
  class Counter extends models.Model {
    value = models.IntegerField({ default: 0 });
    static objects = models.Manager<Counter>();
    static meta: models.Meta<Counter> = { selectOnSave: true };
  }

  test('asks whether the row is there, so that an update that counts none inserts none', async () => {
    await makeTables('counting', [Counter]);
    const counter = await Counter.objects.create();
    const { queries } = await captureQueries(() => counter.save());
    expect(queries.map(({ sql }) => sql.split(' ')[0])).toEqual(['SELECT', 'UPDATE']);
    const forced = await captureQueries(() => counter.save({ forceUpdate: true }));
    expect(forced.queries).toHaveLength(1);
    await new Counter({ id: 7, value: 3 }).save();
    expect(await Counter.objects.count()).toBe(2);
    if (connection.vendor !== 'sqlite') return;
    await connection.execute(
      `CREATE TRIGGER keeps BEFORE UPDATE ON ${Counter._meta.dbTable} BEGIN SELECT RAISE(IGNORE); END`,
    );
    await counter.save();
    await expect(counter.save({ forceUpdate: true })).rejects.toBeInstanceOf(Counter.NotUpdated);
  });
});
