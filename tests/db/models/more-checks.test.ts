import { ArrayField } from 'jango/contrib/postgres';
import { F, fields, functions, models, Q, RawSQL, registerModel } from 'jango/db';
import { afterAll, expect, test } from 'vitest';
import { apps } from '../../../src/apps/registry.ts';
import { configure, pushOverride } from '../../../src/conf/configure.ts';
import { CheckWarning } from '../../../src/core/checks/messages.ts';
import { runChecks } from '../../../src/core/checks/registry.ts';
import { connections } from '../../../src/db/connections.ts';
import '../../../src/db/models/register-exports.ts';
import { temporal } from '../../../src/utils/temporal.ts';

configure({
  BASE_DIR: import.meta.dirname,
  SECRET_KEY: 'x',
  USE_TZ: true,
  DATABASES: {
    default: { ENGINE: 'sqlite3', NAME: ':memory:' },
    server: { ENGINE: 'postgresql', NAME: 'never_opened' },
  },
});
afterAll(() => connections.closeAll());

let count = 0;
/** Ids and what they are about, of the checks of some models. */
async function ids(classes: models.ModelClass[], databases: string[] = []): Promise<string[]> {
  const app = `checked${count++}`;
  for (const model of classes) registerModel(model, app);
  const found = await runChecks({ tags: ['models'], appConfigs: [apps.getAppConfig(app)], databases });
  return found.map(({ id, obj, message }) => `${id} ${obj ?? ''}: ${message}`.replaceAll(`${app}.`, ''));
}
const starts = (...texts: string[]) => texts.map((text) => expect.stringMatching(new RegExp(`^${text}`)));

test('constraints and indexes may read only columns of the table', async () => {
  class Shelf extends models.Model {
    name = models.CharField({ maxLength: 5 });
  }
  class Book extends models.Model {
    name = models.CharField({ maxLength: 5 });
    shelf = models.ForeignKey(() => Shelf, { onDelete: models.CASCADE });
    static meta: models.Meta = {
      indexes: [
        new models.Index({ name: 'a', fields: ['name'], include: ['gone1'] }),
        new models.Index({ name: 'b', expressions: [functions.Lower('gone2')] }),
      ],
      constraints: [
        new models.CheckConstraint({
          name: 'c',
          condition: Q({ gone3: 1 }).or(Q({ shelfId: 1, pk__gt: 1 })),
        }),
        new models.CheckConstraint({ name: 'd', condition: Q({ name: F('gone4') }) }),
        new models.CheckConstraint({ name: 'e', condition: Q({ shelf__name: 'x' }) }),
        new models.UniqueConstraint({ name: 'f', expressions: [functions.Lower('gone5')] }),
        new models.UniqueConstraint({ name: 'g', fields: ['name'], condition: Q({ gone6: 1 }) }),
        new models.CheckConstraint({
          name: 'h',
          condition: RawSQL('1=1', [], { outputField: new fields.BooleanField() }),
        }),
      ],
    };
  }
  const gone = (option: string, n: number) =>
    `models.E012 Book: '${option}' refers to the nonexistent field 'gone${n}'.`;
  expect(await ids([Shelf, Book])).toEqual([
    gone('indexes', 1),
    gone('indexes', 2),
    gone('constraints', 3),
    gone('constraints', 4),
    "models.E041 Book: 'constraints' refers to the joined field 'shelf__name'.",
    gone('constraints', 5),
    gone('constraints', 6),
    "models.W045 Book: Check constraint 'h' contains RawSQL() expression and won't be validated during the model fullClean().",
  ]);
});

test('ordering leads to columns and transforms', async () => {
  class Town extends models.Model {
    name = models.CharField({ maxLength: 5 });
    day = models.DateField();
  }
  class Street extends models.Model {
    town = models.ForeignKey(() => Town, { onDelete: models.CASCADE });
    towns = models.ManyToManyField(() => Town, { relatedName: '+' });
    static meta: models.Meta = {
      ordering: [
        'town',
        'townId',
        'town__pk',
        'town__day__year',
        '?',
        'towns',
        'town__name__nope',
        'town__nope',
      ],
    };
  }
  const bad = (name: string) =>
    `models.E015 Street: 'ordering' refers to the nonexistent field, related field, or lookup '${name}'.`;
  expect(await ids([Town, Street])).toEqual([bad('towns'), bad('town__name__nope'), bad('town__nope')]);
});

