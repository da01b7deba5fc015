import { models, registerModel } from 'jango/db';
import { beforeEach, expect, expectTypeOf, test } from 'vitest';
import { makeTables } from './app.ts';

class StallQuerySet extends models.QuerySet<Stall> {
  big() {
    return this.filter({ size__gt: 5 });
  }
}

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
