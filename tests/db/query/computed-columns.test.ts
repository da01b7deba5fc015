import { connection, F, models } from 'jango/db';
import { beforeEach, expect, test } from 'vitest';
import { makeTables } from './app.ts';

class Box extends models.Model {
  width = models.IntegerField();
  height = models.IntegerField({ dbDefault: 7 });
  area = models.GeneratedField({
    expression: F('width').mul(2),
    outputField: models.IntegerField(),
    dbPersist: true,
  });
  static objects = models.Manager<Box>();
}

beforeEach(() => makeTables('computed', [Box]));

test('update() leaves a generated column to the database', async () => {
  const { pk } = await Box.objects.create({ width: 3 });
  for (const width of [4, 5]) {
    expect(await Box.objects.filter({ pk }).update({ area: 1, width } as never)).toBe(1);
    expect((await Box.objects.get({ pk })).area).toBe(width * 2);
  }
  expect(await Box.objects.update({ area: 1 } as never)).toBe(0);
});

test('a generated column is null until the instance is saved, and can be looked at', () => {
  const box = new Box({ width: 3 });
  expect(box.area).toBe(null);
  expect(JSON.parse(JSON.stringify(box))).toMatchObject({ width: 3, area: null });
});

test('bulkCreate() tells what the database works out', async () => {
  const boxes = [new Box({ width: 3 }), new Box({ width: 4, height: 1 })];
  await Box.objects.bulkCreate(boxes);
  const withKey = new Box({ id: 100, width: 5 });
  await Box.objects.bulkCreate([withKey]);
  if (!connection.features.canReturnRowsFromBulkInsert) return;
  expect([...boxes, withKey].map(({ area, height }) => [area, height])).toEqual([
    [6, 7],
    [8, 1],
    [10, 7],
  ]);
  expect(boxes.map(({ pk }) => pk)).toEqual([1, 2]);
  expect(withKey.pk).toBe(100);
});
