import { models } from 'jango/db';
import { beforeEach, expect, test } from 'vitest';
import { makeTables } from './app.ts';

class Person extends models.Model {
  name = models.CharField({ maxLength: 5 });
  static objects = models.Manager<Person>();
}

class Letter extends models.Model {
  from = models.ForeignKey(() => Person, { onDelete: models.CASCADE, relatedName: '+' });
  to = models.ForeignKey(() => Person, { onDelete: models.CASCADE, relatedName: '+' });
  readers = models.ManyToManyField(() => Person, { relatedName: '+' });
  stamp = models.OneToOneField(() => Person, { onDelete: models.CASCADE, relatedName: 'mine+' });
  writer = models.ForeignKey(() => Person, {
    onDelete: models.CASCADE,
    relatedName: '+',
    relatedQueryName: 'written',
  });
  answers = models.ManyToManyField('self');
  place = models.ForeignKey(() => Person, { onDelete: models.CASCADE });
  static objects = models.Manager<Letter>();
}

const names = (model: models.ModelClass, includeHidden: boolean): string[] =>
  model._meta.getFields({ includeHidden }).map(({ name }) => name);

beforeEach(() => makeTables('post', [Person, Letter]));

test('hidden relations have the names that Django gives them', () => {
  expect(names(Person, false)).toEqual(['letter', 'id', 'name']);
  expect(names(Person, true).toSorted()).toEqual(
    [
      '+',
      '+',
      'Letter_readers+',
      '_post_letter_readers_+',
      'id',
      'letter',
      'mine+',
      'name',
      'written',
    ].toSorted(),
  );
  expect(
    names(Letter, true)
      .filter((name) => name.endsWith('+'))
      .toSorted(),
  ).toEqual(['Letter_answers+', 'Letter_answers+', 'Letter_readers+', 'answers_rel_+']);
  const hidden = Person._meta.getFields({ includeHidden: true }).filter((field) => field.hidden);
  expect(hidden.map((field) => (field as { accessorName?: string }).accessorName)).toEqual(
    hidden.map(() => undefined),
  );
});

test('getField() and relatedObjects know what Django’s know', () => {
  expect(Person._meta.getField('mine+')).toMatchObject({ oneToOne: true, hidden: true });
  expect(Person._meta.getField('_post_letter_readers_+')).toMatchObject({ manyToMany: true });
  expect(() => Person._meta.getField('other+')).toThrow("Person has no field named 'other+'");
  expect(Person._meta.relatedObjects.map(({ name }) => name).toSorted()).toEqual([
    '_post_letter_readers_+',
    'letter',
  ]);
});

test('a hidden relation is asked by its relatedQueryName, and has no property', async () => {
  const kim = await Person.objects.create({ name: 'Kim' });
  const lee = await Person.objects.create({ name: 'Lee' });
  const letter = await Letter.objects.create({ from: kim, to: lee, stamp: kim, writer: lee, place: kim });
  await letter.readers.add(kim);
  const found = async (condition: object): Promise<string[]> =>
    Person.objects.filter(condition as never).valuesList('name', { flat: true });
  expect(await found({ written: letter })).toEqual(['Lee']);
  expect(await found({ written__place__name: 'Kim' })).toEqual(['Lee']);
  expect(await found({ letter })).toEqual(['Kim']);
  expect(await found({ '_post_letter_readers_+': letter })).toEqual(['Kim']);
  await expect(found({ letters: letter })).rejects.toThrow('Choices are: id, letter, name.');
  expect(Object.keys(Person.prototype).filter((name) => name.includes('+') || name === 'written')).toEqual(
    [],
  );
  await expect(async () => Person.objects.prefetchRelated('written' as never)).rejects.toThrow();
  expect(await kim.delete()).toMatchObject([3, { 'post.Person': 1, 'post.Letter': 1 }]);
});
