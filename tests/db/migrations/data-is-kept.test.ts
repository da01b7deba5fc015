import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { configure } from 'jango/conf';
import { connection, connections, F, IntegrityError, models, NotSupportedError, Q, RawSQL } from 'jango/db';
import { fields, Migration, OperationFailed, operations, ProjectState } from 'jango/db/migrations';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DatabaseSettings } from '../../../src/conf/settings.ts';
import { findDrift } from '../../../src/db/migrations/drift/find-drift.ts';
import { emptyDatabase, POSTGRES, postgresIsAbsent } from '../../support/database.ts';
import { MYSQL, mysqlIsAbsent } from '../../support/mysql.ts';

/** Authors get a second number, 101 and on. */
function withCodes() {
  return [
    operations.AddField({
      modelName: 'author',
      name: 'code',
      field: fields.IntegerField({ null: true }),
    }),
    operations.RunSQL({ sql: 'UPDATE shop_author SET code = id + 100' }),
  ];
}

configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere' });

type Operations = ConstructorParameters<typeof Migration>[2]['operations'];

/** A shop whose tables are changed step by step. */
class Shop {
  readonly state: ProjectState = new ProjectState();

  async migrate(...steps: Operations): Promise<void> {
    const editor = await connections.get().schemaEditor();
    await editor.run(() => new Migration('shop', '0001', { operations: steps }).apply(this.state, editor));
  }

  static async withRows(): Promise<Shop> {
    const shop = new Shop();
    await shop.migrate(
      operations.CreateModel({
        name: 'Author',
        fields: {
          id: fields.BigAutoField({ primaryKey: true }),
          name: fields.CharField({ maxLength: 20, default: 'nobody' }),
        },
      }),
      operations.CreateModel({
        name: 'Book',
        fields: {
          id: fields.BigAutoField({ primaryKey: true }),
          title: fields.CharField({ maxLength: 20 }),
          author: fields.ForeignKey('shop.Author', { onDelete: models.CASCADE, null: true }),
        },
      }),
    );
    await connection.execute("INSERT INTO shop_author (id, name) VALUES (1, 'Ursula'), (2, 'Italo')");
    await connection.execute(
      "INSERT INTO shop_book (id, title, author_id) VALUES (1, 'Earthsea', 1), (2, 'Cities', 2)",
    );
    return shop;
  }
}

const TITLES = [['Earthsea'], ['Cities']];
const titles = (column = 'title') => connection.query(`SELECT ${column} FROM shop_book ORDER BY id`);

const sqlite: DatabaseSettings = { ENGINE: 'sqlite3', NAME: ':memory:' };
const DATABASES = [
  ['SQLite', sqlite, undefined],
  ['PostgreSQL', POSTGRES, await postgresIsAbsent()],
  ['MySQL', MYSQL, await mysqlIsAbsent()],
] as const;

