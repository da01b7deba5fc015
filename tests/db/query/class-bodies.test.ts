import { models } from 'jango/db';
import { beforeEach, expect, test } from 'vitest';
import { makeTables } from './app.ts';

class Plain extends models.Model {
  name = models.CharField({ maxLength: 20 });
  parent = models.ForeignKey(() => Plain, { onDelete: models.CASCADE, null: true });
  declare parentId: number | null;

  static objects = models.Manager<Plain>();

  get loud() {
    return this.name.toUpperCase();
  }
}
class Linked extends models.Model {
  name = models.CharField({ maxLength: 20 });
  others = models.ManyToManyField(() => Plain);

  static objects = models.Manager<Linked>();
}
class Child extends Linked {
  static override objects = models.Manager<Child>();
}
class Rich extends models.Model {
  name = models.CharField({ maxLength: 20 });
  seen: string[] = [];
  #secret = 'kept';

  static objects = models.Manager<Rich>();

  get secret() {
    return this.#secret;
  }
}
class Counting extends models.Model {
  name = models.CharField({ maxLength: 20 });
  readonly made: boolean;

  constructor(values?: object) {
    super(values);
    this.made = true;
  }

  static objects = models.Manager<Counting>();
}

beforeEach(() => makeTables('bodies', [Plain, Linked, Child, Rich, Counting]));

test('an instance that comes out of the database is like one that was made', async () => {
  const root = await Plain.objects.create({ name: 'root' });
  const made = await Plain.objects.create({ name: 'leaf', parent: root });
  const read = await Plain.objects.get({ pk: made.pk });
  expect(Object.keys(read)).toEqual(Object.keys(made));
  expect(read.loud).toBe('LEAF');
  expect(read.parentId).toBe(root.pk);
  expect((await read.parent)?.name).toBe('root');
  expect(read.equals(made)).toBe(true);
  const partly = await Plain.objects.only('id').get({ name: 'leaf' });
  expect(partly.getDeferredFields()).toEqual(new Set(['name', 'parentId']));
});

test('the managers of an instance that was read are made when they are asked for', async () => {
  const plain = await Plain.objects.create({ name: 'a' });
  await Child.objects.create({ name: 'c' });
  for (const read of [await Linked.objects.get(), await Child.objects.get()]) {
    expect(Object.keys(read)).not.toContain('others');
    await read.others.set([plain]);
    expect(await read.others.count()).toBe(1);
  }
  const [found] = await Child.objects.prefetchRelated('others');
  await found!.others.remove(plain);
  expect(await found!.others.all()).toEqual([]);
});

test('a relation to many of an instance that was read cannot be assigned to', async () => {
  await Linked.objects.create({ name: 'a' });
  const read = await Linked.objects.get();
  expect(() => Object.assign(read, { others: [] })).toThrow('await instance.others.set([...])');
});

test('private members and ordinary properties of a model are there when it is read', async () => {
  await Rich.objects.create({ name: 'a' });
  await Rich.objects.create({ name: 'b' });
  const [first, second] = await Rich.objects.orderBy('name');
  expect([first!.secret, first!.seen, second!.seen]).toEqual(['kept', [], []]);
  expect(first!.seen).not.toBe(second!.seen);
});

test('a constructor of a model runs when it is read', async () => {
  await Counting.objects.create({ name: 'a' });
  expect((await Counting.objects.get()).made).toBe(true);
});
