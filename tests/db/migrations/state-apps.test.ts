import { models } from 'jango/db';
import { fields, ModelState, ProjectState } from 'jango/db/migrations';
import { expect, test } from 'vitest';

const id = () => fields.BigAutoField({ primaryKey: true });
const key = (to: string) => fields.ForeignKey(to, { onDelete: models.CASCADE });

function chain(): ProjectState {
  const model = (name: string, more = {}) =>
    new ModelState('shop', name, { fields: new Map(Object.entries({ id: id(), ...more })) });
  return new ProjectState([
    model('Country'),
    model('City', { country: key('shop.country') }),
    model('Author', { city: key('shop.city') }),
    model('Book', { author: key('shop.author') }),
  ]);
}

const made = ({ apps }: ProjectState): string[] => apps.getModels().map((model) => model._meta.modelName);

test('a step of the schema makes a class of its model and of those that its columns point at, and no more', () => {
  const state = chain();
  state.apps.getTable('shop', 'Book');
  expect(made(state)).toEqual(['author', 'book']);
  state.apps.getTable('shop', 'Author');
  expect(made(state)).toEqual(['author', 'book', 'city']);
});

test('code of a migration follows relations as far as they go, also from a model that a step of the schema has made', () => {
  const state = chain();
  state.apps.getTable('shop', 'Book');
  const Book = state.apps.getModel('shop', 'Book');
  expect(made(state).sort()).toEqual(['author', 'book', 'city', 'country']);
  expect(() => Book.objects.filter({ author__city__country__pk: 1 })).not.toThrow();
  expect(state.apps.getModel('shop.author')._meta.relatedObjects.map((one) => one.name)).toEqual(['book']);
});
