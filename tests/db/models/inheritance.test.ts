import { createModel, fields, models, registerModel } from 'jango/db';
import { expect, test } from 'vitest';
import { standIn } from './persistence-stand-in.ts';

standIn();

abstract class Stamped extends models.Model {
  createdAt = models.DateTimeField({ autoNowAdd: true });
  owner = models.ForeignKey(() => Place, {
    onDelete: models.CASCADE,
    relatedName: '%(class)sOwned',
    null: true,
  });
  static meta: models.Meta = { abstract: true, ordering: ['-createdAt'] };
}
class Place extends models.Model {
  name = models.CharField({ maxLength: 50 });
  static meta: models.Meta = { ordering: ['name'] };
}
class Restaurant extends Place {
  servesPizza = models.BooleanField({ default: false });
}
class Note extends Stamped {
  text = models.TextField();
}
class Label extends Stamped {
  override createdAt = models.DateTimeField({ dbColumn: 'made' });
  static override meta: models.Meta<Label> = { verboseName: 'tag' };
}
class PlaceByName extends Place {
  static override meta: models.Meta = { proxy: true };
  shout() {
    return this.name.toUpperCase();
  }
}
for (const model of [Place, Restaurant, Note, Label, PlaceByName]) registerModel(model, 'city');

test('the fields of an abstract parent are the own fields of each child', () => {
  expect(Note._meta.fields.map((field) => field.name)).toEqual(['id', 'createdAt', 'owner', 'text']);
  expect(Note._meta.localFields).toHaveLength(4);
  expect(Note._meta.getField('createdAt')).not.toBe(Label._meta.getField('createdAt'));
  expect(Note._meta.getField('createdAt')).toHaveProperty('model', Note);
});

test('a child may declare a field of its abstract parent anew', () => {
  expect(Label._meta.getField('createdAt')).toHaveProperty('column', 'made');
  expect(Object.keys(new Label())).toEqual(['id', 'createdAt', 'owner']);
});

test('the meta of an abstract parent holds unless the child has its own', () => {
  expect(Note._meta.ordering).toEqual(['-createdAt']);
  expect(Note._meta.abstract).toBe(false);
  expect(Label._meta.ordering).toEqual([]);
  expect(Label._meta.verboseName).toBe('tag');
});

test('relatedName is filled in for each child', () => {
  expect(Place._meta.relatedObjects.map((relation) => relation.name)).toEqual([
    'restaurant',
    'noteOwned',
    'labelOwned',
  ]);
});

test('an abstract model makes no instances', () => {
  expect(() => new (Stamped as unknown as new () => Stamped)()).toThrow(
    'Stamped is abstract and cannot be instantiated.',
  );
});

test('a child of a model with a table has a table of its own and a link to the parent', () => {
  expect(Restaurant._meta.dbTable).toBe('city_restaurant');
  expect(Restaurant._meta.pk.name).toBe('placePtr');
  expect(Restaurant._meta.pk).toBeInstanceOf(fields.OneToOneField);
  expect(Restaurant._meta.localFields.map((field) => field.column)).toEqual(['place_ptr_id', 'serves_pizza']);
  expect(Restaurant._meta.getFields().map((field) => field.name)).toEqual([
    'noteOwned',
    'labelOwned',
    'id',
    'name',
    'placePtr',
    'servesPizza',
  ]);
  expect(Restaurant._meta.fields.map((field) => field.name)).toEqual([
    'id',
    'name',
    'placePtr',
    'servesPizza',
  ]);
  expect(Restaurant._meta.getField('name')).toBe(Place._meta.getField('name'));
  expect(Restaurant._meta.ordering).toEqual(['name']);
  const restaurant = new Restaurant({ name: 'Bamboo', servesPizza: true });
  expect([restaurant.name, restaurant.servesPizza, restaurant.pk]).toEqual(['Bamboo', true, null]);
});

test('a field of a parent with a table cannot be declared anew', () => {
  class Clash extends Place {
    override name = models.CharField({ maxLength: 10 });
  }
  expect(() => registerModel(Clash, 'city')).toThrow(
    "Clash declares a field 'name' that its parent 'city.Place' has already.",
  );
});

test('a proxy shares its table and adds behaviour', () => {
  expect(PlaceByName._meta.dbTable).toBe('city_place');
  expect(PlaceByName._meta.localFields).toEqual([]);
  expect(PlaceByName._meta.fields).toEqual(Place._meta.fields);
  expect(PlaceByName._meta.concreteModel).toBe(Place);
  expect(new PlaceByName({ name: 'x' }).shout()).toBe('X');
  expect(new PlaceByName({ pk: 1 }).equals(new Place({ pk: 1 }))).toBe(true);
});

test('a parent that is neither abstract nor registered is reported', () => {
  class Base extends models.Model {
    name = models.TextField();
  }
  class Child extends Base {}
  expect(() => registerModel(Child, 'city')).toThrow(
    'Child extends Base, which is no registered model. Export the parent from a models.ts too; if it is only a base for others, give it `static meta = { abstract: true }`.',
  );
});

test('createModel() makes a model without a class body, and one that extends it', () => {
  const City = createModel('City', {
    appLabel: 'atlas',
    fields: { name: new fields.CharField({ maxLength: 9 }), river: new fields.TextField({ null: true }) },
    meta: { verboseNamePlural: 'cities' },
  });
  const Capital = createModel('Capital', {
    appLabel: 'atlas',
    fields: { of: new fields.CharField({ maxLength: 9 }) },
    base: City,
  });
  const seoul = new Capital({ name: 'Seoul', of: 'Korea' }) as unknown as Record<string, unknown>;
  expect([seoul['name'], seoul['river'], seoul['of']]).toEqual(['Seoul', null, 'Korea']);
  expect(Capital._meta.fields.map((field) => field.column)).toEqual([
    'id',
    'name',
    'river',
    'city_ptr_id',
    'of',
  ]);
  expect(City._meta.verboseNamePlural).toBe('cities');
});