describe.each(DATABASES)('on %s', (_name, settings, absent) => {
  describe.skipIf(absent !== undefined)('data is kept', () => {
    let restore: () => Promise<void>;
    beforeEach(async () => {
      restore = await connections.override('default', settings);
      await emptyDatabase();
    });
    afterEach(() => restore());

    test('when a field is renamed, and when only its column is', async () => {
      const shop = await Shop.withRows();
      await shop.migrate(
        operations.RenameField({ modelName: 'book', oldName: 'title', newName: 'headline' }),
      );
      expect(await titles('headline')).toEqual(TITLES);
      const field = fields.CharField({ maxLength: 20, dbColumn: 'heading' });
      await shop.migrate(operations.AlterField({ modelName: 'book', name: 'headline', field }));
      expect(await titles('heading')).toEqual(TITLES);
    });

    test('when a relation of one to one is renamed, and keys of others go by it', async () => {
      const shop = await Shop.withRows();
      const one = fields.OneToOneField('shop.Author', { onDelete: models.CASCADE });
      const id = () => fields.BigAutoField({ primaryKey: true });
      const keyTo = (to: string, toField?: string) =>
        fields.ForeignKey(to, { onDelete: models.CASCADE, relatedName: '+', ...(toField && { toField }) });
      await shop.migrate(
        operations.CreateModel({ name: 'Portrait', fields: { id: id(), author: one } }),
        operations.CreateModel({
          name: 'Frame',
          fields: { id: id(), portrait: keyTo('shop.Portrait', 'author'), book: keyTo('shop.Book') },
        }),
        operations.AddField({
          modelName: 'book',
          name: 'portraits',
          field: fields.ManyToManyField('shop.Portrait', { relatedName: '+', through: 'shop.Frame' }),
        }),
        operations.RunSQL({ sql: 'INSERT INTO shop_portrait (id, author_id) VALUES (7, 2)' }),
        operations.RunSQL({ sql: 'INSERT INTO shop_frame (id, portrait_id, book_id) VALUES (1, 2, 1)' }),
        operations.RenameField({ modelName: 'portrait', oldName: 'author', newName: 'of' }),
      );
      expect(await findDrift(connections.get(), shop.state)).toEqual([]);
      expect(await connection.query('SELECT of_id FROM shop_portrait')).toEqual([[2]]);
      expect(await connection.query('SELECT portrait_id FROM shop_frame')).toEqual([[2]]);
    });

    test('when a model is renamed, with what points at it', async () => {
      const shop = await Shop.withRows();
      await shop.migrate(operations.RenameModel({ oldName: 'Author', newName: 'Writer' }));
      const joined = 'SELECT w.name FROM shop_book b JOIN shop_writer w ON w.id = b.author_id ORDER BY b.id';
      expect(await connection.query(joined)).toEqual([['Ursula'], ['Italo']]);
    });

    test('when a length changes, either way', async () => {
      const shop = await Shop.withRows();
      for (const maxLength of [200, 8]) {
        const field = fields.CharField({ maxLength });
        await shop.migrate(operations.AlterField({ modelName: 'book', name: 'title', field }));
        expect(await titles()).toEqual(TITLES);
      }
    });

    test('when the key that others point at gets another type', async () => {
      const shop = await Shop.withRows();
      const field = fields.AutoField({ primaryKey: true });
      await shop.migrate(operations.AlterField({ modelName: 'author', name: 'id', field }));
      expect(await connection.query('SELECT author_id FROM shop_book ORDER BY id')).toEqual([[1], [2]]);
    });

    test('when a default of a parent table changes: its children are still there', async () => {
      const shop = await Shop.withRows();
      await connection.execute(
        'CREATE TABLE prize (id integer NOT NULL PRIMARY KEY, author_id bigint NOT NULL, FOREIGN KEY (author_id) REFERENCES shop_author (id) ON DELETE CASCADE)',
      );
      await connection.execute('INSERT INTO prize (id, author_id) VALUES (1, 1), (2, 2)');
      const field = fields.CharField({ maxLength: 20, dbDefault: 'somebody', unique: true });
      await shop.migrate(operations.AlterField({ modelName: 'author', name: 'name', field }));
      expect(await connection.query('SELECT author_id FROM prize ORDER BY id')).toEqual([[1], [2]]);
      expect(await titles()).toEqual(TITLES);
    });

    test('when a relation becomes one-to-one, an ordinary one again, and goes', async () => {
      const shop = await Shop.withRows();
      const options = { onDelete: models.CASCADE, null: true };
      for (const field of [
        fields.OneToOneField('shop.Author', options),
        fields.ForeignKey('shop.Author', { ...options, dbIndex: false }),
        fields.OneToOneField('shop.Author', options),
        fields.ForeignKey('shop.Author', options),
      ]) {
        await shop.migrate(operations.AlterField({ modelName: 'book', name: 'author', field }));
        expect(await connection.query('SELECT author_id FROM shop_book ORDER BY id')).toEqual([[1], [2]]);
      }
      await shop.migrate(operations.RemoveField({ modelName: 'book', name: 'author' }));
      expect(await titles()).toEqual(TITLES);
    });

    test('when a column goes that checks and unique groups name: they go with it', async () => {
      const shop = await Shop.withRows();
      const condition = Q({ title__gt: '' }).or(Q({ author__isnull: true }));
      await shop.migrate(
        operations.AddConstraint({
          modelName: 'book',
          constraint: new models.CheckConstraint({ name: 'either', condition }),
        }),
        operations.AddConstraint({
          modelName: 'book',
          constraint: new models.UniqueConstraint({ name: 'once', fields: ['title', 'author'] }),
        }),
      );
      const editor = await connections.get().schemaEditor();
      const book = shop.state.apps.getModel('shop', 'Book');
      await editor.run(() => editor.removeField(book as never, book._meta.getField('author') as never));
      const left = await connections.get().introspection.constraints('shop_book');
      expect(left.has('either') || left.has('once')).toBe(false);
      expect(await titles()).toEqual(TITLES);
    });

    test('when a column goes that conditions name: the table can be changed again, and nothing drifts', async () => {
      const shop = await Shop.withRows();
      const add = (constraint: models.CheckConstraint | models.UniqueConstraint) =>
        operations.AddConstraint({ modelName: 'book', constraint });
      await shop.migrate(
        operations.AddField({
          modelName: 'book',
          name: 'pages',
          field: fields.BigIntegerField({ null: true }),
        }),
        add(new models.CheckConstraint({ name: 'by_lookup', condition: Q({ authorId__gt: 0 }) })),
        add(new models.CheckConstraint({ name: 'by_value', condition: Q({ pages__gt: F('author') }) })),
        add(
          new models.CheckConstraint({
            name: 'by_sql',
            condition: RawSQL('author_id <> 7', [], { outputField: models.BooleanField() }),
          }),
        ),
        add(
          new models.CheckConstraint({
            name: 'author_id',
            condition: Q({ title__gt: '' }).or(Q({ title: 'author' })),
          }),
        ),
        add(new models.UniqueConstraint({ name: 'some', fields: ['title'], condition: Q({ author: 1 }) })),
        operations.RemoveField({ modelName: 'book', name: 'author' }),
        operations.AlterField({
          modelName: 'book',
          name: 'title',
          field: fields.CharField({ maxLength: 30 }),
        }),
      );
      const names = shop.state.getModel('shop', 'Book').options.constraints?.map(({ name }) => name);
      expect(names).toEqual(['author_id']);
      expect(await findDrift(connections.get(), shop.state)).toEqual([]);
      expect(await titles()).toEqual(TITLES);
    });

    test('when a column is renamed that conditions and expressions name: they go by its new name', async () => {
      const shop = await Shop.withRows();
      const { supportsExpressionIndexes } = connections.get().features;
      const index = (
        ...args: [{ name: string; fields: string[]; condition: Q }] | [unknown, { name: string }]
      ) => operations.AddIndex({ modelName: 'book', index: new models.Index(...(args as [never])) });
      const check = (name: string, condition: Q) =>
        operations.AddConstraint({
          modelName: 'book',
          constraint: new models.CheckConstraint({ name, condition }),
        });
      const twice = fields.GeneratedField({
        expression: F('pages').mul(2),
        outputField: models.IntegerField(),
        dbPersist: true,
      });
      const pages = fields.IntegerField({ default: 1 });
      await shop.migrate(
        operations.AddField({ modelName: 'book', name: 'pages', field: pages }),
        operations.AddField({ modelName: 'book', name: 'twice', field: twice }),
        check('some', Q({ pages__gt: 0 })),
        check('not_title', Q({ title__gt: '' }).or(Q({ title: 'pages' }))),
        index({ name: 'long', fields: ['-pages'], condition: Q({ pages__gt: 100 }) }),
        ...(supportsExpressionIndexes ? [index(F('pages').add(1), { name: 'next' })] : []),
        operations.RenameField({ modelName: 'book', oldName: 'pages', newName: 'leaves' }),
      );
      expect(await findDrift(connections.get(), shop.state)).toEqual([]);
      await shop.migrate(
        operations.RenameField({ modelName: 'book', oldName: 'title', newName: 'name' }),
        operations.AlterField({
          modelName: 'book',
          name: 'name',
          field: fields.CharField({ maxLength: 30 }),
        }),
        operations.AlterField({
          modelName: 'book',
          name: 'leaves',
          field: fields.BigIntegerField({ default: 1 }),
        }),
      );
      expect(await findDrift(connections.get(), shop.state)).toEqual([]);
      expect(await titles('name')).toEqual(TITLES);
      expect(await titles('twice')).toEqual([[2], [2]]);
    });

    test('when the key of a table goes before the table: undone, both are back', async () => {
      const shop = await Shop.withRows();
      const link = { onDelete: models.CASCADE, parentLink: true, autoCreated: true, primaryKey: true };
      await shop.migrate(
        operations.CreateModel({
          name: 'Comic',
          fields: {
            bookPtr: fields.OneToOneField('shop.Book', link),
            colors: fields.IntegerField({ default: 4 }),
          },
          bases: ['shop.book'],
        }),
      );
      const before = [shop.state.clone(), await tables()] as const;
      const removal = new Migration('shop', '0002', {
        operations: [
          operations.RemoveField({ modelName: 'comic', name: 'bookPtr' }),
          operations.DeleteModel({ name: 'Comic' }),
        ],
      });
      const run = async (step: 'apply' | 'unapply') => {
        const editor = await connections.get().schemaEditor();
        await editor.run(() => removal[step](step === 'apply' ? before[0].clone() : before[0], editor));
      };
      await run('apply');
      await run('unapply');
      expect(await tables()).toEqual(before[1]);
    });

    test('when a relation would get or lose its `through`: that is refused, as its rows are elsewhere', async () => {
      const shop = await Shop.withRows();
      await shop.migrate(
        operations.AddField({
          modelName: 'author',
          name: 'friends',
          field: fields.ManyToManyField('shop.Author'),
        }),
      );
      const field = fields.ManyToManyField('shop.Author', { through: 'shop.Book' });
      const change = operations.AlterField({ modelName: 'author', name: 'friends', field });
      await expect(shop.migrate(change)).rejects.toThrow(
        /'friends' of shop\.Author cannot be altered to have a `through`: its rows are in another table/,
      );
    });

    test('when the key moves to another column and back', async () => {
      const shop = await Shop.withRows();
      await shop.migrate(operations.RemoveField({ modelName: 'book', name: 'author' }));
      const title = fields.CharField({ maxLength: 20, primaryKey: true });
      await shop.migrate(
        operations.RemoveField({ modelName: 'book', name: 'id' }),
        operations.AddField({ modelName: 'book', name: 'pages', field: fields.IntegerField({ default: 1 }) }),
        operations.AlterField({ modelName: 'book', name: 'title', field: title }),
        operations.RenameModel({ oldName: 'Book', newName: 'Tome' }),
      );
      const back = fields.CharField({ maxLength: 20 });
      await shop.migrate(
        operations.AlterField({ modelName: 'tome', name: 'title', field: back }),
        operations.AddField({
          modelName: 'tome',
          name: 'id',
          field: fields.BigAutoField({ primaryKey: true }),
        }),
      );
      expect(await connection.query('SELECT title FROM shop_tome ORDER BY title')).toEqual([
        ['Cities'],
        ['Earthsea'],
      ]);
      expect(await connection.query('SELECT id FROM shop_tome ORDER BY id')).toEqual([[1], [2]]);
    });

    test('when the key would move from under a relation: that is refused, as its values are those of the old key', async () => {
      const shop = await Shop.withRows();
      await shop.migrate(...withCodes());
      const before = await tables();
      const code = fields.IntegerField({ primaryKey: true });
      const move = [
        operations.RemoveField({ modelName: 'author', name: 'id' }),
        operations.AlterField({ modelName: 'author', name: 'code', field: code }),
      ];
      await expect(shop.migrate(...move)).rejects.toThrow(
        "The primary key of shop.Author cannot move away from 'id' while shop.Book.author points at it and holds its values.",
      );
      expect(await tables()).toEqual(before);
      expect(await connection.query('SELECT author_id FROM shop_book ORDER BY id')).toEqual([[1], [2]]);
    });

    test('when a key that is a relation itself would move from under a relation: that is refused, too', async () => {
      const shop = await Shop.withRows();
      const author = { onDelete: models.CASCADE, primaryKey: true, relatedName: '+' };
      await shop.migrate(
        operations.CreateModel({
          name: 'Profile',
          fields: {
            author: fields.OneToOneField('shop.Author', author),
            bio: fields.TextField({ null: true }),
          },
        }),
        operations.CreateModel({
          name: 'Photo',
          fields: {
            id: fields.BigAutoField({ primaryKey: true }),
            profile: fields.ForeignKey('shop.Profile', { onDelete: models.CASCADE }),
          },
        }),
      );
      await connection.execute('INSERT INTO shop_profile (author_id) VALUES (2)');
      await connection.execute('INSERT INTO shop_photo (id, profile_id) VALUES (1, 2)');
      const before = await tables();
      const id = operations.AddField({
        modelName: 'profile',
        name: 'id',
        field: fields.BigAutoField({ primaryKey: true }),
      });
      const ordinary = fields.OneToOneField('shop.Author', { ...author, primaryKey: false });
      const moves = [
        [operations.RemoveField({ modelName: 'profile', name: 'author' }), id],
        [operations.AlterField({ modelName: 'profile', name: 'author', field: ordinary }), id],
      ];
      // MySQL itself drops no column that a foreign key points at.
      const isMysql = settings.ENGINE === 'mysql';
      for (const move of isMysql ? moves.slice(1) : moves) {
        const copy = Object.assign(new Shop(), { state: shop.state.clone() });
        await expect(copy.migrate(...move)).rejects.toThrow(
          /The primary key of shop\.Profile cannot move .* while shop\.Photo\.profile points at it and holds its values\./,
        );
        expect(await tables()).toEqual(before);
      }
      if (isMysql) return;
      await shop.migrate(
        operations.RemoveField({ modelName: 'profile', name: 'author' }),
        operations.RemoveField({ modelName: 'photo', name: 'profile' }),
        operations.DeleteModel({ name: 'Profile' }),
      );
    });

    test('when the key moves from under a relation in steps, by a second one with `toField`', async () => {
      const shop = await Shop.withRows();
      const relation = { onDelete: models.CASCADE, null: true };
      await shop.migrate(
        ...withCodes(),
        operations.AlterField({
          modelName: 'author',
          name: 'code',
          field: fields.IntegerField({ unique: true }),
        }),
      );
      await shop.migrate(
        operations.AddField({
          modelName: 'book',
          name: 'writer',
          field: fields.ForeignKey('shop.Author', { ...relation, toField: 'code', relatedName: '+' }),
        }),
      );
      await shop.migrate(operations.RunSQL({ sql: 'UPDATE shop_book SET writer_id = author_id + 100' }));
      await shop.migrate(
        operations.RemoveField({ modelName: 'book', name: 'author' }),
        operations.RemoveField({ modelName: 'author', name: 'id' }),
        operations.AlterField({
          modelName: 'author',
          name: 'code',
          field: fields.IntegerField({ primaryKey: true }),
        }),
        operations.AlterField({
          modelName: 'book',
          name: 'writer',
          field: fields.ForeignKey('shop.Author', relation),
        }),
        operations.RenameField({ modelName: 'book', oldName: 'writer', newName: 'author' }),
      );
      expect(await connection.query('SELECT author_id FROM shop_book ORDER BY id')).toEqual([[101], [102]]);
      const orphan = async () =>
        connection.execute("INSERT INTO shop_book (id, title, author_id) VALUES (3, 'x', 1)");
      await expect(orphan()).rejects.toBeInstanceOf(IntegrityError);
    });

    test('when what a column is computed of changes: it is computed anew, under its indexes and constraints', async () => {
      const shop = await Shop.withRows();
      await shop.migrate(
        operations.RemoveField({ modelName: 'book', name: 'author' }),
        operations.AddField({
          modelName: 'book',
          name: 'number',
          field: fields.IntegerField({ default: 1 }),
        }),
      );
      const sum = (add: number) =>
        fields.GeneratedField({
          expression: F('number').add(add),
          outputField: fields.IntegerField(),
          dbPersist: true,
          dbIndex: true,
        });
      await shop.migrate(
        operations.AddField({ modelName: 'book', name: 'sum', field: sum(1) }),
        operations.AddIndex({
          modelName: 'book',
          index: new models.Index({ fields: ['sum', 'title'], name: 'two' }),
        }),
        operations.AddConstraint({
          modelName: 'book',
          constraint: new models.UniqueConstraint({ fields: ['title', 'sum'], name: 'once' }),
        }),
        operations.AlterUniqueTogether({ name: 'book', uniqueTogether: [['sum', 'id']] }),
      );
      const over = async () =>
        [...(await connections.get().introspection.constraints('shop_book')).values()]
          .filter(({ columns }) => columns?.includes('sum'))
          .map(({ columns, unique }) => `${unique} ${columns}`)
          .sort();
      const before = await over();
      expect(before).toEqual(['false sum', 'false sum,title', 'true sum,id', 'true title,sum']);
      await shop.migrate(operations.AlterField({ modelName: 'book', name: 'sum', field: sum(10) }));
      expect(await connection.query('SELECT sum FROM shop_book')).toEqual([[11], [11]]);
      expect(await over()).toEqual(before);
      const plain = fields.IntegerField();
      await shop.migrate(operations.AlterField({ modelName: 'book', name: 'sum', field: plain }));
      await connection.execute('UPDATE shop_book SET sum = 3 WHERE id = 1');
      await shop.migrate(operations.AlterField({ modelName: 'book', name: 'sum', field: sum(2) }));
      expect(await connection.query('SELECT sum FROM shop_book')).toEqual([[3], [3]]);
      expect(await over()).toEqual(before);
    });

    test('when a model goes together with its proxy', async () => {
      const shop = await Shop.withRows();
      const proxy = { name: 'Seen', fields: {}, options: { proxy: true }, bases: ['shop.book'] };
      await shop.migrate(operations.CreateModel(proxy));
      await shop.migrate(
        operations.DeleteModel({ name: 'Book' }),
        operations.DeleteModel({ name: 'Seen' }),
        operations.AlterField({
          modelName: 'author',
          name: 'name',
          field: fields.CharField({ maxLength: 20, unique: true }),
        }),
      );
      expect(await connection.query('SELECT name FROM shop_author ORDER BY id')).toEqual([
        ['Ursula'],
        ['Italo'],
      ]);
    });

    test('when a value is too long for a column that gets shorter: it is refused where lengths are kept', async () => {
      const shop = await Shop.withRows();
      const field = fields.CharField({ maxLength: 3 });
      const change = shop.migrate(operations.AlterField({ modelName: 'book', name: 'title', field }));
      if (connection.vendor === 'sqlite') await change;
      else await expect(change).rejects.toThrow(/too long|truncated/i);
      expect(await titles()).toEqual(TITLES);
    });

    test.skipIf(settings === MYSQL)('when a migration fails half way: all is as it was', async () => {
      const shop = await Shop.withRows();
      const before = await tables();
      const failing = shop.migrate(
        operations.AddField({ modelName: 'book', name: 'pages', field: fields.IntegerField({ default: 1 }) }),
        operations.RenameModel({ oldName: 'Author', newName: 'Writer' }),
        operations.AddConstraint({
          modelName: 'book',
          constraint: new models.CheckConstraint({ name: 'no_cities', condition: Q({ title: 'Earthsea' }) }),
        }),
      );
      await expect(failing).rejects.toThrow(/failed in operation 3/);
      await expect(failing).rejects.toMatchObject({ cause: expect.any(IntegrityError) });
      expect(await tables()).toEqual(before);
      expect(await titles()).toEqual(TITLES);
    });

    test.runIf(settings === MYSQL)('and what a failing migration has done is told', async () => {
      const shop = await Shop.withRows();
      const failing = shop.migrate(
        operations.AddField({ modelName: 'book', name: 'pages', field: fields.IntegerField({ default: 1 }) }),
        operations.AddConstraint({
          modelName: 'book',
          constraint: new models.CheckConstraint({ name: 'no_cities', condition: Q({ title: 'Earthsea' }) }),
        }),
      );
      await expect(failing).rejects.toBeInstanceOf(OperationFailed);
      await expect(failing).rejects.toThrow(/failed in operation 2/);
      expect(await connection.query('SELECT pages FROM shop_book')).toEqual([[1], [1]]);
    });
  });
});

