import { captureQueries, models, Q } from 'jango/db';
import { fields, operations } from 'jango/db/migrations';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Database } from './evolve.ts';

const { AddField, AlterField, CreateModel, DeleteModel, RemoveField, RenameField, RenameModel } = operations;
const id = () => fields.BigAutoField({ primaryKey: true });

let db: Database;

beforeEach(async () => {
  db = await Database.open();
  await db.apply([
    CreateModel({
      name: 'Author',
      fields: { id: id(), name: fields.CharField({ maxLength: 20, default: 'x' }) },
    }),
    CreateModel({
      name: 'Tag',
      fields: { id: id(), label: fields.CharField({ maxLength: 20, unique: true }) },
    }),
    CreateModel({
      name: 'Book',
      fields: {
        id: id(),
        title: fields.CharField({ maxLength: 20, dbIndex: true }),
        pages: fields.IntegerField({ null: true }),
        author: fields.ForeignKey('shop.author', { onDelete: models.CASCADE }),
        tags: fields.ManyToManyField('shop.tag'),
      },
      options: { uniqueTogether: [['title', 'author']] },
    }),
  ]);
  await db.run("INSERT INTO shop_author (name) VALUES ('Ada'), ('Bob')");
  await db.run("INSERT INTO shop_tag (label) VALUES ('good')");
  await db.run("INSERT INTO shop_book (title, pages, author_id) VALUES ('One', 10, 1), ('Two', NULL, 2)");
  await db.run('INSERT INTO shop_book_tags (book_id, tag_id) VALUES (1, 1), (2, 1)');
});

afterEach(() => db.close());

