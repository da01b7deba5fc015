import {
  atomic,
  connection,
  connections,
  F,
  OperationalError,
  onCommit,
  TransactionManagementError,
} from 'jango/db';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { allEngines } from '../../support/engines.ts';
import { gate } from '../../support/gate.ts';
import { ACCOUNTS, Account, balances, openBank, PATIENCE } from './bank.ts';

describe.each(await allEngines())('$name', ({ settings, absent }) => {
  const isServer = settings.ENGINE !== 'sqlite3';
  let accounts: Account[];

  const open = async (OPTIONS: object): Promise<void> => {
    accounts = await openBank(settings, OPTIONS);
  };

  describe.skipIf(absent !== undefined)('one of several transactions', () => {
    beforeAll(() => open({ pool: { max: 3, acquireTimeout: 1 } }));
    beforeEach(async () => {
      await Account.objects.all().update({ balance: 100 });
    });
    afterAll(() => connections.closeAll());

    test.skipIf(!isServer)(
      'does not wait for a locked row with nowait, and leaves it out with skipLocked',
      async () => {
        const [first] = accounts;
        await holding(
          async () => {
            await Account.objects.selectForUpdate().get({ pk: first!.pk });
          },
          async () => {
            const locked = atomic(() =>
              Account.objects.selectForUpdate({ nowait: true }).get({ pk: first!.pk }),
            );
            await expect(locked).rejects.toBeInstanceOf(OperationalError);
            const others = await atomic(async () => [
              ...(await Account.objects.selectForUpdate({ skipLocked: true })),
            ]);
            expect(others.map(({ pk }) => pk)).toEqual(accounts.slice(1).map(({ pk }) => pk));
          },
        );
      },
    );

    test('that waits in vain for a connection says who holds them, and where', {
      skip: !isServer,
    }, async () => {
      const holders = [1, 2, 3].map(() => gate());
      const blocks = holders.map(({ opened, reach }) =>
        atomic(async () => {
          reach();
          await opened;
        }),
      );
      await Promise.all(holders.map(({ reached }) => reached));
      const late = await Account.objects.count().then(String, String);
      expect(late).toMatch(/No connection to the database 'default' became free within 1 s; the pool has 3/);
      expect(late.match(/an atomic\(\) that began/g)).toHaveLength(3);
      expect(late).toContain('edges-of-blocks.test.ts');
      for (const holder of holders) holder.open();
      await Promise.all(blocks);
      expect(await Account.objects.count()).toBe(ACCOUNTS);
    });

    test.skipIf(!isServer)(
      'runs again as a whole when it was undone for a deadlock in an inner block',
      async () => {
        const [a, b] = accounts;
        const take = (one: Account) =>
          Account.objects.filter({ pk: one.pk }).update({ balance: F('balance').sub(1) });
        const both = [gate(), gate()];
        let rounds = 0;
        const crossing = (first: Account, second: Account, own: number) =>
          atomic(
            async () => {
              rounds++;
              await take(first);
              both[own]!.reach();
              await both[1 - own]!.reached;
              await atomic(() => take(second));
            },
            { retries: 5 },
          );
        await Promise.all([crossing(a!, b!, 0), crossing(b!, a!, 1)]);
        expect(rounds).toBeGreaterThan(2);
        expect((await balances()).slice(0, 2)).toEqual([98, 98]);
      },
      PATIENCE,
    );

    test.skipIf(!isServer)(
      'that caught the error of a deadlock writes nothing after it',
      async () => {
        const [a, b] = accounts;
        const take = (one: Account) =>
          Account.objects.filter({ pk: one.pk }).update({ balance: F('balance').sub(1) });
        const both = [gate(), gate()];
        let victims = 0;
        const crossing = (first: Account, second: Account, own: number) =>
          atomic(async () => {
            await take(first);
            both[own]!.reach();
            await both[1 - own]!.reached;
            try {
              await take(second);
            } catch (error) {
              expect(error).toBeInstanceOf(OperationalError);
              victims++;
              await Account.objects.filter({ pk: accounts[2]!.pk }).update({ balance: 0 });
            }
          });
        const ends = await Promise.allSettled([crossing(a!, b!, 0), crossing(b!, a!, 1)]);
        expect(victims).toBe(1);
        const reasons = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
        expect(reasons).toEqual([expect.any(TransactionManagementError)]);
        expect((await balances()).slice(0, 3)).toEqual([99, 99, 100]);
        // The connection is as good as new.
        await Promise.all([1, 2, 3].map(() => atomic(() => take(a!))));
        expect((await balances())[0]).toBe(96);
      },
      PATIENCE,
    );

    test('an inner block whose error was caught inside of it is undone, and the one around goes on', async () => {
      const [first, second] = accounts;
      await atomic(async () => {
        const inner = atomic(async () => {
          await Account.objects.filter({ pk: first!.pk }).update({ balance: 1 });
          try {
            await connection.query('SELECT * FROM nothing_of_the_kind');
          } catch {
            // Nobody should, but somebody does.
          }
        }).catch(() => undefined);
        await inner;
        await Account.objects.filter({ pk: second!.pk }).update({ balance: 2 });
      }).catch(() => undefined);
      expect((await balances())[1]).toBe(2);
    });

    test('an inner block without a savepoint takes the one around with it', async () => {
      const [first] = accounts;
      await atomic(async () => {
        await Account.objects.filter({ pk: first!.pk }).update({ balance: 1 });
        await expect(
          atomic(
            async () => {
              throw new Error('undone');
            },
            { savepoint: false },
          ),
        ).rejects.toThrow('undone');
        await expect((async () => Account.objects.count())()).rejects.toBeInstanceOf(
          TransactionManagementError,
        );
      });
      expect((await balances())[0]).toBe(100);
    });

    test('no statement of any kind goes through a block that has ended', async () => {
      const { opened, open: end } = gate();
      const late: Promise<unknown>[] = [];
      await atomic(async () => {
        const [first] = accounts;
        const doors: (() => unknown)[] = [
          () => Account.objects.count(),
          () => Account.objects.raw('SELECT * FROM bank_account'),
          () => Account.objects.filter({ pk: first!.pk }).update({ balance: 0 }),
          () => Account.objects.create({ balance: 0 }),
          () => first!.save(),
          () => connection.query('SELECT 1'),
          () => connection.execute('DELETE FROM bank_account'),
          () => connection.queryWithColumns('SELECT 1'),
          () => atomic(() => Account.objects.count()),
          async () => {
            for await (const one of Account.objects.all().iterator()) void one;
          },
        ];
        for (const door of doors) late.push(opened.then(async () => await door()));
      });
      end();
      for (const one of await Promise.allSettled(late)) {
        expect(one).toMatchObject({ status: 'rejected', reason: expect.any(TransactionManagementError) });
      }
      expect(await balances()).toEqual(accounts.map(() => 100));
    });

    test('what waits for the commit runs in order, robust or not, and never after an error', async () => {
      const seen: string[] = [];
      const warned = new Promise<Error>((resolve) => process.once('warning', resolve));
      await atomic(async () => {
        await onCommit(() => void seen.push('first'));
        await onCommit(
          () => {
            throw new Error('not so bad');
          },
          { robust: true },
        );
        await atomic(async () => {
          await onCommit(() => void seen.push('undone'));
          throw new Error('undone');
        }).catch(() => undefined);
        await onCommit(async () => void seen.push(`second ${await Account.objects.count()}`));
        expect(seen).toEqual([]);
      });
      expect(seen).toEqual(['first', `second ${ACCOUNTS}`]);
      expect((await warned).message).toContain('not so bad');
      const strict = atomic(async () => {
        await onCommit(() => {
          throw new Error('bad');
        });
        await onCommit(() => void seen.push('never'));
        await Account.objects.filter({ pk: accounts[0]!.pk }).update({ balance: 7 });
      });
      await expect(strict).rejects.toThrow('bad');
      expect(seen).not.toContain('never');
      expect((await balances())[0]).toBe(7);
    });
  });
});

/** Run `body` while another transaction is open that has done `before`. */
async function holding(before: () => Promise<void>, body: () => Promise<void>): Promise<void> {
  const { reach, reached, open, opened } = gate();
  const block = atomic(async () => {
    await before();
    reach();
    await opened;
  });
  await reached;
  try {
    await body();
  } finally {
    open();
    await block;
  }
}
