import { configure } from 'jango/conf';
import { connection, connections, models } from 'jango/db';
import {
  Autodetector,
  fields,
  Migration,
  ModelState,
  type Operation,
  operations,
  ProjectState,
  type Questioner,
} from 'jango/db/migrations';
import { beforeEach, expect, test } from 'vitest';
import { ReferenceFinder } from '../../../src/db/migrations/writer/references.ts';
import { writeMigration } from '../../../src/db/migrations/writer/writer.ts';
import { emptyDatabase, testDatabase } from '../../support/database.ts';

const questioner: Questioner = {
  askInitial: () => true,
  askNotNullAddition: () => 1,
  askNotNullAlteration: () => 1,
  askAutoNowAddAddition: () => 1,
  askUniqueCallableDefaultAddition: () => {},
  askRename: () => true,
  askRenameModel: () => true,
  askMerge: () => false,
};

const none = new ProjectState();

beforeEach(async () => {
  configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere', DATABASES: { default: testDatabase() } });
  await connections.closeAll();
  await emptyDatabase();
});

function shop(own: Readonly<Record<string, ReturnType<typeof fields.TextField>>>): ProjectState {
  const id = fields.BigAutoField({ primaryKey: true });
  return new ProjectState([
    new ModelState('shop', 'Product', { fields: new Map([['id', id]]) }),
    new ModelState('shop', 'Line', { fields: new Map(Object.entries(own)) }),
  ]);
}

const line = shop({
  pk: fields.CompositePrimaryKey('productId', 'number'),
  product: fields.ForeignKey('shop.Product', { onDelete: models.CASCADE }),
  number: fields.IntegerField(),
});

async function detect(from: ProjectState, to: ProjectState): Promise<Migration[]> {
  return [...(await new Autodetector(from, to, questioner).detect()).values()].flat();
}

async function migrate(from: ProjectState, changes: readonly Migration[]): Promise<ProjectState> {
  const state = from.clone();
  for (const migration of changes) {
    const editor = await connection.schemaEditor();
    await editor.run(() => migration.apply(state, editor));
  }
  return state;
}

async function primaryKey(): Promise<readonly unknown[] | undefined> {
  const constraints = await connection.introspection.constraints('shop_line');
  return [...constraints.values()].find((one) => one.primaryKey)?.columns;
}

test('a composite key is written by the names of its fields', async () => {
  const [migration] = await detect(none, line);
  const text = writeMigration(migration!, {
    folder: '/nowhere/shop/migrations',
    references: await ReferenceFinder.load(),
  });
  expect(text).toContain("pk: fields.CompositePrimaryKey('productId', 'number'),");
});

test('it is made with its table, and nothing is left to be detected', async () => {
  const state = await migrate(none, await detect(none, line));
  expect(await primaryKey()).toEqual(['product_id', 'number']);
  expect(await detect(state, line)).toEqual([]);
});

test('it follows when a field of it is renamed, and stays when the table changes', async () => {
  const state = await migrate(none, await detect(none, line));
  const renamed = shop({
    pk: fields.CompositePrimaryKey('itemId', 'place'),
    item: fields.ForeignKey('shop.Product', { onDelete: models.CASCADE }),
    place: fields.IntegerField(),
    text: fields.TextField({ unique: true, default: '' }),
  });
  const changes = await detect(state, renamed);
  const kinds = changes.flatMap((one) => one.operations as Operation[]).map((one) => one.constructor.name);
  expect(kinds.sort()).toEqual(['AddField', 'RenameField', 'RenameField']);
  const after = await migrate(state, changes);
  expect(await primaryKey()).toEqual(['item_id', 'place']);
  expect(await detect(after, renamed)).toEqual([]);
});

test('it cannot be changed once the table is there', async () => {
  const state = await migrate(none, await detect(none, line));
  const other = fields.CompositePrimaryKey('number', 'productId');
  const change = operations.AlterField({ modelName: 'Line', name: 'pk', field: other });
  const migration = new Migration('shop', '0002', { operations: [change] });
  await expect(migrate(state, [migration])).rejects.toThrow(
    /composite primary key of shop.Line cannot be added, changed/,
  );
});
