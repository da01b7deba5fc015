import {
  connection,
  connections,
  DatabaseError,
  F,
  functions,
  JSONNull,
  models,
  NotSupportedError,
  ObjectNotUpdated,
  OrderBy,
  registerModel,
  type Value,
} from 'jango/db';
import { beforeEach, expect, expectTypeOf, test } from 'vitest';
import { AppConfig } from '../../../src/apps/app-config.ts';
import { Apps } from '../../../src/apps/registry.ts';
import { configure } from '../../../src/conf/configure.ts';
import { emptyDatabase, testDatabase } from '../../support/database.ts';

class NoteQuerySet extends models.QuerySet<Note> {
  short() {
    return this.filter({ title__lt: 'm' });
  }
}

class Note extends models.Model {
  title = models.CharField({ maxLength: 20 });
  code = models.CharField({ maxLength: 5, unique: true });
  group = models.IntegerField({ default: 0 });
  place = models.IntegerField({ default: 0 });
  data = models.JSONField({ null: true });
  parent = models.ForeignKey(() => Note, { onDelete: models.SET_NULL, null: true });
  declare seen: string;
  static objects = NoteQuerySet.asManager();
  static meta: models.Meta<Note> = { uniqueTogether: ['group', 'place'] };
}

class Heard extends models.Model {
  word = models.CharField({ maxLength: 20 });
  origin = '';
  static override fromDb<M extends models.AnyModel>(
    this: models.ModelClass<M>,
    db: string,
    names: readonly string[],
    values: readonly unknown[],
  ): M {
    const instance = models.Model.fromDb.call(this as never, db, names, values) as unknown as M;
    return Object.assign(instance, { origin: `${db}: ${names.join()}` });
  }
  static objects = models.Manager<Heard>();
}

const apps = new Apps();
const config = new AppConfig();
config.name = config.label = 'notes';
apps.addAppConfig(config);
for (const model of [Note, Heard]) registerModel(model, 'notes', apps);

beforeEach(async () => {
  configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere', DATABASES: { default: testDatabase() } });
  await connections.closeAll();
  await emptyDatabase();
  const editor = await connection.schemaEditor();
  await editor.run(async () => {
    for (const model of [Note, Heard]) await editor.createModel(model as never);
  });
  await Note.objects.create({ title: 'a', code: 'x', place: 1 });
  await Note.objects.create({ title: 'z', code: 'y', place: 2, data: { k: 1 } });
});

test('asManager() gives a manager with the methods of the class', async () => {
  expect(await Note.objects.short().valuesList('code', { flat: true })).toEqual(['x']);
  expectTypeOf(Note.objects.short()).toEqualTypeOf<NoteQuerySet>();
});

test('a forced update of a row that is gone is an error of the model', async () => {
  const note = await Note.objects.get({ code: 'x' });
  await Note.objects.filter({ pk: note.pk }).delete();
  for (const options of [{ forceUpdate: true }, { updateFields: ['title'] }]) {
    const error = await note.save(options).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Note.NotUpdated);
    expect(error).toBeInstanceOf(ObjectNotUpdated);
    expect(error).toBeInstanceOf(DatabaseError);
    expect((error as Error).name).toBe('Note.NotUpdated');
  }
  expect(Heard.NotUpdated).not.toBe(Note.NotUpdated);
});

test('totallyOrdered tells an order that cannot differ from one time to the next', () => {
  const { objects } = Note;
  const total = (...items: readonly unknown[]) => objects.orderBy(...(items as [])).totallyOrdered;
  expect([
    total('pk'),
    total('-code'),
    total('title', 'id'),
    total('group', 'place'),
    total(F('code').desc()),
  ]).toEqual(Array.from({ length: 5 }, () => true));
  expect([total('title'), total('group'), total('?'), total('parent'), total()]).toEqual(
    Array.from({ length: 5 }, () => false),
  );
  expect([objects.all().totallyOrdered, objects.none().totallyOrdered]).toEqual([false, true]);
});

test('fetch modes have names', async () => {
  const [note] = await Note.objects.fetchMode(models.FETCH_RAISE).filter({ code: 'y' });
  expect(note!._state.peers).toEqual([]);
  expect([models.FETCH_ONE, models.FETCH_PEERS]).toEqual(['one', 'peers']);
});

