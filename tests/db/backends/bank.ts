import { models } from 'jango/db';
import type { DatabaseSettings } from '../../../src/conf/settings.ts';
import { makeTables } from '../query/app.ts';

export class Account extends models.Model {
  balance = models.IntegerField({ default: 0 });
  static objects = models.Manager<Account>();
}

export const ACCOUNTS = 8;
export const PATIENCE = 90_000;

/** Some accounts with 100 each. @param options of a server's database; SQLite takes none of them */
export async function openBank(settings: DatabaseSettings, options: object): Promise<Account[]> {
  const OPTIONS = settings.ENGINE === 'sqlite3' ? {} : { ...options };
  await makeTables('bank', [Account], { ...settings, OPTIONS });
  return Account.objects.bulkCreate(Array.from({ length: ACCOUNTS }, () => new Account({ balance: 100 })));
}

export async function balances(): Promise<number[]> {
  return [...(await Account.objects.orderBy('pk').valuesList('balance', { flat: true }))];
}
