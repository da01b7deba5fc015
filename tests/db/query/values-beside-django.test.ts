import { Case, Decimal, F, functions, models, Value, When } from 'jango/db';
import { beforeEach, expect, expectTypeOf, test } from 'vitest';
import { connections } from '../../../src/db/connections.ts';
import { override } from '../../../src/utils/timezone.ts';
import { makeTables } from './app.ts';

class Pot extends models.Model {
  name = models.CharField({ maxLength: 20, default: '' });
  price = models.DecimalField({ maxDigits: 6, decimalPlaces: 2, default: '1.50' });
  twice = models.GeneratedField({
    expression: F('price').mul(2),
    outputField: models.DecimalField({ maxDigits: 8, decimalPlaces: 2 }),
    dbPersist: true,
  });
  weight = models.FloatField({ null: true });
  serial = models.BigIntegerField({ null: true });
  data = models.JSONField({ null: true });
  firedAt = models.DateTimeField({ null: true });
  static objects = models.Manager<Pot>();
}

beforeEach(() => makeTables('kiln', [Pot]));

test('a year is that of the current time zone', async () => {
  await Pot.objects.create({ firedAt: new Date('2020-12-31T20:00:00Z') });
  expect(await Pot.objects.filter({ firedAt__year: 2020 }).count()).toBe(1);
  expect(await override('Asia/Seoul', () => Pot.objects.filter({ firedAt__year: 2020 }).count())).toBe(0);
  expect(await override('Asia/Seoul', () => Pot.objects.filter({ firedAt__year__gte: 2021 }).count())).toBe(
    1,
  );
});

test('JSON is stored as Django writes it, and found by keys and texts beyond ASCII', async () => {
  await Pot.objects.create({ data: { a: [1, true], é: 'ü,:' } });
  const [[stored]] = (await connections.get().query('SELECT data FROM kiln_pot')) as [[unknown]];
  if (typeof stored === 'string' && connections.get().vendor !== 'postgresql')
    expect(stored).toBe(String.raw`{"a": [1, true], "\u00e9": "\u00fc,:"}`);
  expect(await Pot.objects.filter({ data: { a: [1, true], é: 'ü,:' } }).count()).toBe(1);
  expect(await Pot.objects.filter({ data__é: 'ü,:' }).count()).toBe(1);
  expect(await Pot.objects.filter({ data__has_key: 'é' }).count()).toBe(1);
  expect((await Pot.objects.get()).data).toEqual({ a: [1, true], é: 'ü,:' });
});

test('valuesList() gives a name as often as it is asked for', async () => {
  await Pot.objects.create({ name: 'jug', weight: 2 });
  const rows = await Pot.objects.valuesList('name', 'weight', 'name');
  expectTypeOf(rows[0]!).toEqualTypeOf<[string, number | null, string]>();
  expect(rows).toEqual([['jug', 2, 'jug']]);
  const both = Pot.objects.valuesList('name', 'name').union(Pot.objects.valuesList('name', 'name'));
  expect(await both).toEqual([['jug', 'jug']]);
});

test('a number and a generated column go together with other numbers', async () => {
  await Pot.objects.create({ weight: 2.5 });
  const known = Case(When({ weight__gt: 100 }, { then: Value(0) }), { default: F('weight') });
  const [row] = await Pot.objects
    .annotate({
      known,
      most: functions.Coalesce(Value(new Decimal('0.5')), functions.Ceil('twice')),
    } as never)
    .values('known' as never, 'most' as never);
  expect(Number((row as { known: unknown }).known)).toBe(2.5);
  expect(String((row as { most: unknown }).most)).toMatch(/^0\.50?$/);
});

test('a number beyond a column is in no row, and all rows are on one side of it', async () => {
  await Pot.objects.bulkCreate([new Pot({ serial: 2n ** 63n - 1n }), new Pot({ serial: -(2n ** 63n) })]);
  const count = (conditions: object) => Pot.objects.filter(conditions as never).count();
  expect(await count({ serial__gte: 2n ** 63n })).toBe(0);
  expect(await count({ serial__lte: -(2n ** 64n) })).toBe(0);
  expect(await count({ serial__gt: -(2n ** 64n) })).toBe(2);
  expect(await count({ serial__lt: 2n ** 64n })).toBe(2);
  expect(await count({ serial__range: [2n ** 63n, 2n ** 64n] })).toBe(0);
});

test('a decimal number is compared with all its digits, and a column keeps as many as it has', async () => {
  const pot = await Pot.objects.create({ price: new Decimal('1.24') });
  const count = (conditions: object) => Pot.objects.filter(conditions as never).count();
  expect(await count({ price__gt: new Decimal('1.235') })).toBe(1);
  expect(await count({ price__lte: '1.2399' })).toBe(0);
  expect(await count({ price__gte: '1.244' })).toBe(0);
  expect(await count({ price__in: ['1.240', 3] })).toBe(1);
  await Pot.objects.update({ price: new Decimal('2.3751') });
  expect(String((await Pot.objects.get({ pk: pot.pk })).price)).toBe('2.38');
});
