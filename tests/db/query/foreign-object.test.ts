import { Count, captureQueries, connection, connections, models, registerModel } from 'jango/db';
import { fields } from 'jango/db/migrations';
import { beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { AppConfig } from '../../../src/apps/app-config.ts';
import { Apps } from '../../../src/apps/registry.ts';
import { configure } from '../../../src/conf/configure.ts';
import { checkModel } from '../../../src/db/models/checks/model-checks.ts';
import { emptyDatabase, testDatabase } from '../../support/database.ts';

type SeatKey = [hall: string, number: number];

class Seat extends models.Model<SeatKey> {
  override pk = models.CompositePrimaryKey<SeatKey>('hall', 'number');
  hall = models.CharField({ maxLength: 5 });
  number = models.IntegerField();
  kind = models.CharField({ maxLength: 10, default: '' });
  declare tickets: models.RelatedManager<Ticket>;
  static objects = models.Manager<Seat>();
}

class Ticket extends models.Model {
  seat = models.ForeignObject(() => Seat, {
    onDelete: models.CASCADE,
    fromFields: ['hall', 'seatNumber'],
    toFields: ['hall', 'number'],
    relatedName: 'tickets',
    null: true,
  });
  hall = models.CharField({ maxLength: 5, null: true });
  seatNumber = models.IntegerField({ null: true });
  price = models.IntegerField({ default: 0 });
  static objects = models.Manager<Ticket>();
}

const apps = new Apps();
const config = new AppConfig();
config.name = config.label = 'theatre';
apps.addAppConfig(config);
for (const model of [Seat, Ticket]) registerModel(model, 'theatre', apps);

let front: Seat;
let back: Seat;
let ticket: Ticket;

beforeEach(async () => {
  configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere', DATABASES: { default: testDatabase() } });
  await connections.closeAll();
  await emptyDatabase();
  const editor = await connection.schemaEditor();
  await editor.run(async () => {
    for (const model of [Seat, Ticket]) await editor.createModel(model as never);
  });
  front = await Seat.objects.create({ hall: 'a', number: 1, kind: 'front' });
  back = await Seat.objects.create({ hall: 'b', number: 9, kind: 'back' });
  ticket = await Ticket.objects.create({ seat: front, price: 5 });
});

describe('the property', () => {
  test('leads to the object by the columns that the model has', async () => {
    expect([ticket.hall, ticket.seatNumber]).toEqual(['a', 1]);
    expect(Ticket._meta.concreteFields.map((field) => field.column)).toEqual([
      'id',
      'hall',
      'seat_number',
      'price',
    ]);
    const again = await Ticket.objects.get({ pk: ticket.pk });
    expect((await again.seat)?.kind).toBe('front');
    expectTypeOf(await again.seat).toEqualTypeOf<Seat | null>();
    const { queries } = await captureQueries(async () => {
      await again.seat;
    });
    expect(queries).toEqual([]);
  });

  test('sets the columns, and follows when they are set', async () => {
    ticket.seat = back;
    expect([ticket.hall, ticket.seatNumber]).toEqual(['b', 9]);
    ticket.hall = 'a';
    ticket.seatNumber = 1;
    expect((await ticket.seat)?.kind).toBe('front');
    ticket.seat = null;
    expect([ticket.hall, ticket.seatNumber, await ticket.seat]).toEqual([null, null, null]);
    expect(await new Ticket({ hall: 'a' }).seat).toBeNull();
    expect(() => Object.assign(ticket, { seat: 5 })).toThrow(/must be a "Seat" instance/);
    await expect(Promise.resolve(new Ticket({ hall: 'a', seatNumber: 7 }).seat)).rejects.toBeInstanceOf(
      Seat.DoesNotExist,
    );
  });

  test('is loaded for all rows of a query at once', async () => {
    await Ticket.objects.create({ seat: back });
    const rows = await Ticket.objects.orderBy('pk');
    const { queries } = await captureQueries(async () => {
      for (const row of rows) await row.seat;
    });
    expect(queries).toHaveLength(1);
    const [joined] = await Ticket.objects.selectRelated('seat').orderBy('pk');
    expect(joined!.seat?.kind).toBe('front');
    const [fetched] = await Ticket.objects.prefetchRelated('seat').orderBy('-pk');
    expect((await fetched!.seat)?.kind).toBe('back');
  });
});

describe('queries', () => {
  const prices = (rows: object): Promise<unknown> =>
    Promise.resolve(Ticket.objects.filter(rows).orderBy('price').valuesList('price', { flat: true }));

  beforeEach(async () => {
    await Ticket.objects.create({ seat: back, price: 7 });
    await Ticket.objects.create({ price: 9 });
  });

  test('by object, by values, and through it', async () => {
    expect(await prices({ seat: front })).toEqual([5]);
    expect(await prices({ seat: ['b', 9] })).toEqual([7]);
    expect(await prices({ seat__in: [front, back] })).toEqual([5, 7]);
    expect(await prices({ seat__in: Seat.objects.filter({ kind: 'back' }) })).toEqual([7]);
    expect(await prices({ seat__kind: 'front' })).toEqual([5]);
    expect(await prices({ seat__isnull: true })).toEqual([9]);
    expect(await prices({ seat: null })).toEqual([9]);
    expect(await prices({ seat__hall: 'b' })).toEqual([7]);
    expect(await Ticket.objects.exclude({ seat: front }).count()).toBe(2);
    expect(await Ticket.objects.exclude({ seat__kind: 'front' }).count()).toBe(2);
  });

  test('its values are one, its order is that of its columns', async () => {
    expect(await Ticket.objects.filter({ price: 5 }).values('seat', 'seat__kind')).toEqual([
      { seat: ['a', 1], seat__kind: 'front' },
    ]);
    expect(
      await Ticket.objects.exclude({ seat: null }).orderBy('-seat').valuesList('price', { flat: true }),
    ).toEqual([7, 5]);
  });

  test('and the way back', async () => {
    expect(await front.tickets.count()).toBe(1);
    await front.tickets.create({ price: 1 });
    await front.tickets.add(await Ticket.objects.get({ price: 9 }));
    expect(await front.tickets.orderBy('price').valuesList('price', { flat: true })).toEqual([1, 5, 9]);
    await front.tickets.remove(await Ticket.objects.get({ price: 9 }));
    expect(await prices({ seat: null })).toEqual([9]);
    const seats = await Seat.objects.prefetchRelated('tickets').orderBy('pk');
    expect(seats.map((seat) => seat.kind)).toEqual(['front', 'back']);
    const { queries } = await captureQueries(async () => {
      expect((await seats[0]!.tickets.all()).map((one) => one.price).sort()).toEqual([1, 5]);
    });
    expect(queries).toEqual([]);
    const counted = Seat.objects.annotate({ n: Count('tickets') }).orderBy('pk');
    expect(await counted.valuesList('n', { flat: true })).toEqual([2, 1]);
    expect(await Seat.objects.filter({ tickets__price: 7 }).valuesList('kind', { flat: true })).toEqual([
      'back',
    ]);
    expect(await Seat.objects.exclude({ tickets__price: 7 }).valuesList('kind', { flat: true })).toEqual([
      'front',
    ]);
  });

  test('update() writes its columns, delete() follows it', async () => {
    await Ticket.objects.filter({ price: 9 }).update({ seat: back });
    expect(await prices({ seat: back })).toEqual([7, 9]);
    expect(await back.delete()).toEqual([3, { 'theatre.Seat': 1, 'theatre.Ticket': 2 }]);
    expect(await prices({})).toEqual([5]);
  });
});

test('what it points at has to be there, and unique', () => {
  const own = new Apps();
  const label = new AppConfig();
  label.name = label.label = 'checked';
  own.addAppConfig(label);
  const relation = (to: () => models.ModelClass, ...toFields: string[]) =>
    models.ForeignObject(to as never, {
      onDelete: models.CASCADE,
      fromFields: ['x', 'y'].slice(0, toFields.length),
      toFields,
      relatedName: '+',
    });
  class Target extends models.Model {
    a = models.IntegerField();
    b = models.IntegerField();
    static meta: models.Meta<Target> = { uniqueTogether: ['a', 'id'] };
  }
  class Pointing extends models.Model {
    fine = relation(() => Target, 'a', 'id');
    loose = relation(() => Target, 'a', 'b');
    single = relation(() => Target, 'a');
    gone = relation(() => Target, 'a', 'c');
    x = models.IntegerField();
    y = models.IntegerField();
  }
  for (const model of [Target, Pointing]) registerModel(model, 'checked', own);
  expect(checkModel(Pointing).map(({ id }) => id)).toEqual(['fields.E310', 'fields.E311', 'fields.E312']);
  expect(checkModel(Ticket)).toEqual([]);
  expect(() =>
    fields.ForeignObject('a.b', { onDelete: models.CASCADE, fromFields: ['x'], toFields: [] }),
  ).toThrow(/as many names in each/);
});
