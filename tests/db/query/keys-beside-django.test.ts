import { F, models, Q } from 'jango/db';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeTables } from './app.ts';

class Parent extends models.Model {
  code = models.CharField({ maxLength: 5, unique: true, null: true });
  static objects = models.Manager<Parent>();
}

class Child extends models.Model {
  name = models.CharField({ maxLength: 9 });
  parent = models.ForeignKey(() => Parent, {
    onDelete: models.CASCADE,
    toField: 'code',
    null: true,
    relatedName: 'children',
  });
  static objects = models.Manager<Child>();
}

class Day extends models.Model<Date> {
  at = models.DateTimeField({ primaryKey: true });
  static objects = models.Manager<Day>();
}

class Visit extends models.Model<Date> {
  when = models.DateTimeField({ primaryKey: true });
  day = models.ForeignKey(() => Day, { onDelete: models.CASCADE, relatedName: 'visits' });
  static objects = models.Manager<Visit>();
}

beforeEach(() => makeTables('keys', [Parent, Child, Day, Visit]));

const found = async (rows: PromiseLike<readonly Child[]>): Promise<string[]> =>
  (await rows).map(({ name }) => name).sort();

describe('an instance whose key is empty', () => {
  let without: Parent;
  let coded: Parent;

  beforeEach(async () => {
    without = await Parent.objects.create({ code: null });
    coded = await Parent.objects.create({ code: 'a' });
    await Child.objects.create({ name: 'alone' });
    await Child.objects.create({ name: 'of a', parent: coded });
  });

  test('stands for NULL in a condition, whichever was asked first', async () => {
    for (const [parent, names] of [
      [coded, 'of a'],
      [without, 'alone'],
      [coded, 'of a'],
    ] as const) {
      expect(await found(Child.objects.filter({ parent }))).toEqual([names]);
      expect((await Child.objects.get({ parent })).name).toBe(names);
      expect(await found(Child.objects.filter(Q({ parent }).not()))).toEqual([
        names === 'alone' ? 'of a' : 'alone',
      ]);
      expect(await found(Child.objects.exclude({ parent }))).toEqual([names === 'alone' ? 'of a' : 'alone']);
    }
  });

  test('is left out of a list', async () => {
    for (const _ of [1, 2]) {
      expect(await found(Child.objects.filter({ parent__in: [without] }))).toEqual([]);
      expect(await found(Child.objects.filter({ parent__in: [without, coded] }))).toEqual(['of a']);
      expect(await found(Child.objects.filter({ parent__in: [coded, coded] }))).toEqual(['of a']);
      expect(await found(Child.objects.exclude({ parent__in: [without] }))).toEqual(['alone', 'of a']);
      expect(await found(Child.objects.exclude({ parent__in: [without, coded] }))).toEqual(['alone']);
    }
  });

  test('cannot be compared by size', async () => {
    await expect(
      Promise.resolve().then(() => Child.objects.filter({ parent__gt: without }).count()),
    ).rejects.toThrow("Cannot use null as a query value of 'gt'.");
  });

  test('may be pointed at: the row points at nothing', async () => {
    expect(await (await Child.objects.create({ name: 'x', parent: without })).parent).toBe(without);
    expect(await Child.objects.filter({ name: 'of a' }).update({ parent: without })).toBe(1);
    expect(await Child.objects.filter({ parent__isnull: true }).count()).toBe(3);
  });
});

test('an instance that is not saved is refused, also when the key that is compared has a value', async () => {
  await Parent.objects.create({ code: 'a' });
  const unsaved = new Parent({ code: 'a' });
  const refused = (ask: () => PromiseLike<unknown>) => expect(Promise.resolve().then(ask)).rejects;
  for (const _ of [1, 2]) {
    await refused(() => Child.objects.filter({ parent: unsaved })).toThrow('must be saved');
    await refused(() => Child.objects.filter({ parent__in: [unsaved] })).toThrow('must be saved');
    await refused(() => Child.objects.exclude({ parent: unsaved })).toThrow('must be saved');
  }
  await refused(() => Child.objects.update({ parent: unsaved })).toThrow('cannot be used in an ORM query');
  await refused(() => Child.objects.create({ name: 'x', parent: unsaved })).toThrow('save() prohibited');
  await refused(() => Child.objects.getOrCreate({ name: 'x', parent: unsaved })).toThrow('must be saved');
});

describe('parts of a key that is a moment', () => {
  beforeEach(async () => {
    const day = await Day.objects.create({ at: new Date('2020-05-06T01:00:00Z') });
    await Visit.objects.create({ day, when: new Date('2021-05-06T01:00:00Z') });
  });

  test('are read over the relation that points there, from either side', async () => {
    expect(await Day.objects.valuesList('visits__date__year' as never)).toEqual([[2021]]);
    expect(await Day.objects.valuesList('visits__year' as never)).toEqual([[2021]]);
    expect(await Visit.objects.valuesList('day__date__year' as never)).toEqual([[2020]]);
    expect((await Day.objects.annotate({ year: F('visits__date__year') }).get()).year).toBe(2021);
    expect(await Day.objects.orderBy('-visits__date__year' as never).count()).toBe(1);
    expect(await Day.objects.orderBy('-visits__date__year' as never)).toHaveLength(1);
  });

  test('are compared by the name of the field, as the relation has no such lookups', async () => {
    expect(await Visit.objects.filter({ day__at__date__year: 2020 }).count()).toBe(1);
    expect(await Day.objects.filter({ visits__when__date__year: 2021 } as never).count()).toBe(1);
    for (const name of ['visits__year', 'visits__date__year'])
      expect(() => Day.objects.filter({ [name]: 2021 })).toThrow('Related Field got invalid lookup');
    expect(() => Day.objects.orderBy('visits__date__bogus' as never)).toThrow(
      "Cannot resolve keyword 'date'",
    );
  });
});
