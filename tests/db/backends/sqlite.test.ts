import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { configure } from '../../../src/conf/configure.ts';
import { captureQueries } from '../../../src/db/backends/query-log.ts';
import { connection, connections } from '../../../src/db/connections.ts';
import {
  IntegrityError,
  OperationalError,
  ProgrammingError,
  TransactionManagementError,
} from '../../../src/db/errors.ts';
import { atomic, onCommit, setRollback } from '../../../src/db/transaction.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'jango-sqlite-'));

beforeEach(async () => {
  configure({
    SECRET_KEY: 'test',
    BASE_DIR: folder,
    DATABASES: { default: { ENGINE: 'sqlite3', NAME: 'db.sqlite3' } },
  });
  await connection.execute(
    'CREATE TABLE account (id integer PRIMARY KEY AUTOINCREMENT, name text UNIQUE, balance integer)',
  );
  await connection.execute("INSERT INTO account (name, balance) VALUES ('a', 100), ('b', 100)");
});

afterEach(async () => {
  await connections.closeAll();
  rmSync(folder, { recursive: true, force: true });
  const { mkdirSync } = await import('node:fs');
  mkdirSync(folder);
});

const balances = async () =>
  (await connection.query('SELECT balance FROM account ORDER BY id')).map(([balance]) => balance);

describe('statements', () => {
  test('rows are arrays and come without a promise', () => {
    expect(connection.query('SELECT name, balance FROM account ORDER BY id')).toEqual([
      ['a', 100],
      ['b', 100],
    ]);
  });

  test('a broken constraint is an IntegrityError that keeps the driver error', () => {
    expect(() => connection.execute("INSERT INTO account (name) VALUES ('a')")).toThrow(IntegrityError);
  });

  test('a missing table says that migrations may be missing', () => {
    expect(() => connection.query('SELECT * FROM absent')).toThrow(OperationalError);
    expect(() => connection.query('SELECT * FROM absent')).toThrow(/migrate/);
  });

  test('booleans and dates of hand-written SQL are adapted, other objects are refused', () => {
    expect(connection.query('SELECT ?, ?', [true, new Date(0)])).toEqual([[1, '1970-01-01 00:00:00.000']]);
    expect(() => connection.query('SELECT ?', [{ a: 1 }])).toThrow(ProgrammingError);
    expect(() => connection.query('SELECT ?', [['x']])).toThrow(/Parameter 1 of the statement is an array/);
  });

  test('the query log tells text, parameters and errors', async () => {
    const { queries } = await captureQueries(() => connection.query('SELECT ? + 1', [1]));
    expect(queries).toMatchObject([{ alias: 'default', sql: 'SELECT ? + 1', params: [1], error: undefined }]);
  });
});

describe('atomic()', () => {
  test('commits what its body did', async () => {
    await atomic(() => connection.execute('UPDATE account SET balance = 1'));
    expect(await balances()).toEqual([1, 1]);
  });

  test('undoes everything when the body throws', async () => {
    const failing = atomic(async () => {
      await connection.execute('UPDATE account SET balance = 1');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await balances()).toEqual([100, 100]);
  });

  test('an inner block is a savepoint', async () => {
    await atomic(async () => {
      await connection.execute('UPDATE account SET balance = 1 WHERE id = 1');
      await atomic(async () => {
        await connection.execute('UPDATE account SET balance = 2');
        throw new Error('inner');
      }).catch(() => undefined);
    });
    expect(await balances()).toEqual([1, 100]);
  });

  test('an inner block without a savepoint takes the outer one with it', async () => {
    const outer = atomic(async () => {
      await atomic(
        () => {
          throw new Error('inner');
        },
        { savepoint: false },
      ).catch(() => undefined);
      await connection.execute('UPDATE account SET balance = 1');
    });
    await expect(outer).rejects.toThrow(TransactionManagementError);
  });

  test('others read what was committed while a block is open', async () => {
    let release!: () => void;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const writing = atomic(async () => {
      await connection.execute('UPDATE account SET balance = 7');
      await gate;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(await balances()).toEqual([100, 100]);
    release();
    await writing;
    expect(await balances()).toEqual([7, 7]);
  });

  test('two hundred transfers at once lose nothing', async () => {
    const transfer = () =>
      atomic(async () => {
        const [[balance]] = (await connection.query('SELECT balance FROM account WHERE id = 1')) as [
          [number],
        ];
        await new Promise((resolve) => setImmediate(resolve));
        await connection.execute('UPDATE account SET balance = ? WHERE id = 1', [balance - 1]);
        await connection.execute('UPDATE account SET balance = balance + 1 WHERE id = 2');
      });
    await Promise.all(Array.from({ length: 200 }, transfer));
    expect(await balances()).toEqual([-100, 300]);
  });

  test('inner blocks started side by side do not mix', async () => {
    const step = (id: number, fail: boolean) =>
      atomic(async () => {
        await connection.execute('UPDATE account SET balance = 0 WHERE id = ?', [id]);
        await new Promise((resolve) => setImmediate(resolve));
        if (fail) throw new Error('no');
      });
    await atomic(() => Promise.allSettled([step(1, true), step(2, false)]));
    expect(await balances()).toEqual([100, 0]);
  });

  test('a query that comes after its block is an error', async () => {
    let late!: Promise<unknown>;
    await atomic(() => {
      late = new Promise((resolve) => setImmediate(resolve)).then(() => connection.query('SELECT 1'));
    });
    await expect(late).rejects.toThrow(/atomic\(\) block that has ended/);
  });

  test('onCommit() waits for the commit and is forgotten with a rollback', async () => {
    const calls: string[] = [];
    await atomic(async () => {
      await onCommit(() => calls.push('outer'));
      await atomic(async () => {
        await onCommit(() => calls.push('inner'));
        throw new Error('no');
      }).catch(() => undefined);
      expect(calls).toEqual([]);
    });
    expect(calls).toEqual(['outer']);
    await onCommit(() => calls.push('no block'));
    expect(calls).toEqual(['outer', 'no block']);
  });

  test('setRollback() undoes the block without an error', async () => {
    await atomic(async () => {
      await connection.execute('UPDATE account SET balance = 1');
      setRollback(true);
    });
    expect(await balances()).toEqual([100, 100]);
  });

  test('a durable block cannot be an inner one', async () => {
    await expect(atomic(() => atomic(() => 1, { durable: true }))).rejects.toThrow(/durable/);
  });
});
