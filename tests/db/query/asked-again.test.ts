import { connections, models } from 'jango/db';
import { beforeEach, expect, test } from 'vitest';
import { filledMaker } from '../../../src/db/models/fill-instance.ts';
import { KeyTree } from '../../../src/db/models/query-set/key-tree.ts';
import { postInit } from '../../../src/db/models/signals.ts';
import { testDatabase } from '../../support/database.ts';
import { Article, Author, makeTables, Tag } from './app.ts';

class Gadget extends models.Model {
  name = models.CharField({ maxLength: 20 });
  size = models.IntegerField({ default: 3 });
  owner = models.ForeignKey(() => Gadget, { onDelete: models.CASCADE, null: true });
  parts = models.ManyToManyField(() => Gadget);
  static objects = models.Manager<Gadget>();
}

beforeEach(() => makeTables('again', [Author, Tag, Article, Gadget]));

test('get() and update() with other values give other rows', async () => {
  const [kim, lee] = [
    await Author.objects.create({ name: 'Kim', age: 1 }),
    await Author.objects.create({ name: 'Lee', age: 2 }),
  ];
  for (const author of [kim, lee, kim]) {
    expect((await Author.objects.get({ pk: author.pk })).name).toBe(author.name);
    expect(await Author.objects.filter({ pk: author.pk }).update({ age: author.pk * 10 })).toBe(1);
  }
  expect(await Author.objects.orderBy('pk').valuesList('age', { flat: true })).toEqual([
    kim.pk * 10,
    lee.pk * 10,
  ]);
  for (let i = 0; i < 2; i++) {
    await expect(Author.objects.get({ name: 'Park' })).rejects.toThrow(Author.DoesNotExist);
    await expect(Author.objects.get({ age__gt: 0 })).rejects.toThrow(Author.MultipleObjectsReturned);
    expect((await Author.objects.exclude({ name: 'Kim' }).get()).name).toBe('Lee');
    expect((await Author.objects.get({ name: 'Lee', age: lee.pk * 10 })).pk).toBe(lee.pk);
  }
});

test('a mistake is one each time', async () => {
  for (let i = 0; i < 2; i++) {
    await expect(Author.objects.get({ ';': 1 } as never)).rejects.toThrow(/Cannot resolve keyword ';'/);
    await expect(Author.objects.filter({ pk: 1 }).update({ nam: 'x' } as never)).rejects.toThrow(/nam/);
    await expect(Author.objects.all().slice(0, 1).update({ name: 'x' })).rejects.toThrow(/slice/);
    expect(() => Author.objects.all().slice(0, 1).filter({ pk: 1 })).toThrow(/slice/);
  }
});

test('create() makes what new makes', async () => {
  const owner = await Gadget.objects.create({ name: 'whole' });
  const created = await Gadget.objects.create({ name: 'part', owner });
  const made = new Gadget({ name: 'part', owner });
  expect(created.size).toBe(3);
  expect(created.owner).toBe(owner);
  expect(created._state).toMatchObject({ adding: false, db: 'default' });
  const columns = (one: Gadget) => Object.keys(one).filter((name) => name !== 'parts');
  expect(columns(created)).toEqual(columns(made));
  await created.parts.add(owner);
  expect((await created.parts.get()).pk).toBe(owner.pk);
  await expect(Gadget.objects.create({ nme: 'x' } as never)).rejects.toThrow(/no field 'nme'.*/);
});

test('postInit is sent for rows of queries that were asked before it had a receiver', async () => {
  await Author.objects.create({ name: 'Kim' });
  await Author.objects.get({ name: 'Kim' });
  const names: string[] = [];
  const hear = ({ instance }: { instance: object }) => void names.push((instance as Author).name);
  postInit.connect(hear, { sender: Author });
  try {
    await Author.objects.get({ name: 'Kim' });
    await Author.objects.create({ name: 'Lee' });
  } finally {
    postInit.disconnect(hear, { sender: Author });
  }
  expect(names).toEqual(['Kim', 'Lee']);
});

test('one query may be put to several databases in turn', async () => {
  const forget = await connections.override('other', testDatabase());
  try {
    const { pk } = await Author.objects.create({ name: 'Kim' });
    for (const alias of ['default', 'other', 'default']) {
      const rows = Author.objects.using(alias);
      if (connections.get(alias).vendor === 'sqlite' && alias === 'other') continue;
      expect((await rows.get({ pk })).name).toBe('Kim');
      expect(await rows.filter({ pk }).update({ age: 5 })).toBe(1);
    }
  } finally {
    await forget();
  }
  expect(Author.objects.db).toBe('default');
});

test('a row is read where no code may be made out of text, too', () => {
  const { Function: Own } = globalThis;
  const forbidden = class {
    constructor() {
      throw new EvalError('Code generation from strings disallowed for this context');
    }
  };
  globalThis.Function = forbidden as never;
  try {
    const fields = ['title', 'views'].map((name, place) => ({ name, place }));
    const make = filledMaker([...fields, { name: 'author', place: -1 }], [[1, (value) => Number(value)]], {
      start: () => ({}) as models.Model,
      other: (number) => `other ${number}`,
    });
    expect(make(['Hello', '5'])).toEqual({ title: 'Hello', views: 5, author: 'other 2' });
  } finally {
    globalThis.Function = Own;
  }
});

test('ways of texts meet only where they are the same, and are forgotten when there are thousands', () => {
  const tree = new KeyTree<string>();
  tree.root.step('a').step('b').end = 'ab';
  expect(tree.root.step('a').step('b').end).toBe('ab');
  expect(tree.root.step('ab').end).toBeUndefined();
  expect(tree.root.step('b').step('a').end).toBeUndefined();
  expect(tree.root.aside('a')!.step('b').end).toBeUndefined();
  for (let i = 0; i < 5000; i++) tree.root.step(`name ${i}`);
  expect(tree.root.step('a').step('b').end).toBeUndefined();
});
