import {
  Avg,
  connection,
  connections,
  DataError,
  F,
  functions,
  models,
  Q,
  registerModel,
  Value,
} from 'jango/db';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AppConfig } from '../../../src/apps/app-config.ts';
import { Apps } from '../../../src/apps/registry.ts';
import { configure } from '../../../src/conf/configure.ts';
import { temporal } from '../../../src/utils/temporal.ts';
import { override } from '../../../src/utils/timezone.ts';
import { emptyMysql, MYSQL, mysqlIsAbsent } from '../../support/mysql.ts';

class Pot extends models.Model {
  name = models.CharField({ maxLength: 40, default: '' });
  place = models.IntegerField({ unique: true });
  weight = models.BigIntegerField({ null: true });
  serial = models.PositiveBigIntegerField({ null: true });
  data = models.JSONField({ null: true });
  firedAt = models.DateTimeField({ null: true });
  steeping = models.DurationField({ null: true });
  static objects = models.Manager<Pot>();
}

const absent = await mysqlIsAbsent();
const places = async (...given: unknown[]) =>
  [...(await Pot.objects.filter(...(given as never[])).orderBy('place'))].map((pot) => pot.place);

/** What is compared with Django 5.2 on the same server, as that answers. */
describe.skipIf(absent !== undefined)('MySQL and MariaDB beside Django', () => {
  beforeAll(async () => {
    configure({
      SECRET_KEY: 'test',
      BASE_DIR: '/tmp',
      TIME_ZONE: 'America/Chicago',
      DATABASES: { default: MYSQL },
    });
    const apps = new Apps();
    const config = new AppConfig();
    config.name = config.label = 'kiln';
    apps.addAppConfig(config);
    registerModel(Pot, 'kiln', apps);
    await connections.closeAll();
    await emptyMysql();
    const editor = await connection.schemaEditor();
    await editor.run(() => editor.createModel(Pot as never));
  });

  afterAll(() => connections.closeAll());

  beforeEach(async () => {
    await Pot.objects.all().delete();
  });

  test('JSON is stored in the text that Django compares it with, and found in either hand', async () => {
    await Pot.objects.create({ place: 1, data: { a: [1, 2], 'é:"': 'ü, 😀' } });
    const [[stored]] = (await connection.query('SELECT data FROM kiln_pot')) as [[unknown]];
    expect(stored).toBe(String.raw`{"a": [1, 2], "\u00e9:\"": "\u00fc, \ud83d\ude00"}`);
    const [[found]] = (await connection.query(
      "SELECT COUNT(*) FROM kiln_pot WHERE data = JSON_EXTRACT(?, '$')",
      [stored],
    )) as [[unknown]];
    expect(Number(found)).toBe(1);
    expect(await places({ data: { 'é:"': 'ü, 😀', a: [1, 2] } })).toEqual([1]);
    expect(await places({ 'data__é:"': 'ü, 😀' })).toEqual([1]);
    expect(await places({ 'data__é:"__endswith': '😀' })).toEqual([1]);
    expect(await places({ data__has_key: 'é:"' })).toEqual([1]);
    expect(await places({ data__contains: { 'é:"': 'ü, 😀' } })).toEqual([1]);
    expect((await Pot.objects.get({ place: 1 })).data).toEqual({ a: [1, 2], 'é:"': 'ü, 😀' });
  });

  test('a year is that of the current time zone', async () => {
    await Pot.objects.bulkCreate([
      new Pot({ place: 1, firedAt: new Date('2021-01-01T05:00:00Z') }),
      new Pot({ place: 2, firedAt: new Date('2021-01-01T07:00:00Z') }),
    ]);
    expect(await places({ firedAt__year: 2020 })).toEqual([1]);
    expect(await places({ firedAt__year__gt: 2020 })).toEqual([2]);
    expect(await override('Asia/Seoul', () => places({ firedAt__year: 2021 }))).toEqual([1, 2]);
    expect(await places({ firedAt__iso_year: 2020 })).toEqual([1, 2]);
  });

  test('one or the other is unknown when one of them is', async () => {
    await Pot.objects.bulkCreate([
      new Pot({ place: 1, weight: null }),
      new Pot({ place: 2, weight: 5 }),
      new Pot({ place: 3, weight: 9 }),
    ]);
    expect(await places(Q({ place__lt: 3 }).xor(Q({ weight: 5 })))).toEqual([]);
    expect(await places(Q({ place__lt: 3 }).xor(Q({ weight: 9 })))).toEqual([2, 3]);
    expect(await places(Q({ place__lt: 3 }).xor(Q({ weight: 9 }), Q({ pk__in: [] })))).toEqual([2, 3]);
    expect(await places(Q({ place: 2 }).xor(Q({ pk__in: [] }).not()))).toEqual([1, 3]);
  });

  test('rows may be updated in an order, so that a unique column makes room for itself', async () => {
    await Pot.objects.bulkCreate([1, 2, 3].map((place) => new Pot({ place })));
    await Pot.objects.orderBy('-place').update({ place: F('place').add(1) });
    expect(await places({})).toEqual([2, 3, 4]);
  });

  test('a number sorts nothing: it is no place of a column', async () => {
    await Pot.objects.create({ place: 1 });
    expect(await Pot.objects.orderBy(Value(99), Value(-1).desc()).count()).toBe(1);
    expect(await Pot.objects.orderBy(Value(99), 'place').valuesList('place')).toEqual([[1]]);
  });

  test('the end of a text that is shorter is the text; an empty one begins with no character', async () => {
    await Pot.objects.bulkCreate([new Pot({ place: 1, name: 'é' }), new Pot({ place: 2, name: '' })]);
    const { Ord, Right } = functions;
    const rows = Pot.objects
      .annotate({ end: Right('name', 3), letter: Ord('name'), twice: Ord('name').mul(2) })
      .orderBy('place')
      .valuesList('end', 'letter', 'twice');
    expect(await rows).toEqual([
      ['é', 233, 466],
      ['', 0, 0],
    ]);
  });

  test('an average of durations is rounded to a microsecond', async () => {
    const last = (microseconds: number) => temporal().Duration.from({ microseconds });
    await Pot.objects.bulkCreate([
      new Pot({ place: 1, steeping: last(1) }),
      new Pot({ place: 2, steeping: last(2) }),
    ]);
    const { mean } = await Pot.objects.aggregate({ mean: Avg('steeping') });
    expect(String(mean)).toBe('PT0.000002S');
  });

  test('numbers beyond a column are in no row, and columns without a sign reach to 2^64', async () => {
    await Pot.objects.bulkCreate([
      new Pot({ place: 1, weight: 2n ** 63n - 1n, serial: 2n ** 64n - 1n }),
      new Pot({ place: 2, weight: -(2n ** 63n), serial: 3 }),
    ]);
    expect(await places({ weight__gte: 2n ** 63n })).toEqual([]);
    expect(await places({ weight__lte: -(2n ** 63n) - 1n })).toEqual([]);
    expect(await places({ weight__gt: -(2n ** 63n) - 1n })).toEqual([1, 2]);
    expect(await places({ weight__lt: 2n ** 64n })).toEqual([1, 2]);
    expect(await places({ weight__range: [2n ** 63n, 2n ** 70n] })).toEqual([]);
    expect(await places({ serial: 2n ** 64n - 1n })).toEqual([1]);
    expect(await places({ serial__gt: 2n ** 63n })).toEqual([1]);
    expect(await places({ serial__in: [2n ** 64n - 1n, 2n ** 64n] })).toEqual([1]);
    expect(await places({ serial__lte: 2n ** 70n })).toEqual([1, 2]);
  });

  test('half of a character in a statement is an error, not another character', async () => {
    await expect(connection.query('SELECT ?', ['\ud800'])).rejects.toThrow(DataError);
  });
});
