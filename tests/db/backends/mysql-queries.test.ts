import {
  Case,
  Count,
  connection,
  connections,
  Decimal,
  F,
  functions,
  models,
  Q,
  registerModel,
  StringAgg,
  Sum,
  Value,
  When,
} from 'jango/db';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AppConfig } from '../../../src/apps/app-config.ts';
import { Apps } from '../../../src/apps/registry.ts';
import { configure } from '../../../src/conf/configure.ts';
import { emptyMysql, MYSQL, mysqlIsAbsent } from '../../support/mysql.ts';

class Cup extends models.Model {
  name = models.CharField({ maxLength: 40 });
  code = models.CharField({ maxLength: 20, unique: true });
  price = models.DecimalField({ maxDigits: 20, decimalPlaces: 4, default: '0' });
  stock = models.PositiveIntegerField({ default: 0 });
  data = models.JSONField({ default: () => ({}) });
  token = models.UUIDField({ null: true });
  soldAt = models.DateTimeField({ null: true });
  steeping = models.DurationField({ null: true });
  static objects = models.Manager<Cup>();
}

const absent = await mysqlIsAbsent();
const names = async (filter: object) =>
  [...(await Cup.objects.filter(filter as never).orderBy('id'))].map((cup) => cup.name);

describe.skipIf(absent !== undefined)('queries on MySQL and MariaDB', () => {
  beforeAll(async () => {
    configure({ SECRET_KEY: 'test', BASE_DIR: '/tmp', TIME_ZONE: 'UTC', DATABASES: { default: MYSQL } });
    const apps = new Apps();
    const config = new AppConfig();
    config.name = config.label = 'shop';
    apps.addAppConfig(config);
    registerModel(Cup, 'shop', apps);
    await connections.closeAll();
    await emptyMysql();
    const editor = await connection.schemaEditor();
    await editor.run(() => editor.createModel(Cup as never));
  });

  afterAll(() => connections.closeAll());

  beforeEach(async () => {
    await Cup.objects.all().delete();
    await Cup.objects.bulkCreate([
      new Cup({
        name: 'Green tea',
        code: 'g',
        price: new Decimal('12345678901234.5678'),
        stock: 7,
        data: { kind: 'tea', hot: true, size: { ml: 200 }, tags: ['a', 'b'] },
        token: '0b5a1f3e1c2d4e5f8a9b0123456789ab',
        soldAt: new Date('2024-05-06T23:30:00.123Z'),
      }),
      new Cup({
        name: 'black TEA',
        code: 'b',
        price: new Decimal('0.1'),
        stock: 5,
        data: { kind: 'tea', hot: false },
      }),
      new Cup({ name: 'Kaffee 100%', code: 'k', stock: 2, data: { kind: 'coffee', none: null } }),
    ]);
  });

  test('values come back as they were, and keys are told to the instances', async () => {
    const cup = await Cup.objects.get({ code: 'g' });
    expect(String(cup.price)).toBe('12345678901234.5678');
    expect(cup.data).toEqual({ kind: 'tea', hot: true, size: { ml: 200 }, tags: ['a', 'b'] });
    expect(cup.token).toBe('0b5a1f3e-1c2d-4e5f-8a9b-0123456789ab');
    expect(cup.soldAt).toEqual(new Date('2024-05-06T23:30:00.123Z'));
    const made = await Cup.objects.create({ name: 'new', code: 'n' });
    expect((await Cup.objects.get({ pk: made.pk })).name).toBe('new');
    expect(await Cup.objects.filter({ token: cup.token }).count()).toBe(1);
  });

  test('texts are compared with and without their case', async () => {
    expect(await names({ name__contains: 'tea' })).toEqual(['Green tea']);
    expect(await names({ name__icontains: 'tea' })).toEqual(['Green tea', 'black TEA']);
    expect(await names({ name__startswith: 'green' })).toEqual([]);
    expect(await names({ name__istartswith: 'green' })).toEqual(['Green tea']);
    expect(await names({ name__endswith: '0%' })).toEqual(['Kaffee 100%']);
    expect(await names({ name__regex: '^[a-z]+ TEA$' })).toEqual(['black TEA']);
    expect(await names({ name__regex: 'tea$' })).toEqual(['Green tea']);
    expect(await names({ name__iregex: 'TEA$' })).toEqual(['Green tea', 'black TEA']);
    expect(await names({ name__contains: F('name') })).toHaveLength(3);
  });

  test('JSON is looked into', async () => {
    expect(await names({ data__kind: 'coffee' })).toEqual(['Kaffee 100%']);
    expect(await names({ data__hot: true })).toEqual(['Green tea']);
    expect(await names({ data__size__ml__gte: 200 })).toEqual(['Green tea']);
    expect(await names({ data__tags__0: 'a' })).toEqual(['Green tea']);
    expect(await names({ data__has_key: 'none' })).toEqual(['Kaffee 100%']);
    expect(await names({ data__none: null })).toEqual(['Kaffee 100%']);
    expect(await names({ data__hot__isnull: true })).toEqual(['Kaffee 100%']);
    expect(await names({ data__contains: { kind: 'tea' } })).toEqual(['Green tea', 'black TEA']);
    expect(await names({ data__kind__in: ['coffee', 'water'] })).toEqual(['Kaffee 100%']);
    expect(await names({ data: { hot: false, kind: 'tea' } })).toEqual(['black TEA']);
    expect(await names({ data__kind__icontains: 'TE' })).toEqual(['Green tea', 'black TEA']);
  });

  test('parts and periods of dates', async () => {
    const { ExtractYear, ExtractWeekDay, TruncMonth, TruncDate } = functions;
    const [row] = await Cup.objects
      .filter({ soldAt__year: 2024, soldAt__hour: 23 })
      .annotate({
        year: ExtractYear('soldAt'),
        day: ExtractWeekDay('soldAt'),
        month: TruncMonth('soldAt'),
        date: TruncDate('soldAt'),
      })
      .values('year', 'day', 'month', 'date');
    expect(row).toMatchObject({ year: 2024, day: 2, month: new Date('2024-05-01T00:00:00Z') });
    expect(String(row!.date)).toBe('2024-05-06');
  });

  test('a zone that the server does not know is an error, not nothing', async () => {
    const month = functions.TruncMonth('soldAt', { timeZone: 'Asia/Seoul' });
    const [[known]] = (await connection.query("SELECT CONVERT_TZ('2000-01-01', '+00:00', 'Asia/Seoul')")) as [
      [unknown],
    ];
    const rows = Promise.resolve(Cup.objects.filter({ code: 'g' }).annotate({ month }).values('month'));
    if (known === null) await expect(rows).rejects.toThrow(/mysql_tzinfo_to_sql/);
    else expect(await rows).toEqual([{ month: new Date('2024-04-30T15:00:00Z') }]);
  });

  test('numbers are exact, bits and powers are whole', async () => {
    const [row] = await Cup.objects
      .filter({ code: 'g' })
      .annotate({
        bits: F('stock').bitand(3),
        shifted: F('stock').bitrightshift(1),
      })
      .values('bits', 'shifted');
    expect(row).toEqual({ bits: 3, shifted: 3 });
    await Cup.objects.filter({ code: 'g' }).update({ price: F('price').add(new Decimal('0.0001')) });
    expect(String((await Cup.objects.get({ code: 'g' })).price)).toBe('12345678901234.5679');
  });

  test('functions of texts', async () => {
    const { Concat, Length, SHA256, Chr, Ord, StrIndex, LPad, Cast } = functions;
    const [row] = await Cup.objects
      .filter({ code: 'g' })
      .annotate({
        both: Concat('name', Value('!')),
        length: Length('name'),
        hash: SHA256('code'),
        letter: Chr(Value(233)),
        code2: Ord('code'),
        place: StrIndex('name', Value('tea')),
        padded: LPad('code', 3, Value('.')),
        number: Cast('stock', { outputField: models.CharField({ maxLength: 5 }) as never }),
      })
      .values('both', 'length', 'hash', 'letter', 'code2', 'place', 'padded', 'number');
    expect(row).toEqual({
      both: 'Green tea!',
      length: 9,
      hash: 'cd0aa9856147b6c5b4ff2b7dfee5da20aa38253099ef1b4a64aced233c9afe29',
      letter: 'é',
      code2: 103,
      place: 7,
      padded: '..g',
      number: '7',
    });
  });

  test('aggregates, with a filter too', async () => {
    expect(
      await Cup.objects.aggregate({
        stock: Sum('stock'),
        teas: Count('id', { filter: Q({ data__kind: 'tea' }) }),
        price: Sum('price'),
        codes: StringAgg('code', '; ', { orderBy: '-code' }),
      }),
    ).toMatchObject({ stock: 14, teas: 2, codes: 'k; g; b' });
  });

  test('conflicts are left out or updated', async () => {
    await Cup.objects.bulkCreate([new Cup({ name: 'x', code: 'g' }), new Cup({ name: 'y', code: 'y' })], {
      ignoreConflicts: true,
    });
    expect(await names({ code__in: ['g', 'y'] })).toEqual(['Green tea', 'y']);
    await Cup.objects.bulkCreate([new Cup({ name: 'x', code: 'g' })], {
      updateConflicts: true,
      updateFields: ['name'],
    });
    expect((await Cup.objects.get({ code: 'g' })).name).toBe('x');
  });

  test('subqueries with a limit, of the same table too, and long lists', async () => {
    expect(await names({ pk__in: Cup.objects.orderBy('-stock').slice(0, 1) })).toEqual(['Green tea']);
    const codes = Array.from({ length: 500 }, (_, i) => (i === 250 ? 'k' : `no${i}`));
    expect(await names({ code__in: codes })).toEqual(['Kaffee 100%']);
    const keys = Array.from({ length: 500 }, (_, i) => i + 1_000_000);
    const cup = await Cup.objects.get({ code: 'b' });
    expect(await names({ pk__in: [...keys, Number(cup.pk)] })).toEqual(['black TEA']);
    await Cup.objects.filter({ pk__in: Cup.objects.filter({ stock__lt: 6 }) }).delete();
    expect(await names({})).toEqual(['Green tea']);
  });

  test('cases, nulls last, FOR UPDATE, EXPLAIN', async () => {
    const size = Case(When({ stock__gt: 6 }, { then: Value('many') }), { default: Value('few') });
    const rows = await Cup.objects
      .annotate({ size })
      .orderBy(F('soldAt').asc({ nullsLast: true }))
      .values('size');
    expect(rows[0]).toEqual({ size: 'many' });
    expect(await Cup.objects.filter({ stock: 7 }).explain({ format: 'json' })).toContain('query_block');
    await expect(Cup.objects.filter({ stock: 7 }).explain({ format: 'xml' })).rejects.toThrow(/JSON/);
  });
});
