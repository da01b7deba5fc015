import {
  atomic,
  captureQueries,
  connection,
  connections,
  models,
  TransactionManagementError,
} from 'jango/db';
import { callCommand } from 'jango/management';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresIsAbsent } from '../../support/database.ts';
import { makeTables } from './tables.ts';

class Item extends models.Model {
  amount = models.IntegerField();
  serial = models.BigIntegerField({ default: 0 });
  static objects = models.Manager<Item>();
}

const absent = await postgresIsAbsent();

describe.skipIf(absent !== undefined)('PostgreSQL', () => {
  beforeAll(async () => {
    await makeTables([Item], ['hstore']);
    await Item.objects.bulkCreate(
      [1, 2, 2_147_483_647].map((amount) => new Item({ amount, serial: amount })),
    );
  });
  afterAll(() => connections.closeAll());

  describe('a number beyond a column', () => {
    const far = [2 ** 31, 2 ** 40, -(2 ** 40), 1e19, 10n ** 30n, -(10n ** 30n)];

    test.each(far)('is found in no row: %s', async (value) => {
      for (const name of ['amount', 'serial'] as const) {
        expect(await Item.objects.filter({ [name]: value }).count()).toBe(0);
        expect(await Item.objects.exclude({ [name]: value }).count()).toBe(3);
        expect(await Item.objects.filter({ [`${name}__in`]: [1, value] }).count()).toBe(1);
        expect(await Item.objects.exclude({ [`${name}__in`]: [1, value] }).count()).toBe(2);
        expect(await Item.objects.filter({ [`${name}__in`]: [value] }).count()).toBe(0);
        const above = value > 0 ? 3 : 0;
        expect(await Item.objects.filter({ [`${name}__lt`]: value }).count()).toBe(above);
        expect(await Item.objects.filter({ [`${name}__lte`]: value }).count()).toBe(above);
        expect(await Item.objects.filter({ [`${name}__gt`]: value }).count()).toBe(3 - above);
        expect(await Item.objects.filter({ [`${name}__range`]: [0, value] }).count()).toBe(above);
      }
    });

    test('may be one of a long list', async () => {
      const list = Array.from({ length: 100 }, (_, i) => i + 2 ** 33);
      expect(await Item.objects.filter({ amount__in: [...list, 2] }).count()).toBe(1);
      expect(await Item.objects.filter({ serial__in: [...list, 1, 1e30] }).count()).toBe(1);
    });

    test('shares no statement with those that are not', async () => {
      const { queries } = await captureQueries(async () => {
        await Item.objects.filter({ amount: 1e30 });
        await Item.objects.filter({ amount: 1 });
      });
      expect(queries.length).toBe(1);
    });
  });

  test('selectForUpdate() is refused outside of a transaction', async () => {
    const rows = Item.objects.selectForUpdate().orderBy('id');
    for (const ask of [() => rows, () => rows.first(), () => rows.get({ amount: 1 })]) {
      await expect((async () => ask())()).rejects.toThrow(TransactionManagementError);
    }
    await expect((async () => rows)()).rejects.toThrow(
      'selectForUpdate() cannot be used outside of a transaction.',
    );
    expect(await atomic(async () => (await rows).length)).toBe(3);
  });

  test('inspectdb knows its columns', async () => {
    await connection.execute(`CREATE TABLE everything (
      id bigserial PRIMARY KEY, tags varchar(10)[] NOT NULL, grid integer[][], prices numeric(8,2)[3],
      data hstore NOT NULL, ages int4range, serials int8range, cost numrange, days daterange, during tstzrange, words tsvector
    )`);
    let source = '';
    await callCommand('inspectdb', ['everything'], {
      stdout: {
        write: (text: string) => {
          source += text;
        },
      } as never,
    } as never);
    expect(source).toContain(
      "import { ArrayField, BigIntegerRangeField, DateRangeField, DateTimeRangeField, DecimalRangeField, HStoreField, IntegerRangeField, SearchVectorField } from 'jango/contrib/postgres';",
    );
    for (const line of [
      'tags = ArrayField(models.CharField({ maxLength: 10 }));',
      'grid = ArrayField(models.IntegerField(), { null: true, blank: true });',
      'prices = ArrayField(models.DecimalField({ maxDigits: 8, decimalPlaces: 2 }), { null: true, blank: true });',
      'data = HStoreField();',
      'ages = IntegerRangeField({ null: true, blank: true });',
      'during = DateTimeRangeField({ null: true, blank: true });',
      'words = SearchVectorField({ null: true, blank: true });',
    ]) {
      expect(source).toContain(line);
    }
  });
});
