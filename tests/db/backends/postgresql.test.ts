import {
  atomic,
  captureQueries,
  connection,
  connections,
  DataError,
  F,
  functions,
  IntegrityError,
  models,
  OperationalError,
  registerModel,
  TransactionManagementError,
  Value,
} from 'jango/db';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AppConfig } from '../../../src/apps/app-config.ts';
import { Apps } from '../../../src/apps/registry.ts';
import { configure } from '../../../src/conf/configure.ts';
import { temporal } from '../../../src/utils/temporal.ts';
import { emptyDatabase, POSTGRES, postgresIsAbsent } from '../../support/database.ts';

class Account extends models.Model {
  owner = models.CharField({ maxLength: 20, unique: true });
  balance = models.IntegerField({ default: 0 });
  static objects = models.Manager<Account>();
}

class Entry extends models.Model {
  account = models.ForeignKey(() => Account, { onDelete: models.CASCADE });
  at = models.DateTimeField();
  day = models.DateField({ null: true });
  took = models.DurationField({ null: true });
  price = models.DecimalField({ maxDigits: 12, decimalPlaces: 2, null: true });
  serial = models.BigIntegerField({ null: true });
  key = models.UUIDField({ null: true });
  data = models.JSONField({ null: true });
  bytes = models.BinaryField({ null: true });
  address = models.GenericIPAddressField({ null: true });
  ratio = models.FloatField({ null: true });
  declare accountId: number;
  static objects = models.Manager<Entry>();
}

/** Half of a surrogate pair. */
const HALF = String.fromCharCode(0xd800);
const absent = await postgresIsAbsent();

