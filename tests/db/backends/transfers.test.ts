import { atomic, connections, F } from 'jango/db';
import { afterAll, describe, expect, test } from 'vitest';
import { allEngines } from '../../support/engines.ts';
import { ACCOUNTS, Account, balances, openBank, PATIENCE } from './bank.ts';

/** Whose row is changed first: now and then against the order, so that two wait for each other. */
const TRANSFERS = Array.from({ length: 200 }, (_, i) => {
  const from = (i * 7) % ACCOUNTS;
  const to = (from + 1 + ((i * 5) % (ACCOUNTS - 1))) % ACCOUNTS;
  return from < to === i % 25 > 0 ? ([from, to] as const) : ([to, from] as const);
});

const VARIANTS = [
  { pool: 1, isolationLevel: 'read committed' },
  { pool: 2, isolationLevel: 'repeatable read' },
  { pool: 8, isolationLevel: 'serializable' },
  { pool: 20, isolationLevel: 'read committed' },
];

describe.each(await allEngines())('$name', ({ settings, absent }) => {
  const isServer = settings.ENGINE !== 'sqlite3';
  let accounts: Account[];

  const open = async (OPTIONS: object): Promise<void> => {
    accounts = await openBank(settings, OPTIONS);
  };

  describe.skipIf(absent !== undefined)('transfers at once', () => {
    afterAll(() => connections.closeAll());

    test.each(isServer ? VARIANTS : VARIANTS.slice(0, 1))(
      'lose nothing with a pool of $pool, $isolationLevel',
      async ({ pool, isolationLevel }) => {
        await open({ pool: { max: pool }, isolationLevel });
        const wanted = accounts.map(() => 100);
        await Promise.all(
          TRANSFERS.map(async ([from, to]) => {
            wanted[from]! -= 1;
            wanted[to]! += 1;
            await atomic(
              async () => {
                const giver = await Account.objects.get({ pk: accounts[from]!.pk });
                await atomic(() =>
                  Account.objects.filter({ pk: giver.pk }).update({ balance: F('balance').sub(1) }),
                );
                await atomic(
                  () =>
                    Account.objects.filter({ pk: accounts[to]!.pk }).update({ balance: F('balance').add(1) }),
                  { savepoint: false },
                );
              },
              { retries: 100 },
            );
          }),
        );
        expect(await balances()).toEqual(wanted);
      },
      PATIENCE,
    );
  });
});
