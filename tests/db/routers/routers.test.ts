import { connections, models, pinReads, registerModel } from 'jango/db';
import { ModelState, operations, ProjectState } from 'jango/db/migrations';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppConfig } from '../../../src/apps/app-config.ts';
import { Apps } from '../../../src/apps/registry.ts';
import { configure, pushOverride } from '../../../src/conf/configure.ts';
import { allowMigrate, loadRouters } from '../../../src/db/router.ts';
import { emptyDatabase, testDatabase } from '../../support/database.ts';
import { asked } from './routers.ts';

class Customer extends models.Model {
  name = models.CharField({ maxLength: 20 });
  declare orderSet: models.RelatedManager<Order>;
  static objects = models.Manager<Customer>();
  override toString() {
    return this.name;
  }
}

class Order extends models.Model {
  customer = models.ForeignKey(() => Customer, { onDelete: models.CASCADE });
  declare customerId: number;
  static objects = models.Manager<Order>();
}

const ALL = [Customer, Order] as const;
let restore: () => void = () => undefined;

/** The database that the suites run on, and a second one beside it. */
async function setUp(...routers: string[]): Promise<void> {
  configure({
    SECRET_KEY: 'test',
    BASE_DIR: import.meta.dirname,
    TIME_ZONE: 'UTC',
    DATABASES: { default: testDatabase(), replica: { ENGINE: 'sqlite3', NAME: ':memory:' } },
  });
  await connections.closeAll();
  await emptyDatabase();
  restore = pushOverride({ DATABASE_ROUTERS: routers });
  await loadRouters();
  const apps = new Apps();
  const config = new AppConfig();
  config.name = config.label = 'shop';
  apps.addAppConfig(config);
  for (const model of ALL) registerModel(model, 'shop', apps);
  for (const alias of ['default', 'replica']) {
    const editor = await connections.get(alias).schemaEditor();
    await editor.run(async () => {
      for (const model of ALL) await editor.createModel(model as never);
    });
  }
  asked.length = 0;
}

const ROUTER = 'routers.ts#PrimaryAndReplica';

afterEach(() => restore());
afterAll(() => connections.closeAll());

describe('without routers', () => {
  beforeEach(() => setUp());

  test('using() names the database, and objects go back to where they came from', async () => {
    const kim = await Customer.objects.using('replica').create({ name: 'Kim' });
    expect(kim._state.db).toBe('replica');
    expect(await Customer.objects.count()).toBe(0);
    kim.name = 'Lee';
    await kim.save();
    expect((await Customer.objects.using('replica').get()).name).toBe('Lee');
    const order = await Order.objects.using('replica').create({ customer: kim });
    expect(await kim.orderSet.count()).toBe(1);
    const found = await Order.objects.using('replica').get({ pk: order.pk });
    expect((await found.customer)._state.db).toBe('replica');
    await kim.delete();
    expect(await Order.objects.using('replica').count()).toBe(0);
  });

  test('an object is copied by saving it elsewhere', async () => {
    const kim = await Customer.objects.create({ name: 'Kim' });
    await kim.save({ using: 'replica' });
    expect(kim._state.db).toBe('replica');
    expect([await Customer.objects.count(), await Customer.objects.using('replica').count()]).toEqual([1, 1]);
    await kim.delete({ using: 'default' });
    expect([await Customer.objects.count(), await Customer.objects.using('replica').count()]).toEqual([0, 1]);
  });

  test('an alias that there is not is an error with those that there are', async () => {
    await expect((async () => Customer.objects.using('replika').count())()).rejects.toThrow(
      /The connection 'replika' doesn't exist\. Did you mean 'replica'\?/,
    );
  });

  test('a new object goes where the object is that it points at', async () => {
    const kim = await Customer.objects.using('replica').create({ name: 'Kim' });
    const order = new Order({ customer: kim });
    await order.fullClean();
    await order.save();
    expect(order._state.db).toBe('replica');
    await kim.orderSet.add(new Order(), { bulk: false });
    expect(await Order.objects.using('replica').count()).toBe(2);
    expect(await Order.objects.count()).toBe(0);
    const elsewhere = await Order.objects.create({
      customer: await Customer.objects.create({ name: 'Lee' }),
    });
    await expect(kim.orderSet.add(elsewhere)).rejects.toThrow(
      `Cannot add "${String(elsewhere)}": it is in the database 'default', and the relation in 'replica'.`,
    );
    elsewhere.customer = kim;
    await expect(elsewhere.save()).rejects.toThrow('the current database router prevents this relation');
  });

  test('a query over the rows of another database is refused', async () => {
    const kim = await Customer.objects.create({ name: 'Kim' });
    await Order.objects.create({ customer: kim });
    const inner = (alias: string) => Customer.objects.using(alias).filter({ name: 'Kim' });
    const outer = (alias: string) => Order.objects.filter({ customer__in: inner(alias) }).count();
    expect(await outer('default')).toBe(1);
    await expect(outer('replica')).rejects.toThrow("Subqueries aren't allowed across different databases.");
    expect(await outer('default')).toBe(1);
    expect(await Order.objects.filter({ customer__in: await inner('replica') }).count()).toBe(0);
  });

  test('a relation between two databases is refused', async () => {
    const kim = await Customer.objects.using('replica').create({ name: 'Kim' });
    await expect(Order.objects.create({ customer: kim })).rejects.toThrow(
      /Cannot assign "Kim": the current database router prevents this relation/,
    );
    expect(await Order.objects.count()).toBe(0);
  });
});