describe.skipIf(absent !== undefined)('PostgreSQL', () => {
  beforeAll(async () => {
    configure({ SECRET_KEY: 'test', BASE_DIR: '/tmp', TIME_ZONE: 'UTC', DATABASES: { default: POSTGRES } });
    const apps = new Apps();
    const config = new AppConfig();
    config.name = config.label = 'bank';
    apps.addAppConfig(config);
    for (const model of [Account, Entry]) registerModel(model, 'bank', apps);
    await emptyDatabase();
    const editor = await connection.schemaEditor();
    await editor.run(async () => {
      for (const model of [Account, Entry]) await editor.createModel(model as never);
    });
  });

  beforeEach(async () => {
    await connection.execute('TRUNCATE bank_account, bank_entry RESTART IDENTITY');
  });

  afterAll(() => connections.closeAll());

  const account = (owner = 'Kim', balance = 0) => Account.objects.create({ owner, balance });

  describe('values', () => {
    test('come back as they were stored', async () => {
      const values = {
        account: await account(),
        at: new Date('2024-02-29T23:59:59.123Z'),
        day: temporal().PlainDate.from('0001-01-01'),
        took: temporal().Duration.from({ days: -1, hours: -2, microseconds: -3 }),
        price: '12345678.90' as never,
        serial: 9007199254740991,
        key: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
        data: { a: [1, null, "it's"] },
        bytes: Buffer.from([0, 255]),
        address: '192.168.0.1',
        ratio: 0.1,
      };
      await Entry.objects.create(values);
      const found = await Entry.objects.get();
      expect(found.at.toISOString()).toBe('2024-02-29T23:59:59.123Z');
      expect(String(found.day)).toBe('0001-01-01');
      expect(found.took!.total('microseconds')).toBe(-93_600_000_003);
      expect(String(found.price)).toBe('12345678.90');
      expect([found.serial, found.key, found.address, found.ratio]).toEqual([
        values.serial,
        values.key,
        values.address,
        values.ratio,
      ]);
      expect(found.data).toEqual(values.data);
      expect([...found.bytes!]).toEqual([0, 255]);
    });

    test('microseconds of another program are kept when the row is saved', async () => {
      const { pk } = await account();
      await connection.execute(
        "INSERT INTO bank_entry (account_id, at) VALUES ($1, '2024-05-06 07:08:09.123456+02')",
        [pk],
      );
      await (await Entry.objects.get()).save();
      const [row] = await connection.query('SELECT at FROM bank_entry');
      expect(row).toEqual(['2024-05-06 05:08:09.123456+00']);
    });

    test('a text that no UTF-8 can hold is refused before it is sent', async () => {
      await expect(account('a\0b')).rejects.toThrow(/cannot contain NUL/);
      await expect(connection.query('SELECT $1::text', [HALF])).rejects.toThrow(/half of a surrogate pair/);
    });

    test('a number beyond the column finds nothing, and is refused in a row', async () => {
      await account();
      expect(await Account.objects.filter({ balance: 3_000_000_000 }).count()).toBe(0);
      expect(await Account.objects.filter({ pk__gt: 2n ** 63n }).count()).toBe(0);
      await expect(account('Lee', 2 ** 31)).rejects.toBeInstanceOf(DataError);
    });
  });

  describe('queries', () => {
    test('constants of expressions have their type, also where they are grouped by', async () => {
      const { pk } = await account('Kim', 7);
      await Entry.objects.create({ accountId: pk, at: new Date('2024-01-31T23:30:00Z') });
      const rows = await Entry.objects
        .annotate({
          month: functions.TruncMonth('at', { timeZone: 'Asia/Seoul' }),
          year: functions.ExtractYear('at'),
        })
        .values('month', 'year');
      expect(rows).toEqual([{ month: new Date('2024-01-31T15:00:00Z'), year: 2024 }]);
      const [half] = await Account.objects
        .annotate({ half: F('balance').div(2), tag: Value("a'\\b") })
        .values('half', 'tag');
      expect(half).toEqual({ half: 3, tag: "a'\\b" });
    });

    test('JSON is looked into', async () => {
      const at = new Date(0);
      const { pk } = await account();
      await Entry.objects.create({
        accountId: pk,
        at,
        data: { owner: { name: 'Kim' }, tags: ['a', 'b'], n: 10 },
      });
      const count = (conditions: object) => Entry.objects.filter(conditions as never).count();
      expect(await count({ data__owner__name: 'Kim' })).toBe(1);
      expect(await count({ data__tags__1: 'b' })).toBe(1);
      expect(await count({ data__n__gt: 9 })).toBe(1);
      expect(await count({ data__has_key: 'owner' })).toBe(1);
      expect(await count({ data__contains: { n: 10 } })).toBe(1);
      expect(await count({ data__owner__name__icontains: 'KI' })).toBe(1);
      expect(await count({ data__missing__isnull: true })).toBe(1);
    });

    test('a long list is one parameter', async () => {
      await account();
      const keys = Array.from({ length: 70_000 }, (_, i) => i);
      expect(await Account.objects.filter({ pk__in: keys }).count()).toBe(1);
    });

    test('rows are streamed, inside of a transaction too', async () => {
      await Account.objects.bulkCreate(Array.from({ length: 25 }, (_, i) => new Account({ owner: `${i}` })));
      const read = async () => {
        let count = 0;
        for await (const _ of Account.objects.all().iterator({ chunkSize: 10 })) count += 1;
        return count;
      };
      expect([await read(), await atomic(read)]).toEqual([25, 25]);
    });

    test('the constraint that was broken is named', async () => {
      await account();
      await expect(account()).rejects.toThrow(/bank_account_owner_key.*\(owner\)=\(Kim\) already exists/);
      await expect(account()).rejects.toBeInstanceOf(IntegrityError);
    });
  });

  describe('transactions', () => {
    test('200 transfers at once lose nothing', async () => {
      const [kim, lee] = [await account('Kim', 1000), await account('Lee', 1000)];
      const transfer = (from: Account, to: Account) =>
        atomic(
          async () => {
            const rows = new Map(
              (await Account.objects.selectForUpdate().filter({ pk__in: [from.pk, to.pk] })).map((row) => [
                row.pk,
                row,
              ]),
            );
            const [giver, taker] = [rows.get(from.pk)!, rows.get(to.pk)!];
            giver.balance -= 1;
            taker.balance += 1;
            await giver.save();
            await taker.save();
          },
          { retries: 5 },
        );
      await Promise.all(
        Array.from({ length: 200 }, (_, i) => (i % 4 === 0 ? transfer(lee, kim) : transfer(kim, lee))),
      );
      await Promise.all([kim.refreshFromDb(), lee.refreshFromDb()]);
      expect([kim.balance, lee.balance]).toEqual([900, 1100]);
    });

    test('locks are put on the tables that are named', async () => {
      await account();
      const locked = (of: string[]) =>
        atomic(() =>
          captureQueries(
            async () => await Entry.objects.selectRelated('account').selectForUpdate({ of } as never),
          ),
        );
      expect((await locked(['self'])).queries[0]!.sql).toMatch(/ FOR UPDATE OF "bank_entry"$/);
      expect((await locked(['account'])).queries[0]!.sql).toMatch(/ FOR UPDATE OF "bank_account"$/);
      await expect(locked(['self; DROP TABLE bank_entry'])).rejects.toThrow(/Invalid field name/);
    });

    test('a serialization failure is tried again as often as is said', async () => {
      const kim = await account();
      let attempts = 0;
      const conflicting = () =>
        atomic(
          async () => {
            attempts += 1;
            await connection.execute('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
            await kim.refreshFromDb();
            if (attempts === 1) await connections.get('other').execute('UPDATE bank_account SET balance = 5');
            await Account.objects.filter({ pk: kim.pk }).update({ balance: F('balance').add(1) });
          },
          { retries: 1 },
        );
      const back = await connections.override('other', POSTGRES);
      await conflicting();
      await back();
      await kim.refreshFromDb();
      expect([attempts, kim.balance]).toEqual([2, 6]);
    });

    test('statements that are started together wait for each other', async () => {
      await atomic(() => Promise.all(['a', 'b', 'c'].map((name) => account(name))));
      expect(await Account.objects.count()).toBe(3);
    });

    test('an error that was passed over is told when the block ends', async () => {
      await account();
      const careless = atomic(async () => {
        await account('Lee');
        try {
          await connection.execute("INSERT INTO bank_account (owner, balance) VALUES ('Kim', 0)");
        } catch (error) {
          expect(error).toBeInstanceOf(IntegrityError);
        }
      });
      await expect(careless).rejects.toBeInstanceOf(TransactionManagementError);
      expect(await Account.objects.count()).toBe(1);
    });
  });

  describe('connections', () => {
    const withOptions = (options: object) =>
      connections.override('default', { ...POSTGRES, OPTIONS: { ...options } });

    test('a pool of one serves everybody in turn', async () => {
      const back = await withOptions({ pool: { max: 1 } });
      await Promise.all(Array.from({ length: 20 }, (_, i) => atomic(() => account(`${i}`))));
      expect(await Account.objects.count()).toBe(20);
      await back();
    });

    test('who waits in vain is told who holds the connections', async () => {
      const back = await withOptions({ pool: { max: 1, acquireTimeout: 0.2 } });
      await atomic(async () => {
        const other = new Promise((resolve) => setImmediate(resolve));
        await other;
        const { runOutsideBlocks } = await import('../../../src/db/backends/base/transaction-scope.ts');
        await expect(runOutsideBlocks(() => Account.objects.count())).rejects.toThrow(
          /within 0\.2 s; the pool has 1\.[\s\S]*an atomic\(\) that began[\s\S]*postgresql\.test\.ts/,
        );
      });
      await back();
    });

    test('a killed connection is a clear error, and the next query has a new one', async () => {
      const asleep = connection.query("SELECT pg_sleep(10), 'victim'");
      // Through a pool of its own: this one may have a single connection.
      const other = await connections.override('other', POSTGRES);
      const kill = async () => {
        const rows = await connections
          .get('other')
          .query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%victim%' AND pid <> pg_backend_pid() AND datname = current_database()",
          );
        return rows.length > 0;
      };
      const failure = expect(asleep).rejects.toThrow(/connection to the database 'default' was lost/);
      while (!(await kill())) await new Promise((resolve) => setTimeout(resolve, 20));
      await failure;
      await other();
      await expect(asleep).rejects.toBeInstanceOf(OperationalError);
      expect(await Account.objects.count()).toBe(0);
    });

    test('a connection that was killed while nobody used it is replaced', async () => {
      const back = await withOptions({ pool: { max: 1 } });
      const [[pid]] = (await connection.query('SELECT pg_backend_pid()')) as [[number]];
      const other = await connections.override('other', POSTGRES);
      await connections.get('other').query('SELECT pg_terminate_backend($1)', [pid]);
      await other();
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await atomic(() => Account.objects.count())).toBe(0);
      await back();
    });

    test('without prepared statements and cursors everything works the same', async () => {
      const back = await connections.override('default', {
        ...POSTGRES,
        DISABLE_SERVER_SIDE_CURSORS: true,
        OPTIONS: { preparedStatements: false },
      });
      await account();
      const read: string[] = [];
      for await (const row of Account.objects.all().iterator({ chunkSize: 10 })) read.push(row.owner);
      expect(read).toEqual(['Kim']);
      expect((await connection.query('SELECT count(*) FROM pg_prepared_statements'))[0]).toEqual([0]);
      await back();
    });

    test('a server that is not there is named', async () => {
      const back = await connections.override('default', { ...POSTGRES, PORT: 1 });
      await expect(Account.objects.count()).rejects.toThrow(/Cannot connect to PostgreSQL at 127\.0\.0\.1:1/);
      await back();
    });
  });
});
