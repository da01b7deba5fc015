import { models, registerModel } from 'jango/db';
import { expect, expectTypeOf, test } from 'vitest';
import { standIn } from './persistence-stand-in.ts';

standIn();

class Person extends models.Model {}
class Book extends models.Model {
  title = models.CharField({ maxLength: 20 });
  publishedAt = models.DateTimeField();
  author = models.ForeignKey(() => Person, { onDelete: models.CASCADE });
  static meta: models.Meta<Book> = {
    indexes: [
      new models.Index({ fields: ['title', '-publishedAt'] }),
      new models.Index({ fields: ['author'] }),
      new models.Index({ fields: ['title'], name: '%(app_label)s_%(class)s_title' }),
    ],
    constraints: [new models.UniqueConstraint({ name: '%(class)s_once', fields: ['title', 'author'] })],
    permissions: [['can_lend', 'Can lend books']],
    verboseName: 'volume',
    dbTableComment: 'All of them',
  };
}
registerModel(Book, 'lib');
registerModel(Person, 'lib');

test('an index without a name gets the one that Django makes', () => {
  expect(Book._meta.indexes.map((index) => index.name)).toEqual([
    'lib_book_title_5961ed_idx',
    'lib_book_author__838502_idx',
    'lib_book_title',
  ]);
});

test('a constraint name may hold the names of app and class', () => {
  expect(Book._meta.constraints.map((constraint) => constraint.name)).toEqual(['book_once']);
});

test('what the meta leaves out is as Django has it', () => {
  expect(Person._meta).toMatchObject({
    verboseName: 'person',
    managed: true,
    proxy: false,
    ordering: [],
    uniqueTogether: [],
    defaultPermissions: ['add', 'change', 'delete', 'view'],
    dbTable: 'lib_person',
  });
  expect(Book._meta).toMatchObject({
    verboseName: 'volume',
    verboseNamePlural: 'volumes',
    dbTableComment: 'All of them',
  });
});

test('an index or constraint that cannot work is refused at once', () => {
  expect(() => new models.Index()).toThrow(
    'At least one field or expression is required to define an index.',
  );
  expect(() => new models.Index({ expressions: [{}] })).toThrow('must be named');
  expect(() => new models.UniqueConstraint({ name: '', fields: ['a'] })).toThrow(
    'A UniqueConstraint needs a name.',
  );
  expect(() => new models.CheckConstraint({ name: 'x', condition: 'age > 3' })).toThrow(
    'CheckConstraint.condition must be a Q or a boolean expression.',
  );
});

test('indexes and constraints can be taken apart and put together again', () => {
  const index = new models.Index({ fields: ['title'], name: 'x', dbTablespace: 'y' });
  expect(index.deconstruct()).toEqual({
    path: 'Index',
    args: [],
    options: { fields: ['title'], name: 'x', dbTablespace: 'y' },
  });
  expect(index.clone().deconstruct()).toEqual(index.deconstruct());
  const unique = new models.UniqueConstraint({ name: 'u', fields: ['a'], violationErrorMessage: 'Taken.' });
  expect(unique.clone().deconstruct().options).toEqual({
    fields: ['a'],
    name: 'u',
    violationErrorMessage: 'Taken.',
  });
});

test('choices can be an enumeration, which names the values and types the field', () => {
  const Status = models.TextChoices({ DRAFT: ['draft', 'Rough draft'], IN_REVIEW: 'review' });
  class Paper extends models.Model {
    status = models.CharField({ maxLength: 6, choices: Status, default: Status.DRAFT });
    declare getStatusDisplay: () => string;
  }
  registerModel(Paper, 'lib');
  const paper = new Paper();
  expect(paper.status).toBe('draft');
  expectTypeOf(paper.status).toEqualTypeOf<'draft' | 'review'>();
  expect(paper.getStatusDisplay()).toBe('Rough draft');
  expect(Status.choices).toEqual([
    ['draft', 'Rough draft'],
    ['review', 'In Review'],
  ]);
  expect([Status.values, Status.labels, Status.names]).toEqual([
    ['draft', 'review'],
    ['Rough draft', 'In Review'],
    ['DRAFT', 'IN_REVIEW'],
  ]);
  expect(() => models.IntegerChoices({ A: 1, B: 1 })).toThrow('Two choices have the value 1.');
});

test('an enumeration may have a label for no value, the first of its choices', () => {
  const Grade = models.IntegerChoices({ __empty__: 'Not yet', PASS: 1, FAIL: [2, 'Failed'] });
  class Exam extends models.Model {
    grade = models.IntegerField({ choices: Grade, null: true });
    plain = models.IntegerField({ choices: [[1, 'One']], null: true });
    declare getGradeDisplay: () => string;
    declare getPlainDisplay: () => string | null;
  }
  registerModel(Exam, 'lib');
  expect(Grade.choices).toEqual([
    [null, 'Not yet'],
    [1, 'Pass'],
    [2, 'Failed'],
  ]);
  expect([Grade.names, Grade.labels]).toEqual([
    ['__empty__', 'PASS', 'FAIL'],
    ['Not yet', 'Pass', 'Failed'],
  ]);
  expectTypeOf(Grade.PASS).toEqualTypeOf<1>();
  expectTypeOf(new Exam().grade).toEqualTypeOf<1 | 2 | null>();
  // @ts-expect-error -- a member is a number
  models.IntegerChoices({ A: 'text' });
  expect(new Exam().getGradeDisplay()).toBe('Not yet');
  expect([new Exam().getPlainDisplay(), new Exam({ plain: 5 }).getPlainDisplay()]).toEqual([null, '5']);
});