test('what a database cannot do is said where the databases are named', async () => {
  class Item extends models.Model {
    name = models.CharField({ maxLength: 5, dbComment: 'x' });
    twice = models.GeneratedField({
      expression: F('id').mul(2),
      outputField: new fields.IntegerField(),
      dbPersist: false,
    });
    start = models.IntegerField({ dbDefault: F('id') });
    tags = ArrayField(models.IntegerField());
    static meta: models.Meta = {
      dbTableComment: 'y',
      indexes: [new models.Index({ name: 'a', fields: ['name'], include: ['twice'] })],
      constraints: [
        new models.UniqueConstraint({ name: 'b', fields: ['name'], deferrable: 'deferred' }),
        new models.UniqueConstraint({ name: 'c', fields: ['name'], nullsDistinct: false }),
      ],
    };
  }
  const byDefault =
    'fields.E012 Item.start: The dbDefault of Item.start reads other columns, which a default cannot.';
  expect(await ids([Item])).toEqual([]);
  class Thing extends Item {
    static override meta: models.Meta = { proxy: true };
  }
  const app = Item._meta.appLabel;
  registerModel(Thing, app);
  const found = async (database: string) =>
    (await runChecks({ tags: ['models'], appConfigs: [apps.getAppConfig(app)], databases: [database] })).map(
      ({ id, obj, message }) => `${id} ${obj}: ${message}`.replaceAll(`${app}.`, ''),
    );
  expect(await found('default')).toEqual([
    'models.W040 Item: SQLite does not support indexes with non-key columns.',
    'models.W038 Item: SQLite does not support deferrable unique constraints.',
    'models.W047 Item: SQLite does not support unique constraints with nulls distinct.',
    'models.W046 Item: SQLite does not support comments on tables (dbTableComment).',
    'fields.W163 Item.name: SQLite does not support comments on columns (dbComment).',
    byDefault,
    'postgres.E005 Item.tags: SQLite has no columns for ArrayField.',
  ]);
  expect(await found('server')).toEqual([
    'fields.E221 Item.twice: PostgreSQL does not support non-persisted GeneratedFields.',
    byDefault,
  ]);
});

test('names of columns that are made fit the database', async () => {
  class Long extends models.Model {
    [key: string]: unknown;
    a123456789012345678901234567890123456789012345678901234567890123 = models.IntegerField();
  }
  expect(await ids([Long], ['default'])).toEqual([]);
  class Longer extends models.Model {
    a123456789012345678901234567890123456789012345678901234567890123 = models.IntegerField();
  }
  expect(await ids([Longer], ['server'])).toEqual(
    starts('models.E018 Longer: Autogenerated column name too long'),
  );
});

test('defaults that all rows would share, by the clock or as text for bytes', async () => {
  const now = new Date();
  class Event extends models.Model {
    at = models.DateTimeField({ default: now });
    day = models.DateField({ default: temporal().PlainDate.from(now.toISOString().slice(0, 10)) });
    born = models.DateField({ default: temporal().PlainDate.from('2000-01-01') });
    // @ts-expect-error -- bytes, not text
    data = models.BinaryField({ default: 'x' });
  }
  expect(await ids([Event])).toEqual(
    starts('fields.W161 Event.at', 'fields.W161 Event.day', 'fields.E170 Event.data'),
  );
});

test('a generated field says what is wrong with its output', async () => {
  class Sum extends models.Model {
    total = models.GeneratedField({
      expression: F('id'),
      outputField: new fields.CharField({ maxLength: 0 }),
      dbPersist: true,
    });
  }
  expect(await ids([Sum])).toEqual([
    "fields.E223 Sum.total: GeneratedField.outputField has errors:\n    'maxLength' must be a positive integer. (fields.E121)",
  ]);
});

