import {
  Avg,
  Case,
  Count,
  Decimal,
  Exists,
  ExpressionWrapper,
  F,
  Func,
  functions,
  Max,
  models,
  OuterRef,
  Q,
  StringAgg,
  Subquery,
  Sum,
  Value,
  When,
} from 'jango/db';
import type { Temporal } from 'jango/temporal';
import { beforeEach, expect, expectTypeOf, test } from 'vitest';
import { ENGINE } from '../../support/database.ts';
import { makeTables } from '../query/app.ts';

const { Cast, Coalesce, Greatest, Least, Lower, NullIf, Round, Upper } = functions;

class Shop extends models.Model {
  name = models.CharField({ maxLength: 20 });
  declare sales: models.RelatedManager<Sale>;
  static objects = models.Manager<Shop>();
  static meta: models.Meta<Shop> = {
    indexes: [new models.Index(Lower('name').desc(), 'id', { name: 'shop_lower' })],
    constraints: [new models.UniqueConstraint(Lower('name'), { name: 'one_shop' })],
  };
}

class Sale extends models.Model {
  shop = models.ForeignKey(() => Shop, { onDelete: models.CASCADE, relatedName: 'sales' });
  price = models.DecimalField({ maxDigits: 8, decimalPlaces: 2 });
  pieces = models.IntegerField();
  took = models.DurationField({ null: true });
  tags = models.ManyToManyField(() => Label);
  static objects = models.Manager<Sale>();
}

class Label extends models.Model {
  text = models.CharField({ maxLength: 20 });
  static objects = models.Manager<Label>();
}

beforeEach(async () => {
  await makeTables('shops', [Shop, Label, Sale]);
  const shop = await Shop.objects.create({ name: 'Bear' });
  await Sale.objects.bulkCreate([
    new Sale({ shop, price: '1.50', pieces: 2 }),
    new Sale({ shop, price: '2.25', pieces: 3 }),
  ]);
});

test('a sum is of the type of what is summed', async () => {
  const sums = await Sale.objects.aggregate({
    earned: Sum('price'),
    sold: Sum('pieces', { default: 0 }),
    time: Sum('took'),
    mean: Avg('pieces', { default: 0 }),
    twice: Sum(F('pieces').mul(2), { default: 0 }),
  });
  expectTypeOf(sums).toEqualTypeOf<{
    earned: Decimal | null;
    sold: number;
    time: Temporal.Duration | null;
    mean: number;
    twice: number;
  }>();
  expect(String(sums.earned)).toBe('3.75');
  expect(sums).toMatchObject({ sold: 5, time: null, mean: 2.5, twice: 10 });
  const shop = await Shop.objects.annotate({ earned: Sum('sales__price'), n: Count('sales') }).get();
  expectTypeOf(shop.earned).toEqualTypeOf<Decimal | null>();
  expect(String(shop.earned)).toBe('3.75');
});

test('an outputField is written as in a model, and gives its type', async () => {
  const sale = await Sale.objects
    .annotate({
      text: Cast('pieces', models.CharField({ maxLength: 5 })),
      half: ExpressionWrapper(F('pieces').div(2.0), { outputField: models.FloatField() }),
      whole: Cast('price', { outputField: models.IntegerField() }),
      round: Round('price', 1),
    })
    .earliest('pk');
  expectTypeOf(sale.text).toEqualTypeOf<string>();
  expectTypeOf(sale.half).toEqualTypeOf<number>();
  expectTypeOf(sale.whole).toEqualTypeOf<number>();
  expect(sale).toMatchObject({ text: '2', whole: expect.any(Number) });
  expect(() => ExpressionWrapper(F('pieces'), { outputField: 'IntegerField' })).toThrow(
    /outputField has to be a field, not 'IntegerField'/,
  );
});

test('subqueries, Exists and conditions have types', async () => {
  const first = Sale.objects.filter({ shop: OuterRef('pk') }).orderBy('pk');
  const shop = await Shop.objects
    .annotate({
      pieces: Subquery(first.values('pieces').slice(0, 1)),
      price: Subquery(first.valuesList('price').slice(0, 1)),
      sold: Exists(first),
      isBear: Q({ name: 'Bear' }),
      any: Subquery(first.values('pieces').slice(0, 1), { outputField: models.FloatField() }),
    })
    .get();
  expectTypeOf(shop.pieces).toEqualTypeOf<number | null>();
  expectTypeOf(shop.price).toEqualTypeOf<Decimal | null>();
  expectTypeOf(shop.sold).toEqualTypeOf<boolean>();
  expectTypeOf(shop.isBear).toEqualTypeOf<boolean>();
  expectTypeOf(shop.any).toEqualTypeOf<number | null>();
  expect(shop).toMatchObject({ pieces: 2, sold: true, isBear: true, any: 2 });
});

