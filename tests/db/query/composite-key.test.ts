import { AdminSite } from 'jango/contrib/admin';
import { serialize } from 'jango/core/serializers';
import {
  Count,
  captureQueries,
  connection,
  connections,
  Exists,
  F,
  IntegrityError,
  Max,
  models,
  OuterRef,
  registerModel,
  Tuple,
  TupleIn,
} from 'jango/db';
import { beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { AppConfig } from '../../../src/apps/app-config.ts';
import { Apps } from '../../../src/apps/registry.ts';
import { configure } from '../../../src/conf/configure.ts';
import { emptyDatabase, testDatabase } from '../../support/database.ts';

class Product extends models.Model {
  name = models.CharField({ maxLength: 20 });
  declare lineSet: models.RelatedManager<Line>;
  static objects = models.Manager<Product>();
}

class Line extends models.Model<[product: number, order: number]> {
  override pk = models.CompositePrimaryKey<[product: number, order: number]>('productId', 'order');
  product = models.ForeignKey(() => Product, { onDelete: models.CASCADE });
  order = models.IntegerField();
  quantity = models.IntegerField({ default: 1 });
  declare productId: number;
  static objects = models.Manager<Line>();
}

const apps = new Apps();
const config = new AppConfig();
config.name = config.label = 'shop';
apps.addAppConfig(config);
for (const model of [Product, Line]) registerModel(model, 'shop', apps);

let tea: Product;
let milk: Product;
let line: Line;

beforeEach(async () => {
  configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere', DATABASES: { default: testDatabase() } });
  await connections.closeAll();
  await emptyDatabase();
  const editor = await connection.schemaEditor();
  await editor.run(async () => {
    for (const model of [Product, Line]) await editor.createModel(model as never);
  });
  tea = await Product.objects.create({ name: 'tea' });
  milk = await Product.objects.create({ name: 'milk' });
  line = await Line.objects.create({ product: tea, order: 1, quantity: 5 });
  await Line.objects.create({ pk: [milk.pk, 2] });
});

const keys = async (rows: PromiseLike<readonly Line[]>): Promise<unknown[]> =>
  (await rows).map((row) => [...row.pk]);

describe('pk', () => {
  test('is a list of the fields that it names, in place of an own column', () => {
    expect(line.pk).toEqual([tea.pk, 1]);
    expectTypeOf(line.pk).toEqualTypeOf<[product: number, order: number]>();
    expect(Object.keys(line)).not.toContain('pk');
    expect(Line._meta.concreteFields.map((field) => field.column)).toEqual([
      'product_id',
      'order',
      'quantity',
    ]);
    expect(Line._meta.pkFields.map((field) => field.name)).toEqual(['product', 'order']);
  });

  test('takes a list, which goes into the fields', () => {
    const other = new Line();
    expect(other.pk).toEqual([null, null]);
    other.pk = [milk.pk, 7];
    expect([other.productId, other.order]).toEqual([milk.pk, 7]);
    other.order = 8;
    expect(other.pk).toEqual([milk.pk, 8]);
    expect(new Line({ pk: [1, 2], quantity: 3 })).toMatchObject({ productId: 1, order: 2, quantity: 3 });
    expect(() => Object.assign(other, { pk: [1] })).toThrow("'pk' of Line takes a list of 2 values");
    expect(() => Object.assign(other, { pk: 5 })).toThrow("'pk' of Line takes a list of 2 values");
  });

  test('tells rows apart', async () => {
    expect(line.equals(await Line.objects.get({ pk: [tea.pk, 1] }))).toBe(true);
    expect(line.equals(new Line({ pk: [tea.pk, 2] }))).toBe(false);
    expect(new Line().equals(new Line())).toBe(false);
    expect(String(line)).toBe(`Line object ((${tea.pk}, 1))`);
  });
});

describe('rows', () => {
  test('are found by the whole key', async () => {
    const one = [tea.pk, 1] as const;
    const two = [milk.pk, 2] as const;
    const { objects } = Line;
    expect(await keys(objects.filter({ pk: one }))).toEqual([one]);
    expect(await keys(objects.exclude({ pk: one }))).toEqual([two]);
    expect(await keys(objects.filter({ pk__in: [one, two, [9, 9]] }).orderBy('pk'))).toEqual([one, two]);
    expect(await keys(objects.filter({ pk__in: [] }))).toEqual([]);
    expect(await keys(objects.filter({ pk__gt: one }))).toEqual([two]);
    expect(await keys(objects.filter({ pk__gte: one }).orderBy('-pk'))).toEqual([two, one]);
    expect(await keys(objects.filter({ pk__lt: two }))).toEqual([one]);
    expect(await keys(objects.filter({ pk__lte: one }))).toEqual([one]);
    expect(await objects.filter({ pk__isnull: true }).count()).toBe(0);
    expect(await objects.filter({ pk__isnull: false }).count()).toBe(2);
  });

  test('by the key of another query, or of the query around', async () => {
    const teas = Line.objects.filter({ product__name: 'tea' });
    expect(await keys(Line.objects.filter({ pk__in: teas }))).toEqual([[tea.pk, 1]]);
    expect(await keys(Line.objects.filter({ pk__in: teas.values('pk') }))).toEqual([[tea.pk, 1]]);
    expect(await keys(Line.objects.filter({ pk__in: teas.valuesList('productId', 'order') }))).toHaveLength(
      1,
    );
    expect(await keys(Line.objects.filter({ pk: teas.slice(0, 1) }))).toEqual([[tea.pk, 1]]);
    const same = Line.objects.filter({ pk: OuterRef('pk'), quantity: 5 });
    expect(await keys(Line.objects.filter(Exists(same)))).toEqual([[tea.pk, 1]]);
    const tooFew = Line.objects.filter({ pk__in: teas.values('order') });
    await expect(keys(tooFew)).rejects.toThrow('has to select 2 columns; it selects 1');
  });

  test('one shape of the query serves other keys, and checks them', async () => {
    for (const order of [1, 2, 3])
      expect(await Line.objects.filter({ pk: [tea.pk, order] }).count()).toBe(order === 1 ? 1 : 0);
    const wrong = Line.objects.filter({ pk: [tea.pk] } as object);
    await expect(keys(wrong)).rejects.toThrow(
      "The lookup 'exact' of several columns takes a list of 2 values.",
    );
    await expect(keys(Line.objects.filter({ pk: 5 } as object))).rejects.toThrow('takes a list of 2 values');
    await expect(keys(Line.objects.filter({ pk__in: [1] } as object))).rejects.toThrow(
      'takes a list of 2 values',
    );
    expect(() => Line.objects.filter({ pk__contains: 1 } as object)).toThrow(/Unsupported lookup 'contains'/);
  });

  test('the key is one value among others', async () => {
    const { objects } = Line;
    const pk = [tea.pk, 1];
    expect(await objects.orderBy('pk').values('pk', 'quantity').first()).toEqual({ pk, quantity: 5 });
    expect(await objects.orderBy('pk').valuesList('quantity', 'pk').first()).toEqual([5, pk]);
    expect(await objects.orderBy('-pk').valuesList('pk', { flat: true })).toEqual([[milk.pk, 2], pk]);
    expect(await objects.filter({ pk: [tea.pk, 1] }).values()).toEqual([
      { productId: tea.pk, order: 1, quantity: 5 },
    ]);
    const [annotated] = await objects.annotate({ key: F('pk') }).orderBy('key');
    expect((annotated as unknown as { key: unknown }).key).toEqual(pk);
    expectTypeOf(await objects.values('pk')).toEqualTypeOf<{ pk: [product: number, order: number] }[]>();
  });

  test('count, and no other function of the key', async () => {
    expect(await Line.objects.count()).toBe(2);
    expect(await Line.objects.aggregate({ n: new Count('pk') })).toEqual({ n: 2 });
    expect(
      await Product.objects
        .annotate({ n: Count('line') })
        .orderBy('pk')
        .valuesList('n', { flat: true }),
    ).toEqual([1, 1]);
    await expect(Line.objects.aggregate({ n: Max('pk') })).rejects.toThrow(
      'does not support composite primary keys',
    );
    await expect(Line.objects.aggregate({ n: Count('pk', { distinct: true }) })).rejects.toThrow(
      /COUNT\(DISTINCT\)/,
    );
  });

  test('come in bulk, first and last, in a page, and lazily', async () => {
    const { objects } = Line;
    const found = await objects.inBulk([
      [tea.pk, 1],
      [9, 9],
    ]);
    expect([...found.values()].map((row) => row.quantity)).toEqual([5]);
    expect((await objects.first())?.pk).toEqual([tea.pk, 1]);
    expect((await objects.last())?.pk).toEqual([milk.pk, 2]);
    expect(await objects.contains(line)).toBe(true);
    const [partial] = await objects.only('order').orderBy('pk');
    expect(partial!.pk).toEqual([tea.pk, 1]);
    expect(await partial!.quantity).toBe(5);
    const [union] = await objects.filter({ order: 1 }).union(objects.filter({ order: 1 }));
    expect(union!.pk).toEqual([tea.pk, 1]);
  });

  test('relations lead to them', async () => {
    expect(await keys(tea.lineSet.all())).toEqual([[tea.pk, 1]]);
    const [product] = await Product.objects.filter({ line: line } as object);
    expect(product!.name).toBe('tea');
    expect(
      await Product.objects.exclude({ line__pk: [tea.pk, 1] }).valuesList('name', { flat: true }),
    ).toEqual(['milk']);
    const [withLines] = await Product.objects.prefetchRelated('lineSet').orderBy('pk');
    const { queries } = await captureQueries(async () => {
      expect(await withLines!.lineSet.all()).toHaveLength(1);
    });
    expect(queries).toEqual([]);
    const [joined] = await Line.objects.selectRelated('product').orderBy('pk');
    expect(joined!.product.name).toBe('tea');
  });
});

describe('writing', () => {
  test('save() updates the row of the key, or inserts it', async () => {
    line.quantity = 6;
    const { queries } = await captureQueries(() => line.save());
    expect(queries.map(({ sql }) => sql.split(' ')[0])).toEqual(['UPDATE']);
    await line.refreshFromDb();
    expect(line.quantity).toBe(6);
    const fresh = new Line({ pk: [tea.pk, 3] });
    await fresh.save();
    expect(await Line.objects.count()).toBe(3);
    await expect(new Line({ pk: [tea.pk, 3] }).save({ forceInsert: true })).rejects.toBeInstanceOf(
      IntegrityError,
    );
    await expect(line.save({ updateFields: ['order'] })).rejects.toThrow(/primary keys/);
    await expect(new Line({ product: tea }).save({ forceUpdate: true })).rejects.toThrow(/no primary key/);
  });

  test('update() and delete() of a query over several tables', async () => {
    expect(await Line.objects.filter({ product__name: 'tea' }).update({ quantity: 9 })).toBe(1);
    expect(await Line.objects.filter({ pk: [milk.pk, 2] }).update({ quantity: 8 })).toBe(1);
    await expect(Line.objects.update({ pk: [1, 2] } as object)).rejects.toThrow(
      'must be updated individually',
    );
    expect(await Line.objects.filter({ product__name: 'milk' }).delete()).toEqual([1, { 'shop.Line': 1 }]);
    expect(await Line.objects.valuesList('quantity', { flat: true })).toEqual([9]);
  });

  test('delete() of an instance, which loses its key, and by cascade', async () => {
    expect(await line.delete()).toEqual([1, { 'shop.Line': 1 }]);
    expect(line.pk).toEqual([null, null]);
    await expect(line.delete()).rejects.toThrow(/can't be deleted/);
    expect(await milk.delete()).toEqual([2, { 'shop.Product': 1, 'shop.Line': 1 }]);
  });

  test('many at once', async () => {
    const made = await Line.objects.bulkCreate([
      new Line({ pk: [tea.pk, 7] }),
      new Line({ product: tea, order: 8 }),
    ]);
    expect(made.map((row) => row.pk)).toEqual([
      [tea.pk, 7],
      [tea.pk, 8],
    ]);
    for (const [index, row] of made.entries()) row.quantity = 10 + index;
    expect(await Line.objects.bulkUpdate(made, ['quantity'])).toBe(2);
    expect(
      await Line.objects.filter({ order__gte: 7 }).orderBy('pk').valuesList('quantity', { flat: true }),
    ).toEqual([10, 11]);
    await expect(Line.objects.bulkUpdate(made, ['order'])).rejects.toThrow('primary key fields');
    const unique = connection.features.supportsUpdateConflictsWithTarget ? { uniqueFields: ['pk'] } : {};
    await Line.objects.bulkCreate([new Line({ pk: [tea.pk, 7], quantity: 1 })], {
      updateConflicts: true,
      updateFields: ['quantity'],
      ...(unique as object),
    });
    expect((await Line.objects.get({ pk: [tea.pk, 7] })).quantity).toBe(1);
  });

  test('getOrCreate() and updateOrCreate()', async () => {
    const [found, created] = await Line.objects.getOrCreate({ pk: [tea.pk, 1] });
    expect([found.quantity, created]).toEqual([5, false]);
    const [made] = await Line.objects.getOrCreate({ pk: [tea.pk, 70] }, { defaults: { quantity: 2 } });
    expect(made.order).toBe(70);
    const [changed] = await Line.objects.updateOrCreate({ pk: [tea.pk, 70] }, { defaults: { quantity: 3 } });
    expect([changed.quantity, await Line.objects.count()]).toEqual([3, 3]);
  });

  test('fullClean() says that the values are taken together', async () => {
    await new Line({ pk: [tea.pk, 4] }).fullClean();
    await line.fullClean();
    await expect(new Line({ pk: [tea.pk, 1] }).fullClean()).rejects.toThrow(
      'Line with this Product and Order already exists.',
    );
  });
});

test('raw SQL has to select the whole key', async () => {
  const [row] = await Line.objects.raw(
    'SELECT product_id, "order", quantity FROM shop_line WHERE quantity = 5'.replaceAll(
      '"',
      connection.vendor === 'mysql' ? '`' : '"',
    ),
  );
  expect(row!.pk).toEqual([tea.pk, 1]);
  await expect(Promise.resolve(Line.objects.raw('SELECT product_id FROM shop_line'))).rejects.toThrow(
    "Select the column 'order'.",
  );
});

test('several columns together are looked up without being a key, too', async () => {
  const rows = await Product.objects.filter(
    TupleIn(Tuple('id', 'name'), [
      [tea.pk, 'tea'],
      [milk.pk, 'tea'],
    ]),
  );
  expect(rows.map((row) => row.name)).toEqual(['tea']);
});

test('fixtures have the key as a list, and the admin takes no such model', async () => {
  const fields = `"fields": {"product": ${tea.pk}, "order": 1, "quantity": 5}`;
  expect(await serialize('json', [line])).toBe(`[{"model": "shop.line", "pk": [${tea.pk}, 1], ${fields}}]`);
  expect(await serialize('xml', [line])).toContain(`pk='["${tea.pk}", "1"]'`);
  expect(Line._meta.pk.toPython('["1","2"]')).toEqual([1, 2]);
  expect(() => new AdminSite().register(Line)).toThrow(/has a composite primary key/);
});

test('the table has the key as its constraint', async () => {
  const constraints = await connection.introspection.constraints('shop_line');
  const key = [...constraints.values()].find((one) => one.primaryKey);
  expect(key?.columns).toEqual(['product_id', 'order']);
});

describe('what is checked', () => {
  const check = async (...declared: (typeof models.Model)[]): Promise<string[]> => {
    const own = new Apps();
    const label = new AppConfig();
    label.name = label.label = 'checked';
    own.addAppConfig(label);
    for (const model of declared) registerModel(model as never, 'checked', own);
    const { checkModel } = await import('../../../src/db/models/checks/model-checks.ts');
    return declared.flatMap((model) => checkModel(model as never)).map(({ id, hint }) => `${id}: ${hint}`);
  };

  test('names that are no columns of the model, and relations to it', async () => {
    class Target extends models.Model<[number, number]> {
      override pk = models.CompositePrimaryKey<[number, number]>('a', 'b');
      a = models.IntegerField();
      b = models.IntegerField();
    }
    class Wrong extends models.Model<unknown[]> {
      override pk = models.CompositePrimaryKey<unknown[]>('nope', 'empty', 'sum', 'a');
      a = models.IntegerField();
      empty = models.IntegerField({ null: true });
      sum = models.GeneratedField({
        expression: F('a'),
        outputField: models.IntegerField(),
        dbPersist: true,
      });
    }
    class Pointing extends models.Model {
      target = models.ForeignKey(() => Target as never, { onDelete: models.CASCADE });
    }
    expect(await check(Target as never, Wrong as never, Pointing as never)).toEqual([
      "models.E042: 'nope' is not a valid field.",
      "models.E042: 'empty' field may not set 'null: true'.",
      "models.E042: 'sum' field is a generated field.",
      'fields.E347: undefined',
    ]);
  });

  test('a declaration that an instance could not do without', () => {
    class Late extends models.Model<[number, number]> {
      a = models.IntegerField();
      b = models.IntegerField();
      override pk = models.CompositePrimaryKey<[number, number]>('a', 'b');
    }
    expect(() => registerModel(Late as never, 'late', new Apps())).toThrow(/after all of its fields/);
    expect(() => models.CompositePrimaryKey('a')).toThrow('at least two fields');
    expect(() => models.CompositePrimaryKey('a', 'a')).toThrow('at least two fields');
  });
});
