import {
  AddConstraintNotValid,
  AddIndexConcurrently,
  ArrayField,
  BloomExtension,
  BtreeGinExtension,
  BtreeGistExtension,
  CITextExtension,
  CreateCollation,
  CreateExtension,
  CryptoExtension,
  GinIndex,
  HStoreExtension,
  HStoreField,
  RemoveCollation,
  RemoveIndexConcurrently,
  TrigramExtension,
  UnaccentExtension,
  ValidateConstraint,
} from 'jango/contrib/postgres';
import { connection, connections, IntegrityError, models, Q } from 'jango/db';
import { fields, Migration, type Operation, operations, ProjectState } from 'jango/db/migrations';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { configure } from '../../../src/conf/configure.ts';
import { SqliteDatabase } from '../../../src/db/backends/sqlite3/database-wrapper.ts';
import { postgresIsAbsent } from '../../support/database.ts';
import { makeTables } from './tables.ts';

const absent = await postgresIsAbsent();
const table = operations.CreateModel({
  name: 'Thing',
  fields: {
    id: fields.BigAutoField({ primaryKey: true }),
    price: fields.IntegerField(),
    name: fields.TextField({ default: '' }),
    tags: fields.custom(ArrayField(fields.TextField(), { default: () => [] })),
  },
});
const index = new GinIndex({ fields: ['tags'], name: 'by_tags' });
const check = new models.CheckConstraint({ name: 'positive', condition: Q({ price__gt: 0 }) });

interface Done {
  /** Undo it all. */
  undo(): Promise<void>;
}

/** Apply a migration to the database. */
async function migrate(
  all: readonly Operation[],
  options: { atomic?: boolean; state?: ProjectState } = {},
): Promise<Done> {
  const { atomic = true, state = new ProjectState() } = options;
  const migration = new Migration('shop', '0001_x', { operations: all, atomic });
  const before = state.clone();
  const editor = await connection.schemaEditor({ atomic });
  await editor.run(() => migration.apply(state, editor));
  return {
    undo: async () => {
      const back = await connection.schemaEditor({ atomic });
      await back.run(() => migration.unapply(before, back));
    },
  };
}

async function names(sql: string): Promise<unknown[]> {
  return (await connection.query(sql)).map(([name]) => name);
}
const extensions = () => names("SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1");

describe.skipIf(absent !== undefined)('a migration operation of PostgreSQL', () => {
  beforeEach(() => makeTables([]));
  afterAll(() => connections.closeAll());

  test('makes an extension known, and drops it again', async () => {
    const { undo } = await migrate([HStoreExtension(), TrigramExtension(), CreateExtension('uuid-ossp')]);
    expect(await extensions()).toEqual(['hstore', 'pg_trgm', 'uuid-ossp']);
    await migrate([HStoreExtension()]);
    await undo();
    expect(await extensions()).toEqual([]);
  });

  test('is there for each extension that Django has one for', async () => {
    const all = [
      BloomExtension,
      BtreeGinExtension,
      BtreeGistExtension,
      CITextExtension,
      CryptoExtension,
      UnaccentExtension,
    ];
    await migrate(all.map((make) => make()));
    expect(await extensions()).toEqual([
      'bloom',
      'btree_gin',
      'btree_gist',
      'citext',
      'pgcrypto',
      'unaccent',
    ]);
  });

  test('makes a table with fields of an extension in the same migration', async () => {
    const { undo } = await migrate([
      HStoreExtension(),
      operations.CreateModel({
        name: 'Box',
        fields: { id: fields.BigAutoField({ primaryKey: true }), data: fields.custom(HStoreField()) },
      }),
    ]);
    const columns = await connection.introspection.columns('shop_box');
    expect(columns.map(({ type }) => type)).toEqual(['bigint', 'hstore']);
    await undo();
  });

  test('makes and removes collations', async () => {
    const german = {
      name: 'german_x',
      provider: 'icu',
      locale: 'de-u-ks-level2',
      deterministic: false,
    } as const;
    const collations = () => names("SELECT collname FROM pg_collation WHERE collname LIKE '%\\_x'");
    const { undo } = await migrate([CreateCollation(german)]);
    expect(await collations()).toEqual(['german_x']);
    expect(await names(`SELECT 'A' = 'a' COLLATE "german_x"`)).toEqual([true]);
    await undo();
    expect(await collations()).toEqual([]);
    const removal = await migrate([CreateCollation(german), RemoveCollation(german)]);
    expect(await collations()).toEqual([]);
    await removal.undo();
    expect(() => CreateCollation({ ...german, provider: 'x' as never })).toThrow("There is no provider 'x'");
  });

  test('makes an index beside writers, outside of a transaction alone', async () => {
    const state = new ProjectState();
    await migrate([table], { state });
    const add = AddIndexConcurrently({ modelName: 'Thing', index: index as never });
    await expect(migrate([add], { state: state.clone() })).rejects.toThrow(
      'AddIndexConcurrently cannot be executed inside a transaction.',
    );
    const { undo } = await migrate([add], { state, atomic: false });
    expect((await connection.introspection.constraints('shop_thing')).get('by_tags')?.type).toBe('gin');
    const remove = RemoveIndexConcurrently({ modelName: 'Thing', name: 'by_tags' });
    const removal = await migrate([remove], { state: state.clone(), atomic: false });
    const has = async () => (await connection.introspection.constraints('shop_thing')).has('by_tags');
    expect(await has()).toBe(false);
    await removal.undo();
    expect(await has()).toBe(true);
    await undo();
    expect(await has()).toBe(false);
  });

  test('says CONCURRENTLY in SQL that is printed', async () => {
    const state = new ProjectState();
    table.stateForwards('shop', state);
    const editor = await connection.schemaEditor({ collectSql: true });
    const migration = new Migration('shop', '0001_x', {
      operations: [AddIndexConcurrently({ modelName: 'Thing', index: index as never })],
    });
    await migration.apply(state, editor);
    expect(editor.collectedSql.at(-1)).toBe(
      'CREATE INDEX CONCURRENTLY "by_tags" ON "shop_thing" USING gin ("tags");',
    );
  });

  test('adds a check that rows from before need not meet, and validates it', async () => {
    const state = new ProjectState();
    await migrate([table], { state });
    const insert = (price: number) =>
      connection.execute(`INSERT INTO shop_thing (price, name, tags) VALUES (${price}, '', '{}')`);
    await insert(-1);
    await expect(
      migrate([operations.AddConstraint({ modelName: 'Thing', constraint: check })], {
        state: state.clone(),
      }),
    ).rejects.toThrow('violated');
    const { undo } = await migrate([AddConstraintNotValid({ modelName: 'Thing', constraint: check })], {
      state,
    });
    await expect(insert(-2)).rejects.toThrow(IntegrityError);
    const validate = ValidateConstraint({ modelName: 'Thing', name: 'positive' });
    await expect(migrate([validate], { state: state.clone() })).rejects.toThrow('violated');
    await connection.execute('UPDATE shop_thing SET price = 1');
    await (await migrate([validate], { state: state.clone() })).undo();
    expect(await names("SELECT convalidated FROM pg_constraint WHERE conname = 'positive'")).toEqual([true]);
    await undo();
    await insert(-3);
    const unique = new models.UniqueConstraint({ name: 'u', fields: ['price'] });
    expect(() => AddConstraintNotValid({ modelName: 'Thing', constraint: unique as never })).toThrow(
      'AddConstraintNotValid takes a CheckConstraint.',
    );
  });
});