test('a Case gives one of its values', async () => {
  const cheap = { price__lt: 2 };
  const [sale] = await Sale.objects
    .annotate({
      kind: Case(When(cheap, { then: Value('cheap') }), { default: Value('dear') }),
      size: Case(When(cheap, { then: 1 }), When({ pieces: 3 }, { then: F('pieces') }), { default: null }),
      label: Case(When(cheap, { then: 'shop__name' }), { default: Value('?') }),
      open: Case(When(cheap, { then: true })),
      cost: Case(When(cheap, { then: 'price' }), { default: new Decimal(0) }),
      told: Case(When(cheap, { then: 'pieces' }), { default: 0, outputField: models.FloatField() }),
      maybe: Case(When(cheap, { then: 'pieces' }), { outputField: models.FloatField() }),
      nested: Case(When(cheap, { then: Case(When(cheap, { then: 1 })) }), { default: 3 }),
      either: Case(When(cheap, { then: Lower('shop__name') }), { default: Upper('shop__name') }),
    })
    .orderBy('pk');
  expectTypeOf(sale!.kind).toEqualTypeOf<string>();
  expectTypeOf(sale!.size).toEqualTypeOf<number | null>();
  expectTypeOf(sale!.label).toEqualTypeOf<string>();
  expectTypeOf(sale!.open).toEqualTypeOf<boolean | null>();
  expectTypeOf(sale!.cost).toEqualTypeOf<Decimal>();
  expectTypeOf(sale!.told).toEqualTypeOf<number>();
  expectTypeOf(sale!.maybe).toEqualTypeOf<number | null>();
  expectTypeOf(sale!.nested).toEqualTypeOf<number | null>();
  expectTypeOf(sale!.either).toEqualTypeOf<string>();
  expect(sale).toMatchObject({ kind: 'cheap', size: 1, label: 'Bear', open: true, told: 2, maybe: 2 });
  expect(sale).toMatchObject({ nested: 1, either: 'bear' });
  expect(String(sale!.cost)).toMatch(/^1\.50?$/);
  const branches = [When(cheap, { then: 1 })];
  const spread = await Sale.objects.annotate({ x: Case(...branches, { default: 2 }) }).earliest('pk');
  expectTypeOf(spread.x).toEqualTypeOf<number>();
  const { most } = await Sale.objects.aggregate({ most: Max(Case(When(cheap, { then: 'pieces' }))) });
  expect(most).toBe(2);
});

test('Coalesce gives one of its values, null where all may be', async () => {
  const [sale] = await Sale.objects
    .annotate({
      long: Coalesce('took', Value(null)),
      cost: Coalesce('price', new Decimal(0)),
      label: Coalesce('shop__name', Value('?')),
      most: Coalesce(Max('pieces'), 0),
      more: Coalesce(Max('pieces'), F('pieces')),
      nested: Coalesce(Coalesce(Max('pieces'), null), null),
      told: Coalesce('pieces', 1, { outputField: models.FloatField() }),
      small: Coalesce(Lower('shop__name'), Upper('shop__name')),
      sum: Coalesce('pieces', 0).add(1),
      raw: Coalesce('pieces', new Func('pieces', { function: 'ABS' })),
    })
    .orderBy('pk')
    .slice(0, 0);
  type Row = NonNullable<typeof sale>;
  expectTypeOf<Row['long']>().toEqualTypeOf<Temporal.Duration | null>();
  expectTypeOf<Row['cost']>().toEqualTypeOf<Decimal>();
  expectTypeOf<Row['label']>().toEqualTypeOf<string>();
  expectTypeOf<Row['most']>().toEqualTypeOf<number>();
  expectTypeOf<Row['more']>().toEqualTypeOf<number>();
  expectTypeOf<Row['nested']>().toEqualTypeOf<number | null>();
  expectTypeOf<Row['told']>().toEqualTypeOf<number>();
  expectTypeOf<Row['small']>().toEqualTypeOf<string>();
  expectTypeOf<Row['sum']>().toEqualTypeOf<number>();
  expectTypeOf<Row['raw']>().toEqualTypeOf<unknown>();
  const { earned, sold } = await Sale.objects.aggregate({
    earned: Coalesce(Sum('price'), new Decimal(0)),
    sold: Coalesce(Sum('pieces', { default: 0 }), 0),
  });
  expectTypeOf(earned).toEqualTypeOf<Decimal>();
  expectTypeOf(sold).toEqualTypeOf<number>();
  expect([String(earned), sold]).toEqual(['3.75', 5]);
  const [took] = await Sale.objects.valuesList(
    Coalesce('took', new Func('took', 'took', { function: 'NULLIF' })),
  );
  expectTypeOf(took!).toEqualTypeOf<[unknown]>();
  expect(took).toEqual([null]);
});

