import { atomic, connection, connections, F, functions, IntegrityError, models, Value } from 'jango/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MYSQL, mysqlIsAbsent } from '../../support/mysql.ts';
import { makeTables } from '../query/app.ts';

class Shop extends models.Model {
  name = models.CharField({ maxLength: 20 });
  declare itemSet: models.RelatedManager<Item>;
  static objects = models.Manager<Shop>();
}

class Item extends models.Model {
  shop = models.ForeignKey(() => Shop, { onDelete: models.CASCADE });
  title = models.CharField({ maxLength: 20 });
  price = models.IntegerField({ default: 1 });
  declare shopId: number;
  static objects = models.Manager<Item>();
}

const absent = await mysqlIsAbsent();

/** What MySQL 8 lacks beside MariaDB, on whichever server there is: inserts that give nothing back. */
describe.skipIf(absent !== undefined)('a server without RETURNING', () => {
  beforeAll(() =>
    makeTables('shops', [Shop, Item], { ...MYSQL, OPTIONS: { ...MYSQL.OPTIONS, serverVersion: '8.0.36' } }),
  );
  afterAll(() => connections.closeAll());

  test('tells the key of a new row', async () => {
    expect(connection.features.canReturnColumnsFromInsert).toBe(false);
    const shop = await Shop.objects.create({ name: 'Kim' });
    expect(await Shop.objects.get({ pk: shop.pk })).toMatchObject({ name: 'Kim' });
    const [found, created] = await Shop.objects.getOrCreate({ name: 'Kim' });
    expect([found.pk, created]).toEqual([shop.pk, false]);
  });

  test('is asked for what it worked out', async () => {
    const shop = await Shop.objects.create({ name: functions.Upper(Value('lee')) as never });
    expect(shop.name).toBe('LEE');
    expect((await Shop.objects.get({ pk: shop.pk })).name).toBe('LEE');
  });

  test('is given no columns of a row that is not there yet', async () => {
    await expect(Shop.objects.create({ name: F('name') as never })).rejects.toThrow(
      /Failed to insert an expression on shops\.Shop\.name/,
    );
  });

  test('adds many rows', async () => {
    await Shop.objects.bulkCreate(['a', 'b', 'c'].map((name) => new Shop({ name })));
    expect(await Shop.objects.filter({ name__in: ['a', 'b', 'c'] }).count()).toBe(3);
  });
});

describe.skipIf(absent !== undefined)('foreign keys of MySQL', () => {
  beforeAll(() => makeTables('shops', [Shop, Item], MYSQL));
  afterAll(() => connections.closeAll());

  test('are not checked while rows come in any order, and looked at in the end', async () => {
    const load = (shopId: number) =>
      atomic(async () => {
        expect(await connection.disableConstraintChecking()).toBe(true);
        try {
          await Item.objects.create({ shopId, title: 'first' } as never);
          await new Shop({ id: 7, name: 'Kim' }).save({ forceInsert: true });
        } finally {
          await connection.enableConstraintChecking();
        }
        await connection.checkConstraints(['shops_item']);
      });
    await expect(load(99)).rejects.toBeInstanceOf(IntegrityError);
    await expect(load(99)).rejects.toThrow(/table 'shops_item'.*shop_id is 99.*no such id in 'shops_shop'/);
    expect(await Item.objects.count()).toBe(0);
    await load(7);
    expect(await Item.objects.count()).toBe(1);
  });

  test('are checked again on the same connection after a block that failed', async () => {
    const failing = atomic(async () => {
      await connection.disableConstraintChecking();
      try {
        await connection.execute('SELECT nonsense');
      } finally {
        await connection.enableConstraintChecking();
      }
    });
    await expect(failing).rejects.toThrow(/nonsense/);
    expect(await connection.query('SELECT @@foreign_key_checks')).toEqual([[1]]);
    await expect(Item.objects.create({ shopId: 98, title: 'x' } as never)).rejects.toBeInstanceOf(
      IntegrityError,
    );
  });

  test('are left alone outside of a transaction', async () => {
    expect(await connection.disableConstraintChecking()).toBe(false);
  });
});
