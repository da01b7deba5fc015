import { atomic, type Cursor, connection, IntegrityError, InterfaceError, ProgrammingError } from 'jango/db';
import { beforeEach, expect, expectTypeOf, test } from 'vitest';
import { Author, makeTables, Tag } from '../query/app.ts';

beforeEach(() => makeTables('cursors', [Author, Tag]));

const table = () => connection.ops.quoteName(Tag._meta.dbTable);

test('a cursor runs SQL with %s for each value and hands out the rows', async () => {
  await Tag.objects.bulkCreate(['a', 'b', 'c'].map((name) => new Tag({ name })));
  const cursor = connection.cursor();
  expectTypeOf(cursor).toEqualTypeOf<Cursor>();
  await cursor.execute(`SELECT name, 100 %% 7 FROM ${table()} WHERE name > %s ORDER BY name`, ['a']);
  expect(cursor.description?.map(([name]) => name)[0]).toBe('name');
  expect(cursor.rowcount).toBe(2);
  expect(cursor.fetchone()?.[0]).toBe('b');
  expect(cursor.fetchmany(5).map(([name, rest]) => [name, Number(rest)])).toEqual([['c', 2]]);
  expect(cursor.fetchone()).toBeNull();
  await cursor.execute(`SELECT name FROM ${table()} ORDER BY name`);
  expect([...cursor]).toEqual([['a'], ['b'], ['c']]);
  expect(cursor.fetchall()).toEqual([]);
});

test('values may have names, and several lists of them are run one after the other', async () => {
  const names = await connection.cursor(async (cursor) => {
    expectTypeOf(cursor).toEqualTypeOf<Cursor>();
    await cursor.executemany(`INSERT INTO ${table()} (name) VALUES (%s)`, [['x'], ['y']]);
    expect(cursor.rowcount).toBe(2);
    expect(cursor.description).toBeNull();
    await cursor.execute(`UPDATE ${table()} SET name = %(to)s WHERE name = %(from)s`, { from: 'x', to: 'z' });
    expect(cursor.rowcount).toBe(1);
    return (await cursor.execute(`SELECT name FROM ${table()} ORDER BY name`)).fetchall();
  });
  expect(names).toEqual([['y'], ['z']]);
});

test('a cursor tells what is wrong with its values, and that it is closed', async () => {
  const cursor = connection.cursor();
  await expect(cursor.execute(`SELECT %s, %s`, [1])).rejects.toThrow(ProgrammingError);
  await expect(cursor.execute(`SELECT '%s'`, [1, 2])).rejects.toThrow(/1 placeholders, and 2 values/);
  await expect(cursor.execute('SELECT %(a)s', { b: 1 })).rejects.toThrow('No value is given for %(a)s.');
  await Tag.objects.create({ name: 'a' });
  await expect(cursor.execute(`INSERT INTO ${table()} (name) VALUES (%s)`, ['a'])).rejects.toThrow(
    IntegrityError,
  );
  cursor.close();
  expect(() => cursor.fetchall()).toThrow(InterfaceError);
  await expect(cursor.execute('SELECT 1')).rejects.toThrow('The cursor is closed.');
});

test('a wrapper stands around the statements of its body alone', async () => {
  const seen: string[] = [];
  await connection.executeWrapper(
    (execute, sql, params, many, context) => {
      seen.push(sql);
      expect(context.connection.alias).toBe('default');
      return execute(sql, params, many, context);
    },
    async () => {
      await Author.objects.create({ name: 'Kim' });
      await Author.objects.get({ name: 'Kim' });
      await connection.cursor().execute('SELECT 1');
    },
  );
  await Author.objects.count();
  expect(seen.map((sql) => sql.split(' ')[0])).toEqual(['INSERT', 'SELECT', 'SELECT']);
});

test('a wrapper may forbid the database, and be asynchronous; the inner one is asked last', async () => {
  const order: string[] = [];
  const forbidden = connection.executeWrapper(
    async (execute, sql, params, many, context) => {
      order.push('outer');
      return execute(sql, params, many, context);
    },
    () =>
      connection.executeWrapper(
        () => {
          order.push('inner');
          throw new Error('no queries here');
        },
        () => Author.objects.count(),
      ),
  );
  await expect(forbidden).rejects.toThrow('no queries here');
  expect(order).toEqual(['outer', 'inner']);
  expect(await Author.objects.count()).toBe(0);
});

test('a wrapper sees the statement of iterator(), and savepoints', async () => {
  await Tag.objects.create({ name: 'a' });
  const seen: string[] = [];
  await connection.executeWrapper(
    (execute, sql, params, many, context) => {
      seen.push(sql.replace(/ ?\bs\d+$/, ''));
      return execute(sql, params, many, context);
    },
    async () => {
      for await (const { name } of Tag.objects.iterator()) expect(name).toBe('a');
      await atomic(async () => {
        for await (const { name } of Tag.objects.iterator()) expect(name).toBe('a');
        await atomic(() => {});
        const undone = atomic(() => {
          throw new Error('undo');
        });
        await expect(undone).rejects.toThrow('undo');
      });
    },
  );
  const words = seen.map((sql) => (sql.startsWith('SELECT') ? 'SELECT' : sql));
  expect(words.filter((sql) => !sql.startsWith('BEGIN'))).toEqual([
    'SELECT',
    'SELECT',
    'SAVEPOINT',
    'RELEASE SAVEPOINT',
    'SAVEPOINT',
    'ROLLBACK TO SAVEPOINT',
    'RELEASE SAVEPOINT',
  ]);
});
