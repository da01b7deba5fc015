import { models, registerModel } from 'jango/db';
import { beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { makeTables } from './app.ts';

class StallQuerySet extends models.QuerySet<Stall> {
  big() {
    return this.filter({ size__gt: 5 });
  }

  _hidden() {
    return 1;
  }

  _shown() {
    return 2;
  }
}
Object.assign(StallQuerySet.prototype._shown, { querysetOnly: false });

class StallManager extends models.Manager.fromQueryset(StallQuerySet) {
  override getQueryset() {
    return super.getQueryset().filter({ size__gt: 0 });
  }

  hello() {
    return 'hello';
  }
}

abstract class Sized extends models.Model {
  size = models.IntegerField({ default: 1 });
  owner = models.ForeignKey(() => Owner, {
    onDelete: models.CASCADE,
    null: true,
    relatedName: '%(app_label)s_%(class)s_rows',
    relatedQueryName: '%(class)s_query',
  });
  declare ownerId: number | null;
  others = models.ManyToManyField(() => Owner, { relatedName: '%(class)s_others' });
  static meta: models.Meta = { abstract: true };
}

class Owner extends models.Model {
  static objects = models.Manager<Owner>();
}

class Stall extends Sized {
  static objects = new StallManager();
  static plain = models.Manager.fromQueryset(StallQuerySet)();
}

/** Names its managers, and has children with tables of their own. */
class Booth extends models.Model {
  size = models.IntegerField({ default: 1 });
  static every = models.Manager<Booth>();
  static used = new StallManager();
  static meta: models.Meta<Booth> = { defaultManagerName: 'used', baseManagerName: 'used' };
}

class BigBooth extends Booth {
  height = models.IntegerField({ default: 9 });
}

class OwnBooth extends Booth {
  width = models.IntegerField({ default: 9 });
  static own = models.Manager<OwnBooth>();
}

class Alias extends Stall {
  static override meta: models.Meta = { proxy: true };
}

beforeEach(async () => {
  await makeTables('fair', [Owner, Stall]);
  registerModel(Alias, 'fair', Stall._meta.apps);
});

test('a manager class may have the methods of a QuerySet class beside its own', async () => {
  for (const size of [0, 1, 9]) await Stall.plain.create({ size });
  expect(await Stall.objects.count()).toBe(2);
  expect(await Stall.plain.count()).toBe(3);
  expect((await Stall.objects.big()).map(({ size }) => size)).toEqual([9]);
  expect(await Stall.plain.big().big().count()).toBe(1);
  expect(Stall.objects.hello()).toBe('hello');
  expectTypeOf(Stall.objects.hello()).toEqualTypeOf<string>();
  expectTypeOf(Stall.plain.big()).toEqualTypeOf<StallQuerySet>();
});

test('a method with an underscore is one of the manager where it says so', () => {
  expect('_hidden' in Stall.plain).toBe(false);
  expect(Stall.plain._shown()).toBe(2);
});

test('the managers that a parent names are those of a child that names and declares none', () => {
  for (const model of [Booth, BigBooth, OwnBooth]) registerModel(model, 'fair', Stall._meta.apps);
  expect(BigBooth._meta.defaultManager.name).toBe('used');
  expect(BigBooth._meta.baseManager.name).toBe('used');
  expect(BigBooth._meta.baseManager).toBeInstanceOf(StallManager);
  expect(OwnBooth._meta.defaultManager.name).toBe('own');
  expect(OwnBooth._meta.baseManager.name).toBe('used');
});

test('names of ways back are filled in for each child, in queries too', async () => {
  const owner = await Owner.objects.create({});
  await Stall.plain.create({ size: 2, owner });
  expect(await Owner.objects.filter({ stall_query__size: 2 } as never).count()).toBe(1);
  expect(Owner._meta.getFields({ includeParents: false }).map(({ name }) => name)).toEqual([
    'stall_query',
    'stall_others',
    'id',
  ]);
  expect(Alias._meta.getFields({ includeParents: false }).map(({ name }) => name)).toEqual(
    Stall._meta.getFields({ includeParents: false }).map(({ name }) => name),
  );
});

describe('a relation through another manager', () => {
  type Rows = models.RelatedManager<Stall>;
  let owner: Owner;
  let rows: Rows;

  beforeEach(async () => {
    owner = await Owner.objects.create();
    for (const size of [0, 1, 9]) await Stall.plain.create({ size, owner });
    await Stall.plain.create({ size: 5 });
    rows = (owner as unknown as { fair_stall_rows: Rows }).fair_stall_rows;
  });

  test('is narrowed to the object, and typed as that manager where it is given itself', async () => {
    const sizes = async (found: Promise<Stall[]> | PromiseLike<Stall[]>) =>
      (await found).map(({ size }) => size).sort();
    expect(await sizes(rows.all())).toEqual([1, 9]);
    expect(await sizes(rows.manager('plain').all())).toEqual([0, 1, 9]);
    expect(await sizes(rows.manager(Stall.plain).big())).toEqual([9]);
    expect(await rows.manager('plain').manager('objects').count()).toBe(2);
    expectTypeOf(rows.manager('plain')).toEqualTypeOf<Rows>();
    expectTypeOf(rows.manager(Stall.plain).big()).toEqualTypeOf<StallQuerySet>();
    expectTypeOf(rows.manager(Stall.objects).hello()).toEqualTypeOf<string>();
  });

  test('writes for the same object', async () => {
    const plain = rows.manager('plain');
    const made = await plain.create({ size: 0 });
    expect(made.ownerId).toBe(owner.pk);
    await plain.remove(made);
    expect(await plain.count()).toBe(3);
    await plain.clear();
    expect(await plain.count()).toBe(0);
  });

  test('does so for many-to-many relations, and may be bound to a database', async () => {
    const [empty, , big] = await Stall.plain.orderBy('size');
    for (const stall of [empty!, big!]) await stall.others.add(owner);
    const back = (owner as unknown as { stall_others: Rows }).stall_others;
    expect(await back.count()).toBe(1);
    expect(await back.manager('plain').count()).toBe(2);
    expect(await back.dbManager('default').count()).toBe(1);
    expect(await rows.manager('plain').dbManager('default').count()).toBe(3);
  });

  test('says which managers there are', () => {
    expect(() => rows.manager('published')).toThrow(
      "Stall has no manager 'published'. Its managers are: objects, plain.",
    );
    // @ts-expect-error -- a manager has to be named
    expect(() => rows.manager()).toThrow('Stall has no manager undefined.');
  });
});
