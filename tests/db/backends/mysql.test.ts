import {
  atomic,
  connection,
  connections,
  IntegrityError,
  NotSupportedError,
  OperationalError,
  ProgrammingError,
} from 'jango/db';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { configure } from '../../../src/conf/configure.ts';
import { atMysqlServer, emptyMysql, MYSQL, mysqlIsAbsent } from '../../support/mysql.ts';

const absent = await mysqlIsAbsent();

async function start(options: Record<string, unknown> = {}): Promise<void> {
  configure({
    SECRET_KEY: 'test',
    BASE_DIR: '/tmp',
    DATABASES: { default: { ...MYSQL, OPTIONS: options } },
  });
  await connections.closeAll();
  await emptyMysql();
  await connection.execute(
    'CREATE TABLE account (id bigint PRIMARY KEY AUTO_INCREMENT, name varchar(200) UNIQUE, balance integer CHECK (balance < 1000), big bigint, price numeric(30, 10), at datetime(6), data longblob)',
  );
  await connection.execute("INSERT INTO account (name, balance) VALUES ('a', 100), ('b', 100)");
}

describe.skipIf(absent !== undefined)('MySQL and MariaDB', () => {
  beforeEach(() => start());
  afterEach(() => connections.closeAll());

  const balances = async () =>
    (await connection.query('SELECT balance FROM account ORDER BY id')).map(([balance]) => balance);
  const threadId = async () => Number((await connection.query('SELECT CONNECTION_ID()'))[0]![0]);

  test('values keep every digit', async () => {
    const at = '2024-05-06 07:08:09.000601';
    const bytes = Buffer.from([0, 255, 39, 92]);
    await connection.execute('UPDATE account SET big = ?, price = ?, at = ?, data = ? WHERE name = ?', [
      9007199254740993n,
      '12345678901234567890.0123456789',
      at,
      bytes,
      'a',
    ]);
    const [row] = await connection.query("SELECT big, price, at, data FROM account WHERE name = 'a'");
    expect(row).toEqual([9007199254740993n, '12345678901234567890.0123456789', at, bytes]);
    expect(await connection.query('SELECT ? + 1, 7 DIV ?', [9007199254740992n, 2])).toEqual([
      [9007199254740993n, 3],
    ]);
  });

  test('a column whose name the driver refuses is told as that, by query, by value and row by row', async () => {
    const told =
      "The driver of the database 'default' reads no column that is called '__proto__', and has given up its connection. " +
      'Give the column another name (dbColumn of a field), or the statement another one for it: AS other.';
    const rows = async (params: readonly unknown[]): Promise<void> => {
      for await (const _ of connection.stream('SELECT 1 AS `__proto__`', params, 10));
    };
    const ways = [
      async () => connection.query('SELECT 1 AS `__proto__`'),
      async () => connection.query('SELECT ? AS `__proto__`', [1]),
      () => atomic(async () => connection.query('SELECT 1 AS `__proto__`')),
      () => rows([]),
    ];
    for (const way of ways) {
      await expect(way()).rejects.toThrow(NotSupportedError);
      await expect(way()).rejects.toThrow(told);
      expect(await balances()).toEqual([100, 100]);
    }
    expect(await connection.query('SELECT x.`__proto__` AS other FROM (SELECT 1 AS `__proto__`) x')).toEqual([
      [1],
    ]);
  });

  test.each(["'; DROP TABLE account; --", "\\' OR 1=1 -- ", '?', '`', '%_\\', '\u0000', '😀', '"'])(
    'the text %j is a value and nothing else',
    async (text) => {
      await connection.execute('INSERT INTO account (name) VALUES (?)', [text]);
      expect(await connection.query('SELECT name FROM account WHERE name = ?', [text])).toEqual([[text]]);
    },
  );

  test('objects, lists and undefined are refused', async () => {
    await expect(async () => connection.query('SELECT ?', [{ a: 1 }])).rejects.toThrow(ProgrammingError);
    await expect(async () => connection.query('SELECT ?', [['x']])).rejects.toThrow(
      /Parameter 1 of the statement is an array/,
    );
    await expect(async () => connection.query('SELECT ?', [undefined])).rejects.toThrow(ProgrammingError);
  });

  test.each([
    ["INSERT INTO account (name) VALUES ('a')", IntegrityError],
    ["INSERT INTO account (name, balance) VALUES ('c', 5000)", IntegrityError],
    ['INSERT INTO account (id) VALUES (NULL), (1)', IntegrityError],
    ['SELECT * FROM absent', ProgrammingError],
    ['SELEC 1', ProgrammingError],
  ])('%s is refused by an error of its kind', async (sql, kind) => {
    await expect(async () => connection.execute(sql)).rejects.toThrow(kind);
  });

  test('a missing table says that migrations may be missing', async () => {
    await expect(async () => connection.query('SELECT * FROM absent')).rejects.toThrow(/migrate/);
  });

  test('two hundred transfers at once lose nothing', async () => {
    await connection.execute('UPDATE account SET balance = 500');
    const transfer = (from: number, to: number) =>
      atomic(
        async () => {
          const [row] = await connection.query('SELECT balance FROM account WHERE id = ? FOR UPDATE', [from]);
          await connection.execute('UPDATE account SET balance = ? WHERE id = ?', [
            Number(row![0]) - 1,
            from,
          ]);
          await connection.execute('UPDATE account SET balance = balance + 1 WHERE id = ?', [to]);
        },
        { retries: 50 },
      );
    await Promise.all(Array.from({ length: 200 }, (_, i) => (i % 4 === 0 ? transfer(2, 1) : transfer(1, 2))));
    expect(await balances()).toEqual([400, 600]);
  }, 60_000);

  test('an error undoes the block, an inner one only its savepoint', async () => {
    await atomic(async () => {
      await connection.execute('UPDATE account SET balance = 1 WHERE id = 1');
      await expect(
        atomic(async () => {
          await connection.execute('UPDATE account SET balance = 2 WHERE id = 2');
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
    });
    expect(await balances()).toEqual([1, 100]);
  });

  test('one connection is enough', async () => {
    await start({ pool: { max: 1 } });
    await Promise.all(
      Array.from({ length: 20 }, () =>
        atomic(() => connection.execute('UPDATE account SET balance = balance + 1 WHERE id = 1')),
      ),
    );
    expect(await balances()).toEqual([120, 100]);
  });

  test('who waits too long for a connection learns who has it', async () => {
    await start({ pool: { max: 1, acquireTimeout: 0.2 } });
    let finish!: () => void;
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const block = atomic(async () => {
      await connection.query('SELECT 1');
      await held;
    });
    const failure = await Promise.resolve(connection.query('SELECT 2')).catch((error: unknown) => error);
    finish();
    await block;
    expect(failure).toBeInstanceOf(OperationalError);
    expect(String(failure)).toMatch(/the pool has 1\..*an atomic\(\) that began.*mysql\.test\.ts/s);
  });

  test('a connection that is killed in a query says so, and the next query works', async () => {
    await start({ pool: { max: 1 } });
    const thread = await threadId();
    const sleeping = Promise.resolve(connection.query('SELECT SLEEP(20)')).catch((error: unknown) => error);
    await atMysqlServer((session) => session.execute(`KILL ${thread}`, []));
    const failure = await sleeping;
    expect(failure).toBeInstanceOf(OperationalError);
    expect(String(failure)).toMatch(/connection to the database 'default' was lost/);
    expect(await connection.query('SELECT 1')).toEqual([[1]]);
    expect(await threadId()).not.toBe(thread);
  });

  test('a connection that is killed while idle is not handed out', async () => {
    await start({ pool: { max: 1 } });
    const thread = await threadId();
    await atMysqlServer((session) => session.execute(`KILL ${thread}`, []));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await connection.query('SELECT 1')).toEqual([[1]]);
  });

  test('rows are streamed, and what is left out harms nobody', async () => {
    await start({ pool: { max: 1 } });
    const sql = 'SELECT seq FROM seq_1_to_100000';
    let seen = 0;
    for await (const rows of connection.stream(sql, [], 1000)) seen += rows.length;
    expect(seen).toBe(100_000);
    for await (const rows of connection.stream(sql, [], 10)) {
      expect(rows).toHaveLength(10);
      break;
    }
    expect(await connection.query('SELECT 1')).toEqual([[1]]);
  });

  test('a server that does not answer is named', async () => {
    configure({
      SECRET_KEY: 'test',
      BASE_DIR: '/tmp',
      DATABASES: { default: { ...MYSQL, HOST: '127.0.0.1', PORT: 1 } },
    });
    await connections.closeAll();
    expect(() => connection.features).toThrow(/The database 'default' cannot be reached at 127\.0\.0\.1:1/);
    await expect(async () => connection.query('SELECT 1')).rejects.toThrow(/Is the server running\?/);
  });
});
