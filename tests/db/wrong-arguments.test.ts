import * as postgres from 'jango/contrib/postgres';
import { FrameworkError } from 'jango/core/errors';
import {
  atomic,
  captureQueries,
  connections,
  createModel,
  fields,
  functions,
  models,
  onQuery,
  pinReads,
  registerLookup,
  registerModel,
  transaction,
  unregisterLookup,
} from 'jango/db';
import { operations, swappableDependency } from 'jango/db/migrations';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configure } from '../../src/conf/configure.ts';

const any = (value: unknown): never => value as never;
const WRONG = [null, '', 'x', 5, Number.NaN, 2n ** 63n, '__proto__', '\ud800', 'a\0b', true, Symbol('x')];
type Maker = (options: never) => unknown;
type Class = new (options: never) => unknown;

/** What is said of each wrong value; all of it is an error of ours, with a next step. */
function refused(call: (value: never) => unknown, values: readonly unknown[] = WRONG): string[] {
  return values.map((value) => {
    let error: unknown;
    try {
      call(any(value));
    } catch (thrown) {
      error = thrown;
    }
    expect(error, String(value)).toBeInstanceOf(FrameworkError);
    expect((error as FrameworkError).hint).toBeTruthy();
    return (error as Error).message;
  });
}

beforeAll(() => {
  const database = { ENGINE: 'sqlite3', NAME: ':memory:' };
  configure({ SECRET_KEY: 'x', BASE_DIR: '/tmp', DATABASES: { default: database, other: database } });
});
afterAll(() => connections.closeAll());

const OF_POSTGRESQL = Object.entries(postgres.fields as unknown as Record<string, Class>);
test.each([...Object.entries(fields as unknown as Record<string, Class>), ...OF_POSTGRESQL])(
  'the options of %s are an object',
  (name, Field) => {
    if (!/(Field|Key|Object)$/.test(name)) return;
    expect(refused((options) => new Field(options))[0]).not.toBe('');
  },
);

test('a field says which options it got', () => {
  const text = (value: string) =>
    `The options of CharField are an object, not ${value}. Leave them out, or write them as an object of names and values.`;
  expect(refused((options) => new fields.CharField(options), [null, 5])).toEqual([text('null'), text('5')]);
  expect(refused((options) => new fields.EmailField(options), [null])[0]).toMatch(
    /^The options of EmailField/,
  );
  expect(refused((options) => new fields.ForeignKey(options), [undefined])[0]).toMatch(/needs an onDelete/);
  expect(refused((options) => new fields.ManyToManyField(options), [undefined])[0]).toMatch(/needs a model/);
  const given = fields.ManyToOneRel as never as new (field: unknown, options: unknown) => object;
  expect(refused((options) => new given(null, options), [null])[0]).toBe(
    'The options of ManyToOneRel are null. Give it an object that says where it points: { to: () => Author, ... }.',
  );
});

test('choices, models and kinds of fields are made of what they are made of', () => {
  expect(refused((members) => models.TextChoices(members))[0]).toMatch(
    /^Choices are made of an object, not of null/,
  );
  refused((members) => models.Choices(members), [undefined, []]);
  refused((members) => models.IntegerChoices(members));
  expect(refused((kind) => models.customField(kind, 'x'))[0]).toMatch(/takes a class of fields, not null/);
  expect(refused((options) => createModel('A', options))[0]).toMatch(
    /got options that are null\. Write createModel/,
  );
  expect(refused((name) => createModel(name, { appLabel: 'a' }), [null, '', 5])[0]).toMatch(
    /a name that is null/,
  );
  expect(refused((made) => createModel('A', { appLabel: 'a', fields: made }), [null, 'x', []])[0]).toMatch(
    /fields/,
  );
  expect(refused((model) => registerModel(model, 'a'))[0]).toMatch(/takes the class of a model, not null/);
});

test('a lookup is a class with a name, for something that has lookups', () => {
  expect(refused((lookup) => registerLookup(fields.CharField, lookup), [...WRONG, undefined])[0]).toBe(
    "A lookup is a class, not null. Give the class what stands after `__`: static override readonly lookupName = 'ne'.",
  );
  class Nameless {}
  expect(refused((lookup) => registerLookup(fields.CharField, lookup), [Nameless])[0]).toMatch(
    /Nameless has no name/,
  );
  expect(refused((owner) => registerLookup(owner, any(functions.Length)))[0]).toMatch(/null has no lookups/);
  refused((lookup) => unregisterLookup(fields.CharField, lookup));
});

test('operations of migrations name the one that has no options', () => {
  const { RunCode: _, RunSQL: __, ...made } = operations;
  const { AddConstraintNotValid, AddIndexConcurrently, CreateCollation } = postgres;
  const { RemoveCollation, RemoveIndexConcurrently, ValidateConstraint } = postgres;
  const own = { AddConstraintNotValid, AddIndexConcurrently, CreateCollation, RemoveCollation };
  const all = { ...made, ...own, RemoveIndexConcurrently, ValidateConstraint };
  for (const [name, make] of Object.entries(all)) {
    expect(refused(make as Maker, [...WRONG, undefined])[0]).toBe(
      `The options of ${name}() are an object, not null. Write them as makemigrations does: operations.AddField({ modelName: 'article', ... }).`,
    );
  }
  expect(
    refused((more) => operations.CreateModel({ name: 'A', fields: more }), [null, undefined, []])[0],
  ).toMatch(/^The fields of CreateModel\(\) are an object, not null/);
  expect(refused((index) => operations.AddIndex({ modelName: 'a', index }), [null, undefined])[0]).toMatch(
    /without a name/,
  );
  expect(refused(swappableDependency, [null, undefined, 5, []])[0]).toMatch(/the label of a model, not null/);
});

test('a database is named in the options of a transaction, not in their place', async () => {
  const { commit, onCommit, rollback, savepoint, setAutocommit } = transaction;
  const later = [
    (options: never) => atomic(() => 1, options),
    (options: never) => onCommit(() => {}, options),
    (options: never) => setAutocommit(false, () => 1, options),
    commit,
    rollback,
    savepoint,
  ];
  for (const call of later) {
    for (const wrong of [null, 'other', 5]) {
      await expect(call(any(wrong))).rejects.toThrow(
        /^The options of a transaction are an object, not .*using/,
      );
    }
  }
  await atomic(async () => {
    expect(refused((options) => transaction.setRollback(true, options), ['other'])[0]).toBe(
      "The options of a transaction are an object, not 'other'. Name a database by { using: 'other' }.",
    );
    expect(transaction.getRollback()).toBe(false);
  });
  await expect(atomic(any(null))).rejects.toThrow('atomic() takes a function, not null.');
});

test('what is to be called is a function', async () => {
  expect(refused(onQuery)[0]).toBe('onQuery() takes a function, not null. Write: onQuery(() => { ... }).');
  refused(pinReads);
  await expect(captureQueries(any(null))).rejects.toThrow(/^captureQueries\(\) takes a function, not null/);
  expect((await captureQueries(() => connections.get().query('SELECT 1'), any(null))).queries).toHaveLength(
    1,
  );
});
