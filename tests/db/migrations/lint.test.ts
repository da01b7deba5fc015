import { configure } from 'jango/conf';
import { AddConstraintNotValid, AddIndexConcurrently, ValidateConstraint } from 'jango/contrib/postgres';
import { connections, functions, models, Q } from 'jango/db';
import { fields, Migration, type Operation, operations, ProjectState } from 'jango/db/migrations';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lintMigration } from '../../../src/db/migrations/lint/lint-migration.ts';
import { isNarrower, isWider } from '../../../src/db/migrations/lint/widths.ts';
import { POSTGRES } from '../../support/database.ts';
import { MYSQL } from '../../support/mysql.ts';
import { withSettings } from '../../support/override.ts';

configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere' });

const before = new Migration('shop', '0001_initial', {
  operations: [
    operations.CreateModel({
      name: 'Thing',
      fields: {
        id: fields.BigAutoField({ primaryKey: true }),
        title: fields.CharField({ maxLength: 10 }),
        count: fields.IntegerField({ null: true }),
      },
    }),
    operations.CreateModel({ name: 'Part', fields: { id: fields.BigAutoField({ primaryKey: true }) } }),
  ],
});

const add = (name: string, field: ReturnType<typeof fields.TextField>) =>
  operations.AddField({ modelName: 'thing', name, field });
const alter = (name: string, field: ReturnType<typeof fields.TextField>) =>
  operations.AlterField({ modelName: 'thing', name, field });

function findings(own: readonly Operation[], definition = {}) {
  const state = new ProjectState();
  before.mutateState(state);
  const migration = new Migration('shop', '0002_x', { operations: own, ...definition });
  return lintMigration(migration, state, connections.get());
}

/** The ids of what is warned of, on the default database. */
function lint(own: readonly Operation[], definition = {}): string[] {
  return findings(own, definition).map(({ id }) => id.replace('migrations.', ''));
}

const index = new models.Index({ fields: ['title'], name: 'i' });
const positive = new models.CheckConstraint({ condition: new Q({ count__gt: 0 }), name: 'c' });
const one = new models.UniqueConstraint({ fields: ['title'], name: 'u' });

