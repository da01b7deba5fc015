import { models, postInit, preInit } from 'jango/db';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Article, Author, makeTables, Tag } from './app.ts';

class Stamp extends models.Model {
  name = models.CharField({ maxLength: 20 });
  readonly shown = { size: this.name?.length };
  static objects = models.Manager<Stamp>();
}

class Coin extends models.Model {
  name = models.CharField({ maxLength: 20 });
  static objects = models.Manager<Coin>();

  static override fromDb<M extends models.Model<unknown>>(
    this: models.ModelClass<M>,
    ...row: [string, readonly string[], readonly unknown[]]
  ): M {
    return models.Model.fromDb.call(this, ...row) as M;
  }
}

let events: unknown[] = [];
const before = ({ sender, values }: { sender: unknown; values: object }) =>
  void events.push(['pre', (sender as models.ModelClass).name, { ...values }]);
const after = ({ instance }: { instance: models.Model<unknown> }) =>
  void events.push(['post', instance.constructor.name, String(instance)]);

function listen(sender?: unknown): void {
  preInit.connect(before, { sender });
  postInit.connect(after, { sender });
}

beforeEach(async () => {
  await makeTables('init', [Author, Tag, Article, Stamp, Coin]);
  const author = await Author.objects.create({ name: 'Kim' });
  await Article.objects.create({ title: 'A', author });
  await Stamp.objects.create({ name: 'red' });
  await Coin.objects.create({ name: 'cent' });
  events = [];
});

afterEach(() => {
  for (const sender of [undefined, Author, Article, Stamp, Coin]) {
    preInit.disconnect(before, { sender });
    postInit.disconnect(after, { sender });
  }
});

test('listeners hear of a row before its instance is made, and after', async () => {
  listen(Author);
  const author = await Author.objects.get();
  expect(events).toEqual([
    ['pre', 'Author', { id: author.pk, name: 'Kim', age: null }],
    ['post', 'Author', 'Kim'],
  ]);
});

test('values that are not loaded are left out; rows of raw() are heard of, too', async () => {
  const { pk } = await Author.objects.get();
  listen(Author);
  await Author.objects.only('name');
  expect(events.shift()).toEqual(['pre', 'Author', { id: pk, name: 'Kim' }]);
  events = [];
  await Author.objects.raw('SELECT * FROM init_author');
  expect(events).toHaveLength(2);
  events = [];
  await Author.objects.values('name');
  expect(events).toEqual([]);
});

test('a related object of the same row is heard of first, and is among the values', async () => {
  listen();
  const article = await Article.objects.selectRelated('author').get();
  expect(events.map((event) => (event as unknown[]).slice(0, 2).join(' '))).toEqual([
    'pre Author',
    'post Author',
    'pre Article',
    'post Article',
  ]);
  expect((events[2] as unknown[])[2]).toMatchObject({ title: 'A', author: article.author });
});

test('only the model that is listened to is heard of', async () => {
  listen(Author);
  await Article.objects.selectRelated('author').get();
  expect(events).toHaveLength(2);
});

test('a model whose class body does more, and one with a fromDb() of its own, tell once', async () => {
  listen();
  const { pk } = await Stamp.objects.get();
  expect(events).toEqual([
    ['pre', 'Stamp', { id: pk, name: 'red' }],
    ['post', 'Stamp', `Stamp object (${pk})`],
  ]);
  events = [];
  const coin = await Coin.objects.get();
  expect(events).toEqual([
    ['pre', 'Coin', { id: coin.pk, name: 'cent' }],
    ['post', 'Coin', `Coin object (${coin.pk})`],
  ]);
});

test('whoever listens between two queries of one shape hears of the second alone', async () => {
  await Author.objects.all();
  listen(Author);
  await Author.objects.all();
  expect(events).toHaveLength(2);
  preInit.disconnect(before, { sender: Author });
  postInit.disconnect(after, { sender: Author });
  await Author.objects.all();
  expect(events).toHaveLength(2);
});

test('all listeners hear of a row before it is given out, and an error of one ends the query', async () => {
  const heard: string[] = [];
  const [first, second] = ['a', 'b'].map((name) => () => void heard.push(name)) as [() => void, () => void];
  const fails = () => {
    throw new Error('No such author.');
  };
  for (const receiver of [first, second]) postInit.connect(receiver, { sender: Author });
  try {
    await Author.objects.all();
    expect(heard).toEqual(['a', 'b']);
    postInit.connect(fails, { sender: Author });
    await expect(Author.objects.all()).rejects.toThrow('No such author.');
    preInit.connect(fails, { sender: Author });
    expect(() => new Author({ name: 'Lee' })).toThrow('No such author.');
  } finally {
    for (const receiver of [first, second, fails]) postInit.disconnect(receiver, { sender: Author });
    preInit.disconnect(fails, { sender: Author });
  }
});