test('fromDb() makes the instances of a query', async () => {
  await Heard.objects.create({ word: 'hi' });
  const [all] = await Heard.objects.all();
  expect([all!.word, all!.origin, all!._state.adding]).toEqual(['hi', 'default: id,word', false]);
  const [partial] = await Heard.objects.only('id');
  expect([partial!.origin, await partial!.word]).toEqual(['default: id', 'hi']);
});

test('JSONNull is the null of JSON, null that of the database', async () => {
  await Note.objects.create({ title: 'j', code: 'j', place: 3, data: JSONNull() as never });
  const codes = (conditions: object) =>
    Note.objects.filter(conditions).orderBy('code').valuesList('code', { flat: true });
  expect(await codes({ data: JSONNull() })).toEqual(['j']);
  expect(await codes({ data__isnull: true })).toEqual(['x']);
  expect((await Note.objects.get({ code: 'j' })).data).toBeNull();
});

test('JSONArray and ConcatPair', async () => {
  const { ConcatPair, JSONArray, Lower } = functions;
  const [row] = await Note.objects
    .filter({ code: 'y' })
    .annotate({
      list: JSONArray('code', Lower('title'), 'place', JSONArray()),
      both: ConcatPair('title', 'code'),
    })
    .values('list', 'both');
  expect(row).toEqual({ list: ['y', 'z', 2, []], both: 'zy' });
});

test('UUIDs of the database, where it makes them', async () => {
  const make = (version: unknown) =>
    Note.objects.annotate({ made: version as typeof Value.prototype }).valuesList('made', { flat: true });
  for (const [version, made] of [
    [4, functions.UUID4()],
    [7, functions.UUID7()],
  ] as const) {
    if (connection.ops.uuidFunction(version) === undefined) {
      await expect(Promise.resolve(make(made))).rejects.toBeInstanceOf(NotSupportedError);
      continue;
    }
    const found = (await make(made)) as unknown as string[];
    expect(new Set(found).size).toBe(2);
    for (const uuid of found)
      expect(uuid).toMatch(
        new RegExp(`^[0-9a-f]{8}-[0-9a-f]{4}-${version}[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`),
      );
    if (version === 7) expect([...found].sort()).toEqual(found);
  }
});

test('OrderBy says the direction in words', async () => {
  const order = new OrderBy(F('code') as never, { descending: true });
  expect(await Note.objects.orderBy(order as never).valuesList('code', { flat: true })).toEqual(['y', 'x']);
});

test('inBulk() takes rows of values', async () => {
  const rows = Note.objects.orderBy('code');
  const [first, second] = await rows.valuesList('pk', { flat: true });
  expect(await rows.values('title').inBulk([first!])).toEqual(new Map([[first, { title: 'a' }]]));
  expect(await rows.values('pk', 'code').inBulk()).toEqual(
    new Map([
      [first, { pk: first, code: 'x' }],
      [second, { pk: second, code: 'y' }],
    ]),
  );
  expect(await rows.valuesList('title', 'code').inBulk([second!])).toEqual(new Map([[second, ['z', 'y']]]));
  expect(
    await rows.valuesList('title', { flat: true }).inBulk(['y'] as never, { fieldName: 'code' }),
  ).toEqual(new Map([['y', 'z']]));
});

test('a text is sliced by the database', async () => {
  const parts = Note.objects
    .orderBy('code')
    .annotate({ part: F('title').slice(0, 1), rest: F('code').slice(1) } as never);
  expect(await parts.values('part' as never, 'rest' as never)).toEqual([
    { part: 'a', rest: '' },
    { part: 'z', rest: '' },
  ]);
  expect(() => F('title').slice(-1)).toThrow(/counted from the front/);
  await expect(
    Promise.resolve().then(() => Note.objects.annotate({ x: F('place').slice(0, 1) } as never)),
  ).rejects.toBeInstanceOf(NotSupportedError);
});

test('a place from the end of a list of JSON', async () => {
  if (connection.vendor === 'mysql') return;
  await Note.objects.create({ title: 'l', code: 'l', place: 4, data: [1, 2, 3] });
  expect(await Note.objects.filter({ 'data__-1': 3 } as never).count()).toBe(1);
  expect(await Note.objects.filter({ code: 'l' }).valuesList('data__-2' as never, { flat: true })).toEqual([
    2,
  ]);
});