test('Greatest and Least may be null where one of their values may, NullIf always', async () => {
  const [sale] = await Sale.objects
    .annotate({
      most: Greatest('pieces', 2),
      least: Least('price', new Decimal(2)),
      long: Least('took', F('took')),
      text: Greatest('shop__name', Value('B'), { outputField: models.TextField() }),
      only: NullIf('pieces', 2),
      named: NullIf(Lower('shop__name'), Value('bear')),
      told: NullIf('pieces', 2, { outputField: models.FloatField() }),
      values: Coalesce(NullIf('pieces', 2), Greatest('pieces', 9)),
    })
    .orderBy('pk');
  expectTypeOf(sale!.most).toEqualTypeOf<number>();
  expectTypeOf(sale!.least).toEqualTypeOf<Decimal>();
  expectTypeOf(sale!.long).toEqualTypeOf<Temporal.Duration | null>();
  expectTypeOf(sale!.text).toEqualTypeOf<string>();
  expectTypeOf(sale!.only).toEqualTypeOf<number | null>();
  expectTypeOf(sale!.named).toEqualTypeOf<string | null>();
  expectTypeOf(sale!.told).toEqualTypeOf<number | null>();
  expectTypeOf(sale!.values).toEqualTypeOf<number>();
  expect(sale).toMatchObject({ most: 2, long: null, only: null, named: null, told: null, values: 9 });
  expect(String(sale!.least)).toMatch(/^1\.50?$/);
  const names: string[] = ['pieces', 'price'];
  const computed = () =>
    Sale.objects.annotate({ x: Greatest(...names), y: Coalesce('shop__closed', 0) }).earliest('pk');
  type Computed = Awaited<ReturnType<typeof computed>>;
  expectTypeOf<Computed['x']>().toEqualTypeOf<unknown>();
  expectTypeOf<Computed['y']>().toEqualTypeOf<unknown>();
});

test('create() takes expressions of the type of the field', async () => {
  const shop = await Shop.objects.create({ name: Upper(Value('wolf')) });
  await shop.refreshFromDb();
  expect(shop.name).toBe('WOLF');
  // @ts-expect-error -- a number is no name
  void (() => Shop.objects.create({ name: Value(3) }));
});

test('related managers take their options in last place', async () => {
  const shop = await Shop.objects.get();
  await shop.sales.add(new Sale({ price: '1', pieces: 1 }), { bulk: false });
  expect(await shop.sales.count()).toBe(3);
  const sale = await Sale.objects.earliest('pk');
  const label = await Label.objects.create({ text: 'new' });
  await sale.tags.add(label, { throughDefaults: {} });
  await sale.tags.set([label.pk], { throughDefaults: {}, clear: true });
  expect(await sale.tags.through._meta.baseManager.count()).toBe(1);
  // @ts-expect-error -- there is no such option
  void (() => sale.tags.add(label, { through: 1 }));
});

test('expressions of indexes and constraints stand before their options', async () => {
  expect(Shop._meta.indexes[0]?.name).toBe('shop_lower');
  // MariaDB has no unique indexes of expressions.
  if (ENGINE !== 'mysql') await expect(Shop.objects.create({ name: 'BEAR' })).rejects.toThrow();
  const joined = await Sale.objects.aggregate({
    names: StringAgg('shop__name', Value('+')),
    many: Count(Case(When({ pieces: 2 }, { then: 1 }))),
  });
  expect(joined).toEqual({ names: 'Bear+Bear', many: 1 });
});

test('an aggregate without a name is called after its field', async () => {
  const { pieces__avg, price__max } = await Sale.objects.aggregate(Avg('pieces'), Max('price'));
  expectTypeOf(pieces__avg).toEqualTypeOf<unknown>();
  expect([pieces__avg, String(price__max)]).toEqual([2.5, '2.25']);
  const shop = await Shop.objects.annotate(Count('sales')).get();
  expect([shop.name, shop.sales__count]).toEqual(['Bear', 2]);
  // @ts-expect-error -- no expression
  void (() => Shop.objects.annotate('sales'));
});
