import { captureQueries, models, ProtectedError, postDelete, preDelete, RestrictedError } from 'jango/db';
import { beforeEach, expect, test } from 'vitest';
import { makeTables } from './app.ts';

const asked: string[] = [];
const sentinel = async () => {
  asked.push('sentinel');
  return (await Owner.objects.getOrCreate({ id: 90 }))[0];
};

class Owner extends models.Model {
  static objects = models.Manager<Owner>();
}

class Box extends models.Model {
  owner = models.ForeignKey(() => Owner, { onDelete: models.CASCADE });
  static objects = models.Manager<Box>();
}

/** Goes with its owner, before its box. */
class Thing extends models.Model {
  owner = models.ForeignKey(() => Owner, { onDelete: models.CASCADE });
  box = models.ForeignKey(() => Box, { onDelete: models.RESTRICT });
  static objects = models.Manager<Thing>();
}

class Label extends models.Model {
  box = models.ForeignKey(() => Box, { onDelete: models.RESTRICT });
  static objects = models.Manager<Label>();
}

class Bill extends models.Model {
  owner = models.ForeignKey(() => Owner, { onDelete: models.PROTECT, null: true, relatedName: '+' });
  payer = models.ForeignKey(() => Owner, { onDelete: models.PROTECT, null: true, relatedName: '+' });
  seller = models.ForeignKey(() => Owner, {
    onDelete: models.SET(sentinel),
    null: true,
    relatedName: '+',
  });
  static objects = models.Manager<Bill>();
}

const MODELS = [Owner, Box, Thing, Label, Bill];
let owner: Owner;

beforeEach(async () => {
  await makeTables('store', MODELS);
  owner = await Owner.objects.create({ id: 1 });
  asked.length = 0;
});

async function heard(body: () => Promise<unknown>): Promise<string[]> {
  const events: string[] = [];
  const listeners = MODELS.flatMap((sender) =>
    [preDelete, postDelete].map((signal, i) => {
      const listen = ({ instance }: { instance: object }) =>
        void events.push(`${i === 0 ? '-' : '+'}${String(instance).replace(' object', '')}`);
      signal.connect(listen as never, { sender });
      return () => signal.disconnect(listen as never, { sender });
    }),
  );
  await body();
  for (const stop of listeners) stop();
  return events;
}

test('listeners hear of the rows by their keys, and of what RESTRICT holds before what it is held by', async () => {
  for (const id of [3, 2]) {
    const box = await Box.objects.create({ id, owner });
    await Thing.objects.create({ id: 10 - id, owner, box });
  }
  expect(await heard(() => owner.delete())).toEqual([
    ...['-Thing (7)', '-Thing (8)', '-Box (2)', '-Box (3)', '-Owner (1)'],
    ...['+Thing (8)', '+Thing (7)', '+Box (3)', '+Box (2)', '+Owner (1)'],
  ]);
});

test('an error names the model that was to be deleted, and all relations that forbid it', async () => {
  const bills = [await Bill.objects.create({ owner }), await Bill.objects.create({ payer: owner })];
  const refused = await owner.delete().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ProtectedError);
  expect(refused).toMatchObject({
    message:
      "Cannot delete some instances of model 'Owner' because they are referenced through protected foreign keys: 'Bill.owner', 'Bill.payer'.",
  });
  expect((refused as ProtectedError).protectedObjects).toHaveLength(bills.length);
  await Bill.objects.all().delete();

  const other = await Owner.objects.create({ id: 2 });
  const box = await Box.objects.create({ owner });
  await Thing.objects.create({ owner: other, box });
  await Label.objects.create({ box });
  const restricted = await owner.delete().catch((error: unknown) => error);
  expect(restricted).toBeInstanceOf(RestrictedError);
  expect(restricted).toMatchObject({
    message:
      "Cannot delete some instances of model 'Owner' because they are referenced through restricted foreign keys: 'Thing.box', 'Label.box'.",
  });
});

test('a function of SET() is asked when there are rows to set, and not otherwise', async () => {
  const other = await Owner.objects.create({ id: 2 });
  await Bill.objects.create({ seller: other });
  await owner.delete();
  expect(asked).toEqual([]);
  await other.delete();
  expect(asked).toEqual(['sentinel']);
  expect(await Bill.objects.valuesList('sellerId' as never, { flat: true })).toEqual([90]);
});

test('a row by itself goes by one statement, and is counted as none when it is gone', async () => {
  const bill = await Bill.objects.create();
  const again = await Bill.objects.get();
  const { result, queries } = await captureQueries(() => bill.delete());
  expect(result).toEqual([1, { 'store.Bill': 1 }]);
  expect(queries).toHaveLength(1);
  expect(bill.pk).toBeNull();
  expect(await again.delete()).toEqual([0, { 'store.Bill': 0 }]);
});
