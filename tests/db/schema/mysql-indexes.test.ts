import { configure } from 'jango/conf';
import { connections, models, Q } from 'jango/db';
import { fields, Migration, type Operation, operations, ProjectState } from 'jango/db/migrations';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyMysql, MYSQL, mysqlIsAbsent } from '../../support/mysql.ts';

configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere' });

const absent = await mysqlIsAbsent();
const { AddConstraint, AddIndex, AlterField, AlterUniqueTogether, CreateModel, RemoveIndex, RenameIndex } =
  operations;

let restore: () => Promise<void>;

beforeAll(async () => {
  if (absent === undefined) restore = await connections.override('default', MYSQL);
});
afterAll(async () => restore?.());

/** An empty database: what applies operations to it, and what tells the indexes of the books. */
async function emptyShop() {
  await emptyMysql();
  const state = new ProjectState();
  const apply = async (list: readonly Operation[]) => {
    const editor = await connections.get().schemaEditor();
    const migration = new Migration('shop', '0001', { operations: list });
    await editor.run(() => migration.apply(state, editor));
  };
  const indexes = async () =>
    [...(await connections.get().introspection.constraints('shop_book'))].filter(
      ([, { primaryKey }]) => !primaryKey,
    );
  return { apply, indexes };
}

test.skipIf(absent !== undefined)(
  'MySQL has an index with a condition without it, as Django makes it, and none in place of a unique constraint',
  async () => {
    const { apply, indexes } = await emptyShop();
    const names = async () => (await indexes()).map(([name]) => name);
    const condition = Q({ pages__gt: 5 });
    const index = new models.Index({ fields: ['pages'], name: 'long', condition });
    await apply([
      CreateModel({
        name: 'Book',
        fields: { id: fields.BigAutoField({ primaryKey: true }), pages: fields.IntegerField() },
      }),
      AddIndex({ modelName: 'book', index }),
      AddConstraint({
        modelName: 'book',
        constraint: new models.UniqueConstraint({ fields: ['pages'], name: 'one', condition }),
      }),
    ]);
    expect(await names()).toEqual(['long']);
    await apply([RenameIndex({ modelName: 'book', oldName: 'long', newName: 'longer' })]);
    expect(await names()).toEqual(['longer']);
    // A database of the first versions has none.
    await connections.get().execute('DROP INDEX longer ON shop_book');
    await apply([RenameIndex({ modelName: 'book', oldName: 'longer', newName: 'longest' })]);
    expect(await names()).toEqual(['longest']);
    await connections.get().execute('DROP INDEX longest ON shop_book');
    await apply([RemoveIndex({ modelName: 'book', name: 'longest' })]);
    expect(await names()).toEqual([]);
  },
);

test.skipIf(absent !== undefined)(
  'an index that a foreign key brought to MySQL stays when the key goes and another index starts with its column',
  async () => {
    const { apply, indexes } = await emptyShop();
    const id = () => fields.BigAutoField({ primaryKey: true });
    const author = (dbConstraint: boolean) =>
      fields.ForeignKey('shop.Author', { onDelete: models.CASCADE, dbConstraint });
    await apply([
      CreateModel({ name: 'Author', fields: { id: id() } }),
      CreateModel({
        name: 'Book',
        fields: { id: id(), author: author(true), pages: fields.IntegerField() },
      }),
      AlterField({ modelName: 'book', name: 'author', field: author(false) }),
      AlterUniqueTogether({ name: 'Book', uniqueTogether: [['author', 'pages']] }),
    ]);
    const columns = (await indexes()).map(([, info]) => info.columns);
    expect(columns).toEqual(expect.arrayContaining([['author_id'], ['author_id', 'pages']]));
  },
);
