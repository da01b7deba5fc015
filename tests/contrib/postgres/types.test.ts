import { ArrayField, HStoreField, IntegerRangeField, Range } from 'jango/contrib/postgres';
import { F, models, registerModel } from 'jango/db';
import { fields } from 'jango/db/migrations';
import { expect, expectTypeOf, test } from 'vitest';

class Shelf extends models.Model {
  name = models.CharField({ maxLength: 20 });
  tags = ArrayField(models.CharField({ maxLength: 20 }));
  grid = ArrayField(ArrayField(models.IntegerField()), { null: true });
  data = HStoreField();
  seats = IntegerRangeField({ null: true });
  age = models.IntegerField();
  list = models.JSONField<{ a: number }[]>();
  static objects = models.Manager<Shelf>();
}
registerModel(Shelf, 'typed_postgres');

// What follows is about types: it is compiled, and never called.
const compiled = (_body: () => unknown) => expect(Shelf._meta.model).toBe(Shelf);

test('lookups of lists take lists, numbers and items', () => {
  compiled(() =>
    Shelf.objects.filter({ tags: ['a'], tags__contains: ['a', F('name')], tags__overlap: ['b'] }),
  );
  compiled(() =>
    Shelf.objects.filter({ tags__len: 2, tags__len__gt: 1, tags__0: 'a', tags__0__startswith: 'a' }),
  );
  compiled(() =>
    Shelf.objects.filter({ tags__0_2: ['a'], tags__in: [['a']], tags__isnull: false, tags__icontains: 'a' }),
  );
  compiled(() => Shelf.objects.filter({ grid__0__1: 3, grid__0: [1], grid__0__len: 2, grid: null }));
  compiled(() => Shelf.objects.filter({ tags__overlap: Shelf.objects.values('name') }));
  compiled(() => Shelf.objects.filter({ list__0__a: 1, list__contains: [{ a: 1 }] }));
  // @ts-expect-error -- what it has is given as a list
  compiled(() => Shelf.objects.filter({ tags__contains: 'a' }));
  // @ts-expect-error -- the items are texts
  compiled(() => Shelf.objects.filter({ tags__contains: [1] }));
  // @ts-expect-error -- a length is a number
  compiled(() => Shelf.objects.filter({ tags__len: 'two' }));
  // @ts-expect-error -- there is no such lookup
  compiled(() => Shelf.objects.filter({ tags__size: 2 }));
});

test('lookups of ranges take ranges, pairs and values', () => {
  compiled(() =>
    Shelf.objects.filter({ seats: new Range(1, 2), seats__contains: 3, seats__overlap: [1, null] }),
  );
  compiled(() => Shelf.objects.filter({ seats__contains: new Range(1, 2), seats__startswith__gte: 1 }));
  compiled(() => Shelf.objects.filter({ seats__isempty: true, age__contained_by: new Range(1, 2) }));
  // @ts-expect-error -- a range of numbers has no texts
  compiled(() => Shelf.objects.filter({ seats__contains: 'x' }));
  // @ts-expect-error -- it lies before a range, not before a number
  compiled(() => Shelf.objects.filter({ seats__fully_lt: 5 }));
});

test('keys of an hstore are lookups', () => {
  compiled(() =>
    Shelf.objects.filter({ data__colour: 'red', data__has_key: 'size', data__keys__contains: ['a'] }),
  );
});

test('parts of lists are typed where they are read', () => {
  const read = () => Shelf.objects.values('tags__len', 'tags__0', 'tags');
  type Row = Awaited<ReturnType<typeof read>>[number];
  expectTypeOf<Row>().toEqualTypeOf<{
    tags__len: number | null;
    tags__0: string | null;
    tags: readonly string[];
  }>();
});

test('defaults fit the field', () => {
  compiled(() => ArrayField(models.CharField({ maxLength: 3 }), { default: () => ['a'] }));
  compiled(() => fields.custom(ArrayField(fields.CharField({ maxLength: 3 }), { default: () => ['a'] })));
  // @ts-expect-error -- the items are texts
  compiled(() => ArrayField(models.CharField({ maxLength: 3 }), { default: () => [1] }));
  // @ts-expect-error -- there is no such option
  compiled(() => ArrayField(models.CharField({ maxLength: 3 }), { length: 3 }));
});