// Nothing is sent to the server: it need not be there.
describe('on PostgreSQL', () => {
  let restore: () => Promise<void>;
  beforeAll(async () => {
    restore = await connections.override('default', POSTGRES);
  });
  afterAll(() => restore());

  test.each<[string, Operation[], string[]]>([
    ['a column without NULL and default', [add('a', fields.TextField({ default: 'x' }))], ['W101']],
    ['a column with NULL', [add('a', fields.TextField({ null: true }))], []],
    ['a column with a default of the database', [add('a', fields.TextField({ dbDefault: 'x' }))], []],
    [
      'a column whose default is worked out for each row',
      [add('a', fields.DateTimeField({ dbDefault: new functions.Now() }))],
      ['W102'],
    ],
    ['a column with an index', [add('a', fields.TextField({ null: true, dbIndex: true }))], ['W103']],
    [
      'an index',
      [
        operations.AddIndex({
          modelName: 'thing',
          index: new models.Index({ fields: ['title'], name: 'i' }),
        }),
      ],
      ['W103'],
    ],
    ['a longer text', [alter('title', fields.CharField({ maxLength: 20 }))], []],
    ['a shorter text', [alter('title', fields.CharField({ maxLength: 5 }))], ['W105', 'W104']],
    ['a text that becomes a number', [alter('title', fields.IntegerField())], ['W105', 'W104']],
    ['a number that becomes larger', [alter('count', fields.BigIntegerField({ null: true }))], ['W104']],
    ['NULL that goes', [alter('count', fields.IntegerField())], ['W110']],
    ['a column that goes', [operations.RemoveField({ modelName: 'thing', name: 'title' })], ['W106']],
    ['a table that goes', [operations.DeleteModel({ name: 'Part' })], ['W107']],
    [
      'a column with another name',
      [operations.RenameField({ modelName: 'thing', oldName: 'title', newName: 'name' })],
      ['W108'],
    ],
    ['a table with another name', [operations.RenameModel({ oldName: 'Part', newName: 'Piece' })], ['W108']],
    [
      'a check of all rows',
      [
        operations.AddConstraint({
          modelName: 'thing',
          constraint: new models.CheckConstraint({ condition: new Q({ count__gt: 0 }), name: 'c' }),
        }),
      ],
      ['W109'],
    ],
    [
      'a foreign key',
      [add('part', fields.ForeignKey('shop.Part', { onDelete: models.CASCADE, null: true, dbIndex: false }))],
      ['W109'],
    ],
    [
      'code beside changes of tables',
      [add('a', fields.TextField({ null: true })), operations.RunCode({ code: () => {} })],
      ['W111'],
    ],
    [
      'anything on a table that is new',
      [
        operations.CreateModel({ name: 'Fresh', fields: { id: fields.BigAutoField({ primaryKey: true }) } }),
        operations.AddField({ modelName: 'fresh', name: 'a', field: fields.TextField({ default: '' }) }),
      ],
      [],
    ],
  ])('%s is warned of as it should be', (_, own, ids) => {
    expect(lint(own)).toEqual(ids);
  });

  test.each<[string, Operation[], RegExp]>([
    ['an index', [operations.AddIndex({ modelName: 'thing', index })], /^Make it with AddIndexConcurrently/],
    [
      'a column with an index',
      [add('a', fields.TextField({ null: true, dbIndex: true }))],
      /^Leave `dbIndex` out.* AddIndexConcurrently/,
    ],
    [
      'a unique column',
      [add('a', fields.TextField({ null: true, unique: true }))],
      /RunSQL with CREATE UNIQUE INDEX CONCURRENTLY/,
    ],
    [
      'a unique constraint',
      [operations.AddConstraint({ modelName: 'thing', constraint: one })],
      /RunSQL with CREATE UNIQUE INDEX CONCURRENTLY/,
    ],
    [
      'a check',
      [operations.AddConstraint({ modelName: 'thing', constraint: positive })],
      /AddConstraintNotValid .* ValidateConstraint/,
    ],
    [
      'a foreign key',
      [add('part', fields.ForeignKey('shop.Part', { onDelete: models.CASCADE, null: true, dbIndex: false }))],
      /`dbConstraint: false`.* NOT VALID by RunSQL/,
    ],
    [
      'NULL that goes',
      [alter('count', fields.IntegerField())],
      /^Fill the rows; .*AddConstraintNotValid .* ValidateConstraint/,
    ],
  ])('the hint for %s names operations where there are some', (_, own, hint) => {
    expect(findings(own)[0]!.hint).toMatch(hint);
  });

  test('the operations that hints name are not warned of', () => {
    expect(
      lint([
        AddConstraintNotValid({ modelName: 'thing', constraint: positive }),
        ValidateConstraint({ modelName: 'thing', name: 'c' }),
      ]),
    ).toEqual([]);
    expect(lint([AddIndexConcurrently({ modelName: 'thing', index })], { atomic: false })).toEqual([]);
  });

  test('a migration and the settings can silence a warning', async () => {
    const drop = operations.RemoveField({ modelName: 'thing', name: 'title' });
    expect(lint([drop], { silenced: ['migrations.W106'] })).toEqual([]);
    await withSettings({ SILENCED_SYSTEM_CHECKS: ['migrations.W106'] }, () =>
      expect(lint([drop])).toEqual([]),
    );
  });
});

test('on MySQL, which knows no constraints that are not valid yet, a hint names none', async () => {
  const restore = await connections.override('default', MYSQL);
  const check = operations.AddConstraint({ modelName: 'thing', constraint: positive });
  expect(findings([check]).map(({ hint }) => hint)).toEqual([
    'This database has no way around it: migrate when hardly anybody writes.',
  ]);
  await restore();
});

test('on SQLite, where one process has the whole file anyway, only data and running code matter', async () => {
  const restore = await connections.override('default', { ENGINE: 'sqlite3', NAME: ':memory:' });
  expect(lint([alter('count', fields.BigIntegerField({ null: true }))])).toEqual([]);
  expect(lint([alter('title', fields.CharField({ maxLength: 5 }))])).toEqual(['W105']);
  expect(lint([operations.RemoveField({ modelName: 'thing', name: 'title' })])).toEqual(['W106']);
  await restore();
});

test.each([
  ['varchar(10)', 'varchar(5)', true, false],
  ['varchar(10)', 'varchar(20)', false, true],
  ['varchar(10)', 'text', false, true],
  ['text', 'varchar(10)', true, false],
  ['bigint', 'integer', true, false],
  ['smallint', 'bigint', false, false],
  ['numeric(7,2)', 'numeric(9,2)', false, true],
  ['numeric(7,2)', 'numeric(7,3)', true, false],
  ['numeric(7,2)', 'numeric(7,1)', true, false],
])('from %s to %s: narrower %s, wider %s', (from, to, narrower, wider) => {
  expect([isNarrower(from, to), isWider(from, to)]).toEqual([narrower, wider]);
});