test('operations that SQLite has no use for do nothing there, and the others do what they can', async () => {
  configure({
    SECRET_KEY: 'x',
    BASE_DIR: '/tmp',
    DATABASES: { default: { ENGINE: 'sqlite3', NAME: ':memory:' } },
  });
  const sqlite = new SqliteDatabase('default', { ENGINE: 'sqlite3', NAME: ':memory:' });
  const editor = await sqlite.schemaEditor({ collectSql: true });
  const plain = operations.CreateModel({
    name: 'Thing',
    fields: { id: fields.BigAutoField({ primaryKey: true }), price: fields.IntegerField() },
  });
  const byPrice = new models.Index({ fields: ['price'], name: 'by_price' });
  const all = [
    HStoreExtension(),
    CreateCollation({ name: 'x', locale: 'de' }),
    plain,
    AddIndexConcurrently({ modelName: 'Thing', index: byPrice as never }),
    ValidateConstraint({ modelName: 'Thing', name: 'y' }),
  ];
  await new Migration('shop', '0001_x', { operations: all }).apply(new ProjectState(), editor);
  expect(editor.collectedSql.filter((line) => !line.startsWith('--'))).toEqual([
    expect.stringContaining('CREATE TABLE'),
    'CREATE INDEX "by_price" ON "shop_thing" ("price");',
  ]);
});

test('operations say what they do, and what a file of them is called', () => {
  const all = [
    HStoreExtension(),
    CreateCollation({ name: 'German', locale: 'de' }),
    AddIndexConcurrently({ modelName: 'Thing', index: index as never }),
    RemoveIndexConcurrently({ modelName: 'Thing', name: 'by_tags' }),
    AddConstraintNotValid({ modelName: 'Thing', constraint: check }),
    ValidateConstraint({ modelName: 'Thing', name: 'positive' }),
  ];
  expect(all.map((one) => [one.describe(), one.migrationNameFragment])).toEqual([
    ['Creates extension hstore', 'create_extension_hstore'],
    ['Create collation German', 'create_collation_german'],
    ['Concurrently create index by_tags on field(s) tags of model Thing', 'thing_by_tags'],
    ['Concurrently remove index by_tags from Thing', 'remove_thing_by_tags'],
    ['Create not valid constraint positive on model Thing', 'thing_positive_not_valid'],
    ['Validate constraint positive on model Thing', 'thing_validate_positive'],
  ]);
});