test('names that are taken: by a way back to the parent, by a getter, twice in a key', async () => {
  class Parent extends models.Model {}
  class Pet extends models.Model {
    parent = models.ForeignKey(() => Parent, { onDelete: models.CASCADE });
    get parentId() {
      return 1;
    }
  }
  class Child extends Parent {
    pet = models.IntegerField();
  }
  class Twice extends models.Model<[number, number]> {
    override pk = models.CompositePrimaryKey<[number, number]>('parent', 'parentId');
    parent = models.ForeignKey(() => Parent, { onDelete: models.CASCADE, relatedName: '+' });
    static meta: models.Meta = { uniqueTogether: [['pk', 'parent']] };
  }
  expect(await ids([Parent, Pet, Child, Twice])).toEqual([
    "models.E025 Pet: The property 'parentId' clashes with a related field accessor.",
    expect.stringMatching(/^models.E006 Child.pet: The field 'pet' clashes with the field 'pet' from model/),
    "models.E042 Twice: 'parentId' cannot be included in the composite primary key.",
    "models.E048 Twice: 'uniqueTogether' refers to a CompositePrimaryKey 'pk', but CompositePrimaryKeys are not permitted in 'uniqueTogether'.",
  ]);
});

test('a relation to a name that no app has is reported from the field and as a lazy reference', async () => {
  class Lost extends models.Model {
    far = models.ForeignKey('nowhere.Model', { onDelete: models.CASCADE });
    near = models.ForeignKey('Nothing', { onDelete: models.CASCADE });
  }
  const found = await ids([Lost]);
  expect(found).toEqual(
    starts('fields.E300 Lost.far', 'fields.E300 Lost.near', 'fields.E307 Lost.far', 'fields.E307 Lost.near'),
  );
  expect(found[2]).toContain("lazy reference to 'nowhere.model', but app 'nowhere' isn't installed.");
  expect(found[3]).toContain("doesn't provide model 'nothing'.");
});

test('models and managers may have checks of their own', async () => {
  class Checking extends models.Model {
    static objects = models.Manager<Checking>();
    static check() {
      return [new CheckWarning('Look here.', { id: 'own.W001' })];
    }
  }
  Object.assign(Checking.objects, { check: () => [new CheckWarning('And here.', { id: 'own.W002' })] });
  class Broken extends models.Model {
    static check = 'text';
  }
  expect(await ids([Checking, Broken])).toEqual([
    'own.W002 : And here.',
    'own.W001 : Look here.',
    "models.E020 Broken: The 'Broken.check()' class method is currently overridden by 'text'.",
  ]);
});

test('choices that are no choices are reported, not thrown', async () => {
  class Odd extends models.Model {
    // @ts-expect-error -- a text is no list
    a = models.CharField({ maxLength: 3, choices: 'abc' });
    // @ts-expect-error -- nor is a number
    b = models.CharField({ maxLength: 3, choices: 5 });
  }
  expect(await ids([Odd])).toEqual(starts('fields.E004 Odd.a', 'fields.E004 Odd.b'));
});

test('text and decimals without bounds are said so, and are columns where the database has them', async () => {
  class Free extends models.Model {
    text = models.CharField({ maxLength: null });
    number = models.DecimalField({ maxDigits: null, decimalPlaces: null });
  }
  expect(await ids([Free])).toEqual([]);
  const types = (alias: string) =>
    ['text', 'number'].map((name) =>
      (Free._meta.getField(name) as fields.Field).dbType(connections.get(alias)),
    );
  expect(types('default')).toEqual(['varchar', 'decimal']);
  expect(types('server')).toEqual(['varchar', 'numeric']);
  const back = await connections.override('default', { ENGINE: 'mysql', NAME: 'never_opened' });
  const found = await runChecks({ tags: ['models'], appConfigs: [apps.getAppConfig(Free._meta.appLabel)] });
  expect(found.map(({ id }) => id)).toEqual(['fields.E120', 'fields.E130', 'fields.E132']);
  await back();
});

test('a join table with the name of another one may be in another database, where there are routers', async () => {
  const found = async (dbTable: string) => {
    class Left extends models.Model {
      rights = models.ManyToManyField(() => Right, { dbTable, relatedName: '+' });
    }
    class Right extends models.Model {
      static meta: models.Meta = { dbTable };
    }
    return (await ids([Left, Right])).filter((one) => one.startsWith('fields'));
  };
  const message = (table: string) =>
    `Left.rights: The field's intermediary table '${table}' clashes with the table name of 'Right'.`;
  expect(await found('taken')).toEqual([`fields.E340 ${message('taken')}`]);
  const restore = pushOverride({ DATABASE_ROUTERS: ['routers.ts'] });
  try {
    expect(await found('routed')).toEqual([`fields.W344 ${message('routed')}`]);
  } finally {
    restore();
  }
});