describe('a table is made anew', () => {
  test('a changed default on a parent table keeps the rows of its children', async () => {
    const before = await db.schema();
    await db.apply([
      AlterField({
        modelName: 'author',
        name: 'name',
        field: fields.CharField({ maxLength: 99, default: 'nobody' }),
      }),
    ]);
    expect(await db.rows('SELECT id, name FROM shop_author')).toEqual([
      [1, 'Ada'],
      [2, 'Bob'],
    ]);
    expect(await db.rows('SELECT id, title, author_id FROM shop_book')).toEqual([
      [1, 'One', 1],
      [2, 'Two', 2],
    ]);
    expect(await db.rows('SELECT count(*) FROM shop_book_tags')).toEqual([[2]]);
    await db.undo();
    expect(await db.schema()).toEqual(before);
  });

  test('rows are filled when a column takes no NULL any more', async () => {
    await db.apply([
      AlterField({
        modelName: 'book',
        name: 'pages',
        field: fields.IntegerField({ default: 7 }),
        preserveDefault: false,
      }),
    ]);
    expect(await db.rows('SELECT pages FROM shop_book')).toEqual([[10], [7]]);
    expect((await db.schema())['shop_book']).toContain('"pages" integer NOT NULL');
  });

  test('columns stay in their place', async () => {
    await db.apply([
      AlterField({ modelName: 'book', name: 'title', field: fields.TextField({ dbIndex: true }) }),
    ]);
    const columns = await db.rows('PRAGMA table_info(shop_book)');
    expect(columns.map((column) => column[1])).toEqual(['id', 'title', 'pages', 'author_id']);
  });

  test("triggers, views and indexes of a person's own come back", async () => {
    await db.run('CREATE INDEX mine ON shop_book (pages)');
    await db.run('CREATE VIEW long_books AS SELECT title FROM shop_book WHERE pages > 5');
    await db.run(
      "CREATE TRIGGER shout AFTER INSERT ON shop_book BEGIN UPDATE shop_author SET name = 'wrote ' || NEW.title WHERE id = NEW.author_id; END",
    );
    await db.apply([
      AddField({ modelName: 'book', name: 'price', field: fields.IntegerField({ default: 3 }) }),
    ]);
    await db.run("INSERT INTO shop_book (title, pages, author_id, price) VALUES ('Three', 30, 1, 1)");
    expect(await db.rows('SELECT * FROM long_books')).toEqual([['One'], ['Three']]);
    expect(await db.rows('SELECT name FROM shop_author WHERE id = 1')).toEqual([['wrote Three']]);
    expect(Object.keys(await db.schema())).toEqual(expect.arrayContaining(['mine', 'shout', 'long_books']));
  });

  test('an index that another framework wrote in other words is made anew as the model says', async () => {
    const index = new models.Index({ fields: ['title'], name: 'long', condition: Q({ pages__gt: 5 }) });
    await db.apply([operations.AddIndex({ modelName: 'book', index })]);
    await db.run('DROP INDEX long');
    await db.run(`CREATE INDEX "long" ON "shop_book" ("title") WHERE "pages" > '5'`);
    await db.apply([
      AddField({ modelName: 'book', name: 'price', field: fields.IntegerField({ default: 3 }) }),
    ]);
    expect((await db.schema())['long']).toContain('"pages" > 5');
  });

  test("an index of a person's own goes with its column", async () => {
    await db.run('CREATE INDEX mine ON shop_book (pages, title)');
    await db.apply([
      operations.AlterUniqueTogether({ name: 'book', uniqueTogether: [] }),
      RemoveField({ modelName: 'book', name: 'title' }),
    ]);
    expect(Object.keys(await db.schema())).not.toContain('mine');
  });

  test('a key that was deleted is never given out again', async () => {
    await db.run('DELETE FROM shop_book_tags WHERE book_id = 2');
    await db.run('DELETE FROM shop_book WHERE id = 2');
    await db.apply([
      AddField({ modelName: 'book', name: 'price', field: fields.IntegerField({ default: 3 }) }),
    ]);
    await db.run("INSERT INTO shop_book (title, author_id, price) VALUES ('Three', 1, 0)");
    expect(await db.rows('SELECT id, price FROM shop_book')).toEqual([
      [1, 3],
      [3, 0],
    ]);
  });

  test('a table without rows is made anew in its place: no copy, the same schema, the keys go on', async () => {
    const full = await db.schema();
    await db.run('DELETE FROM shop_book_tags');
    await db.run('DELETE FROM shop_book');
    await db.run('CREATE INDEX mine ON shop_book (pages)');
    await db.run('CREATE VIEW long_books AS SELECT title FROM shop_book WHERE pages > 5');
    const price = fields.IntegerField({ default: 3 });
    const { queries } = await captureQueries(() =>
      db.apply([AddField({ modelName: 'book', name: 'price', field: price })]),
    );
    expect(queries.filter(({ sql }) => /RENAME|INSERT INTO "/.test(sql))).toEqual([]);
    const schema = await db.schema();
    expect(schema['shop_book']).toBe(
      full['shop_book']!.replace(
        'DEFERRABLE INITIALLY DEFERRED)',
        'DEFERRABLE INITIALLY DEFERRED, "price" integer NOT NULL)',
      ),
    );
    expect(Object.keys(schema)).toEqual(expect.arrayContaining([...Object.keys(full), 'mine', 'long_books']));
    await db.run("INSERT INTO shop_book (title, pages, author_id, price) VALUES ('Three', 9, 1, 0)");
    expect(await db.rows('SELECT id, price FROM shop_book')).toEqual([[3, 0]]);
    expect(await db.rows('SELECT * FROM long_books')).toEqual([['Three']]);
  });

  test('a migration that leaves a row pointing nowhere is undone', async () => {
    const before = await db.schema();
    const broken = db.apply([
      operations.RunSQL({ sql: 'DELETE FROM shop_author WHERE id = 1' }),
      AddField({ modelName: 'book', name: 'price', field: fields.IntegerField({ default: 3 }) }),
    ]);
    await expect(broken).rejects.toThrow(/invalid foreign key/);
    expect(await db.schema()).toEqual(before);
    expect(await db.rows('SELECT count(*) FROM shop_author')).toEqual([[2]]);
    expect(await db.rows('PRAGMA foreign_keys')).toEqual([[1]]);
  });

  test('a migration that fails half way is undone, and says where', async () => {
    const before = await db.schema();
    const broken = db.apply([
      AddField({ modelName: 'book', name: 'price', field: fields.IntegerField({ default: 3 }) }),
      operations.RunSQL({ sql: 'UPDATE nowhere SET x = 1' }),
    ]);
    await expect(broken).rejects.toThrow(
      'Migration shop.0002_step failed in operation 2, "Raw SQL operation": no such table: nowhere',
    );
    expect(await db.schema()).toEqual(before);
  });
});

describe('names change and data stays', () => {
  test('a renamed field is a renamed column', async () => {
    await db.apply([RenameField({ modelName: 'book', oldName: 'title', newName: 'headLine' })]);
    expect(await db.rows('SELECT head_line FROM shop_book')).toEqual([['One'], ['Two']]);
    expect(db.state.getModel('shop', 'book').options.uniqueTogether).toEqual([['headLine', 'author']]);
    const before = await db.schema();
    await db.undo();
    await db.apply([RenameField({ modelName: 'book', oldName: 'title', newName: 'headLine' })]);
    expect(await db.schema()).toEqual(before);
  });

  test('a renamed model takes its relations and join tables along', async () => {
    const before = await db.schema();
    await db.apply([RenameModel({ oldName: 'Book', newName: 'Novel' })]);
    expect(await db.rows('SELECT novel_id, tag_id FROM shop_novel_tags')).toEqual([
      [1, 1],
      [2, 1],
    ]);
    expect(await db.rows('SELECT title FROM shop_novel')).toEqual([['One'], ['Two']]);
    await db.apply([RenameModel({ oldName: 'Tag', newName: 'Label' })]);
    expect(await db.rows('SELECT novel_id, label_id FROM shop_novel_tags')).toEqual([
      [1, 1],
      [2, 1],
    ]);
    await db.apply([RenameModel({ oldName: 'Author', newName: 'Writer' })]);
    expect((await db.schema())['shop_novel']).toContain('REFERENCES "shop_writer" ("id")');
    await db.run("INSERT INTO shop_novel (title, author_id) VALUES ('Three', 2)");
    for (const _ of [1, 2, 3]) await db.undo();
    expect((await db.schema())['shop_book_tags']).toEqual(before['shop_book_tags']);
    expect(await db.rows('SELECT count(*) FROM shop_book')).toEqual([[3]]);
  });

  test('a new primary key type reaches the columns that point at it', async () => {
    await db.apply([
      AlterField({
        modelName: 'author',
        name: 'id',
        field: fields.CharField({ maxLength: 9, primaryKey: true }),
      }),
    ]);
    expect((await db.schema())['shop_book']).toContain('"author_id" varchar(9) NOT NULL');
    expect(await db.rows('SELECT a.name FROM shop_book b JOIN shop_author a ON a.id = b.author_id')).toEqual([
      ['Ada'],
      ['Bob'],
    ]);
  });
});

describe('what was done is undone', () => {
  test('models, fields and join tables', async () => {
    const steps = [
      [AddField({ modelName: 'book', name: 'isbn', field: fields.CharField({ maxLength: 13, null: true }) })],
      [
        AddField({
          modelName: 'book',
          name: 'isbn13',
          field: fields.CharField({ maxLength: 13, null: true, unique: true }),
        }),
      ],
      [AddField({ modelName: 'author', name: 'friends', field: fields.ManyToManyField('shop.author') })],
      [RemoveField({ modelName: 'book', name: 'tags' })],
      [RemoveField({ modelName: 'book', name: 'pages' })],
      [DeleteModel({ name: 'Book' })],
      [operations.AlterModelTable({ name: 'tag', table: 'labels' })],
      [
        operations.AddIndex({
          modelName: 'tag',
          index: new models.Index({ fields: ['-label'], name: 'label_down' }),
        }),
      ],
      [operations.RenameIndex({ modelName: 'tag', oldName: 'label_down', newName: 'label_desc' })],
      [operations.RemoveIndex({ modelName: 'tag', name: 'label_desc' })],
      [
        operations.AddConstraint({
          modelName: 'tag',
          constraint: new models.UniqueConstraint({ fields: ['label'], name: 'one_label' }),
        }),
      ],
      [operations.RemoveConstraint({ modelName: 'tag', name: 'one_label' })],
    ];
    const schemas: Record<string, string>[] = [];
    for (const step of steps) {
      schemas.push(await db.schema());
      await db.apply(step);
    }
    for (const [i] of [...steps.entries()].reverse()) {
      await db.undo();
      expect(sorted(await db.schema()), `step ${i}`).toEqual(sorted(schemas[i]!));
    }
  });
});

/** Columns in the order of their names: a column that comes back comes at the end. */
function sorted(schema: Record<string, string>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(schema).map(([name, sql]) => [name, sql.split(/[(,)] ?/).sort()]));
}
