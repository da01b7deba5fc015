import { configure } from 'jango/conf';
import { connections, models } from 'jango/db';
import { fields, Migration, operations, ProjectState } from 'jango/db/migrations';
import { expect, test } from 'vitest';
import { emptyDatabase, testDatabase } from '../../support/database.ts';

configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere', DATABASES: { default: testDatabase() } });

const place = (extra: object = {}) => fields.IntegerField(extra);

test('a model that is created with indexTogether has those indexes, which get names of their own', async () => {
  await emptyDatabase();
  const state = new ProjectState();
  const carryOut = async (list: Migration['operations']) => {
    const migration = new Migration('shop', '0001', { operations: list });
    const editor = await connections.get().schemaEditor();
    await editor.run(() => migration.apply(state, editor));
  };
  const name = 'Shelf';
  const options = { indexTogether: [['row', 'place']] };
  const id = fields.BigAutoField({ primaryKey: true });
  await carryOut([operations.CreateModel({ name, fields: { id, row: place(), place: place() }, options })]);
  await carryOut([operations.AlterField({ modelName: name, name: 'row', field: place({ null: true }) })]);
  await carryOut([
    operations.RenameIndex({ modelName: name, oldFields: ['row', 'place'], newName: 'by_place' }),
  ]);
  const shelf = state.getModel('shop', name);
  expect(shelf.options.indexTogether).toEqual([]);
  expect(shelf.options.indexes).toEqual([new models.Index({ fields: ['row', 'place'], name: 'by_place' })]);
  await carryOut([operations.RemoveIndex({ modelName: name, name: 'by_place' })]);
});

test('going back over the end of a model makes its indexTogether again', async () => {
  await emptyDatabase();
  const state = new ProjectState();
  const create = operations.CreateModel({
    name: 'Shelf',
    fields: { id: fields.BigAutoField({ primaryKey: true }), row: place(), place: place() },
    options: { indexTogether: [['row', 'place']] },
  });
  const first = new Migration('shop', '0001', { operations: [create] });
  const last = new Migration('shop', '0002', { operations: [operations.DeleteModel({ name: 'Shelf' })] });
  const inEditor = async (body: (editor: never) => Promise<unknown>) => {
    const editor = await connections.get().schemaEditor();
    await editor.run(() => body(editor as never));
  };
  await inEditor((editor) => first.apply(state, editor));
  const before = state.clone();
  await inEditor((editor) => last.apply(state, editor));
  await inEditor((editor) => last.unapply(before.clone(), editor));
  const rename = operations.RenameIndex({
    modelName: 'Shelf',
    oldFields: ['row', 'place'],
    newName: 'by_place',
  });
  const third = new Migration('shop', '0003', { operations: [rename] });
  await inEditor((editor) => third.apply(before, editor));
  expect(before.getModel('shop', 'Shelf').options.indexes).toHaveLength(1);
});
