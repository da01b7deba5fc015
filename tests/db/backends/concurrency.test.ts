import { atomic, connection, connections, F, models, TransactionManagementError } from 'jango/db';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runOutsideBlocks } from '../../../src/db/backends/base/transaction-scope.ts';
import { allEngines } from '../../support/engines.ts';
import { makeTables } from '../query/app.ts';

class Account extends models.Model {
  balance = models.IntegerField({ default: 0 });
  static objects = models.Manager<Account>();
}

const ACCOUNTS = 8;
/** A server takes its time to notice a deadlock. */
const PATIENCE = 60_000;

/** Whose row is changed first: now and then against the order, so that two wait for each other and one has to begin again. */
const TRANSFERS = Array.from({ length: 200 }, (_, i) => {
  const from = (i * 7) % ACCOUNTS;
  const to = (from + 1 + ((i * 5) % (ACCOUNTS - 1))) % ACCOUNTS;
  return from < to === i % 25 > 0 ? ([from, to] as const) : ([to, from] as const);
});

describe.each(await allEngines())('$name', ({ settings, absent }) => {
  describe.skipIf(absent !== undefined)('many at once', () => {
    let accounts: Account[];
    beforeAll(() => makeTables('bank', [Account], settings));
    beforeEach(async () => {
      await Account.objects.all().delete();
      accounts = [];
      for (let i = 0; i < ACCOUNTS; i++) accounts.push(await Account.objects.create({ balance: 100 }));
    });
    afterAll(() => connections.closeAll());

    const balances = async () => [
      ...(await Account.objects.orderBy('pk').valuesList('balance', { flat: true })),
    ];

    /** What each should have in the end. */
    const expected = () => {
      const wanted = accounts.map(() => 100);
      for (const [from, to] of TRANSFERS) {
        wanted[from]! -= 1;
        wanted[to]! += 1;
      }
      return wanted;
    };

    const everyTransfer = (transfer: (from: Account, to: Account) => Promise<unknown>) =>
      Promise.all(
        TRANSFERS.map(([from, to]) =>
          atomic(() => transfer(accounts[from]!, accounts[to]!), { retries: 50 }),
        ),
      );

    test(
      '200 transfers with locked rows lose nothing, and all end',
      async () => {
        await everyTransfer(async ({ pk: from }, { pk: to }) => {
          const giver = await Account.objects.selectForUpdate().get({ pk: from });
          const taker = await Account.objects.selectForUpdate().get({ pk: to });
          giver.balance -= 1;
          taker.balance += 1;
          await giver.save();
          await taker.save();
        });
        expect(await balances()).toEqual(expected());
      },
      PATIENCE,
    );

    test(
      '200 transfers by F() lose nothing, and all end',
      async () => {
        await everyTransfer(async ({ pk: from }, { pk: to }) => {
          await Account.objects.filter({ pk: from }).update({ balance: F('balance').sub(1) });
          await Account.objects.filter({ pk: to }).update({ balance: F('balance').add(1) });
        });
        expect(await balances()).toEqual(expected());
      },
      PATIENCE,
    );

    test('queries that are started together in one block wait for each other', async () => {
      const [first] = accounts;
      await atomic(async () => {
        const counts = await Promise.all(
          Array.from({ length: 20 }, async (_, i) => {
            await Account.objects.filter({ pk: first!.pk }).update({ balance: F('balance').add(i) });
            return Account.objects.count();
          }),
        );
        expect(new Set(counts)).toEqual(new Set([ACCOUNTS]));
      });
      expect((await balances())[0]).toBe(100 + 190);
    });

    test('inner blocks that are started together do not mix', async () => {
      await atomic(async () => {
        const blocks = [1, 2, 3, 4].map((i) =>
          atomic(async () => {
            await Account.objects.filter({ pk: accounts[i]!.pk }).update({ balance: 0 });
            if (i % 2 === 0) throw new Error('undone');
          }).catch(() => undefined),
        );
        await Promise.all(blocks);
      });
      expect((await balances()).slice(0, 5)).toEqual([100, 0, 100, 0, 100]);
    });

    test('a query that comes after its block is an error', async () => {
      let late: Promise<number> | undefined;
      let end!: () => void;
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      await atomic(async () => {
        late = ended.then(() => Account.objects.count());
      });
      end();
      await expect(late).rejects.toBeInstanceOf(TransactionManagementError);
      await expect(late).rejects.toThrow(/an atomic\(\) block that has ended/);
    });

    test('a block in which an error was undone leaves the connection clean', async () => {
      for (let i = 0; i < 15; i++) {
        await expect(
          atomic(async () => {
            await Account.objects.filter({ pk: accounts[0]!.pk }).update({ balance: 1 });
            throw new Error('undone');
          }),
        ).rejects.toThrow('undone');
      }
      expect((await balances())[0]).toBe(100);
    });

    // With a pool of one, there is nobody beside the block.
    test.skipIf('pool' in (settings.OPTIONS ?? {}))(
      'others go on while a block is open, and see nothing of it',
      async () => {
        await atomic(async () => {
          await Account.objects.filter({ pk: accounts[0]!.pk }).update({ balance: 1 });
          const seen = await runOutsideBlocks(
            async () =>
              (await connection.query('SELECT COUNT(*) FROM bank_account WHERE balance = 1'))[0]![0],
          );
          expect(Number(seen)).toBe(0);
        });
        expect((await balances())[0]).toBe(1);
      },
    );
  });
});