describe('a primary and a replica', () => {
  beforeEach(() => setUp(ROUTER));

  test('reads and writes go where the router says, which is told the model and the object', async () => {
    const kim = await Customer.objects.create({ name: 'Kim' });
    expect(kim._state.db).toBe('default');
    expect(await Customer.objects.count()).toBe(0);
    expect(await kim.orderSet.count()).toBe(0);
    await Customer.objects.filter({ name: 'Kim' }).update({ name: 'Lee' });
    expect((await Customer.objects.using('default').get()).name).toBe('Lee');
    expect(asked).toEqual(['write Customer', 'read Customer', 'read Order of an instance', 'write Customer']);
  });

  test('related objects may be of both, as the router allows it', async () => {
    await Customer.objects.using('replica').create({ name: 'Kim' });
    const kim = await Customer.objects.get();
    expect(kim._state.db).toBe('replica');
    await kim.save({ using: 'default', forceInsert: true });
    const order = await Order.objects.create({ customer: kim });
    expect(order._state.db).toBe('default');
    await expect(order.refreshFromDb()).rejects.toThrow(Order.DoesNotExist);
    await order.refreshFromDb({ using: 'default' });
  });

  test('what was written in pinReads() is read where it was written, until it ends', async () => {
    const counts: number[] = [];
    await pinReads(async () => {
      counts.push(await Customer.objects.count());
      await Customer.objects.create({ name: 'Kim' });
      counts.push(await Customer.objects.count());
      await Promise.all([Customer.objects.first().then((kim) => counts.push(kim === null ? 0 : 1))]);
      const explicit = await Customer.objects.using('replica').count();
      counts.push(explicit);
    });
    counts.push(await Customer.objects.count());
    expect(counts).toEqual([0, 1, 1, 0, 0]);
  });

  test('what one request writes pins no other', async () => {
    const writer = pinReads(async () => {
      await Customer.objects.create({ name: 'Kim' });
      return Customer.objects.count();
    });
    const reader = pinReads(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return Customer.objects.count();
    });
    expect(await Promise.all([writer, reader])).toEqual([1, 0]);
  });

  test('a raw statement that writes pins, too', async () => {
    await pinReads(async () => {
      await connections.get().execute("INSERT INTO shop_customer (name) VALUES ('Kim')");
      expect(await Customer.objects.count()).toBe(1);
    });
  });

  test('allowMigrate() keeps the tables of an app out of a database', async () => {
    expect([allowMigrate('default', 'away'), allowMigrate('replica', 'away')]).toEqual([false, true]);
    const { fields } = await import('jango/db');
    const state = new ProjectState([]);
    const create = operations.CreateModel({
      name: 'Log',
      fields: { id: new fields.BigAutoField({ primaryKey: true }) },
    });
    const after = state.clone();
    create.stateForwards('away', after);
    expect(after.models.get('away.log')).toBeInstanceOf(ModelState);
    for (const alias of ['default', 'replica']) {
      const connection = connections.get(alias);
      const editor = await connection.schemaEditor();
      await editor.run(() => create.databaseForwards('away', editor, state, after));
      expect(await connection.introspection.hasTable('away_log')).toBe(alias === 'replica');
    }
  });
});

describe('several routers', () => {
  test('the first that has an answer gives it', async () => {
    await setUp('routers.ts#noRelations', ROUTER);
    await Customer.objects.using('replica').create({ name: 'Kim' });
    const kim = await Customer.objects.get();
    expect(kim._state.db).toBe('replica');
    await expect(Order.objects.create({ customer: kim })).rejects.toThrow(/router prevents this relation/);
  });
});