/** Every table with its columns. */
async function tables(): Promise<unknown> {
  const { introspection } = connections.get();
  const names = await introspection.tableNames();
  return Promise.all(names.map(async (name) => [name, await introspection.columns(name)]));
}

describe('on SQLite', () => {
  test('tables are not changed inside of atomic(), where foreign keys would delete the rows of children', async () => {
    const restore = await connections.override('default', sqlite);
    const { atomic } = await import('jango/db');
    const editor = await connections.get().schemaEditor();
    await expect(atomic(() => editor.run(() => {}))).rejects.toBeInstanceOf(NotSupportedError);
    await restore();
  });

  test("a rebuilt table keeps a person's own indexes, triggers and views, and its count of keys", async () => {
    const restore = await connections.override('default', sqlite);
    const shop = await Shop.withRows();
    await connection.execute('CREATE INDEX own_index ON shop_book (title COLLATE NOCASE)');
    await connection.execute('CREATE VIEW own_view AS SELECT title FROM shop_book');
    await connection.execute(
      "CREATE TRIGGER own_trigger AFTER DELETE ON shop_book BEGIN UPDATE shop_author SET name = 'left'; END",
    );
    await connection.execute('DELETE FROM shop_book WHERE id = 2');
    const field = fields.CharField({ maxLength: 20, unique: true });
    await shop.migrate(operations.AlterField({ modelName: 'book', name: 'title', field }));
    const own = "SELECT name FROM sqlite_master WHERE name LIKE 'own%' ORDER BY name";
    expect(await connection.query(own)).toEqual([['own_index'], ['own_trigger'], ['own_view']]);
    await connection.execute("INSERT INTO shop_book (title) VALUES ('Orlando')");
    expect(await connection.query('SELECT max(id) FROM shop_book')).toEqual([[3]]);
    await restore();
  });

  test("a person's own objects follow a column that is renamed and changed at once, and let one go", async () => {
    const restore = await connections.override('default', sqlite);
    const shop = await Shop.withRows();
    await connection.execute('CREATE INDEX own_index ON shop_book (title COLLATE NOCASE) WHERE title > 1');
    await connection.execute('CREATE VIEW own_view AS SELECT title FROM shop_book');
    const field = fields.CharField({ maxLength: 50, unique: true, dbColumn: 'heading' });
    await shop.migrate(operations.AlterField({ modelName: 'book', name: 'title', field }));
    const own = () => connection.query("SELECT sql FROM sqlite_master WHERE name LIKE 'own%' ORDER BY name");
    expect((await own()).map(([sql]) => String(sql).replaceAll('"', ''))).toEqual([
      'CREATE INDEX own_index ON shop_book (heading COLLATE NOCASE) WHERE heading > 1',
      'CREATE VIEW own_view AS SELECT heading FROM shop_book',
    ]);
    expect(await titles('heading')).toEqual(TITLES);
    await connection.execute('DROP VIEW own_view');
    const plain = fields.CharField({ maxLength: 50, dbColumn: 'heading' });
    await shop.migrate(
      operations.AlterField({ modelName: 'book', name: 'title', field: plain }),
      operations.RemoveField({ modelName: 'book', name: 'title' }),
    );
    expect(await own()).toEqual([]);
    await restore();
  });

  test('a process that is killed while it rebuilds a table loses nothing', { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'jango-killed-'));
    const database = path.join(folder, 'db.sqlite3');
    const restore = await connections.override('default', { ENGINE: 'sqlite3', NAME: database });
    await Shop.withRows();
    const many =
      "WITH RECURSIVE n (i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 40000) INSERT INTO shop_book (id, title, author_id) SELECT i, 'book ' || i, 1 FROM n";
    await connection.execute(many);
    await connections.get().close();
    for (const at of [
      'CREATE TABLE "new__',
      'INSERT INTO "new__',
      'DROP TABLE',
      'RENAME TO',
      'foreign_key_check',
    ]) {
      expect(await killedWhen(database, at), at).toBe('SIGKILL');
      expect(await connection.query('SELECT count(*), min(title) FROM shop_book'), at).toEqual([
        [40_000, 'Cities'],
      ]);
      const left = "SELECT count(*) FROM sqlite_master WHERE name LIKE 'new!_!_%' ESCAPE '!'";
      expect(await connection.query(left), at).toEqual([[0]]);
      expect(await connection.query('PRAGMA integrity_check'), at).toEqual([['ok']]);
      await connections.get().close();
    }
    await restore();
    rmSync(folder, { recursive: true });
  });
});

/** Rebuild `shop_book` in a process of its own, which dies right after a statement. @returns the signal that ended it */
function killedWhen(database: string, statement: string): Promise<string | null> {
  const script = fileURLToPath(new URL('./property/rebuild-and-die.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, database, statement], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve) => child.on('close', (_code, signal) => resolve(signal)));
}
