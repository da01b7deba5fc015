import {
  ArrayField,
  BloomIndex,
  BrinIndex,
  BTreeIndex,
  DateTimeRangeField,
  ExclusionConstraint,
  GinIndex,
  GistIndex,
  HashIndex,
  IntegerRangeField,
  OpClass,
  Range,
  RangeBoundary,
  RangeOperators,
  SpGistIndex,
} from 'jango/contrib/postgres';
import type { ValidationError } from 'jango/core/errors';
import { connection, connections, F, Func, functions, IntegrityError, models, Q } from 'jango/db';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { postgresIsAbsent } from '../../support/database.ts';
import { makeTables } from './tables.ts';

class Room extends models.Model {
  number = models.IntegerField();
  title = models.CharField({ maxLength: 20, default: '' });
  day = models.DateField({ null: true });
  tags = ArrayField(models.CharField({ maxLength: 10 }), { default: () => [] });
  static objects = models.Manager<Room>();
  static meta: models.Meta<Room> = {
    indexes: [
      new GinIndex({ fields: ['tags'] }),
      new SpGistIndex({ fields: ['title'], name: 'by_spgist', fillfactor: 60 }),
    ],
  };
}

class Booking extends models.Model {
  room = models.ForeignKey(() => Room, { onDelete: models.CASCADE });
  during = DateTimeRangeField();
  seats = IntegerRangeField({ null: true });
  cancelled = models.BooleanField({ default: false });
  start = models.DateField({ null: true });
  end = models.DateField({ null: true });
  declare roomId: number;
  static objects = models.Manager<Booking>();
  static meta: models.Meta<Booking> = {
    constraints: [
      new ExclusionConstraint({
        name: 'no_overlap',
        expressions: [
          ['room', RangeOperators.EQUAL],
          ['during', RangeOperators.OVERLAPS],
        ],
        condition: Q({ cancelled: false }),
        violationErrorMessage: 'The room is taken.',
        violationErrorCode: 'taken',
      }),
      new ExclusionConstraint({
        name: 'no_days_twice',
        expressions: [
          [
            new Func('start', 'end', RangeBoundary({ inclusiveUpper: true }), { function: 'DATERANGE' }),
            '&&',
          ],
          [OpClass('room', 'gist_int8_ops'), '='],
        ],
        include: ['cancelled'],
        condition: Q({ start__isnull: false }),
      }),
    ],
  };
}

const absent = await postgresIsAbsent();

describe.skipIf(absent !== undefined)('PostgreSQL', () => {
  beforeAll(() => makeTables([Room, Booking], ['btree_gist', 'pg_trgm', 'bloom']));
  afterAll(() => connections.closeAll());

  /** The SQL that an index or a constraint is made by. */
  async function sqlOf(
    model: models.ModelClass,
    made: models.Index | models.BaseConstraint,
  ): Promise<string> {
    const editor = await connection.schemaEditor({ collectSql: true });
    if (made instanceof models.Index) await editor.addIndex(model as never, made as never);
    else await editor.addConstraint(model as never, made as never);
    return editor.collectedSql.join('\n');
  }

  describe('an index', () => {
    const cases = [
      [
        new GinIndex({
          fields: ['tags'],
          name: 'i1',
          fastupdate: false,
          ginPendingListLimit: 800,
          opclasses: ['array_ops'],
        }),
        `CREATE INDEX "i1" ON "shop_room" USING gin ("tags" array_ops) WITH (gin_pending_list_limit = 800, fastupdate = off);`,
      ],
      [
        new GistIndex({
          expressions: [OpClass('title', 'gist_trgm_ops')],
          name: 'i2',
          buffering: true,
          fillfactor: 50,
        }),
        `CREATE INDEX "i2" ON "shop_room" USING gist ("title" gist_trgm_ops) WITH (buffering = on, fillfactor = 50);`,
      ],
      [
        new GinIndex({ expressions: [OpClass(functions.Upper('title'), 'gin_trgm_ops')], name: 'i3' }),
        `CREATE INDEX "i3" ON "shop_room" USING gin ((UPPER("title")) gin_trgm_ops);`,
      ],
      [
        new BrinIndex({
          fields: ['day'],
          name: 'i4',
          autosummarize: true,
          pagesPerRange: 4,
          condition: Q({ number: 1 }),
        }),
        `CREATE INDEX "i4" ON "shop_room" USING brin ("day") WITH (autosummarize = on, pages_per_range = 4) WHERE "number" = 1;`,
      ],
      [
        new BloomIndex({ fields: ['number', 'title'], name: 'i5', length: 80, columns: [2, 3] }),
        `CREATE INDEX "i5" ON "shop_room" USING bloom ("number", "title") WITH (length = 80, col1 = 2, col2 = 3);`,
      ],
      [
        new BTreeIndex({
          fields: ['-number'],
          include: ['day'],
          name: 'i6',
          fillfactor: 80,
          deduplicateItems: false,
        }),
        `CREATE INDEX "i6" ON "shop_room" USING btree ("number" DESC) INCLUDE ("day") WITH (fillfactor = 80, deduplicate_items = off);`,
      ],
      [
        new HashIndex({ fields: ['title'], name: 'i7', fillfactor: 40 }),
        `CREATE INDEX "i7" ON "shop_room" USING hash ("title") WITH (fillfactor = 40);`,
      ],
    ] as const;

    test.each(cases)('of each kind is made as Django makes it: %s', async (index, sql) => {
      expect(await sqlOf(Room, index)).toBe(sql);
      const editor = await connection.schemaEditor();
      await editor.run(() => editor.addIndex(Room as never, index as never));
      const found = (await connection.introspection.constraints('shop_room')).get(index.name);
      expect(found?.type).toBe((index.constructor as typeof GinIndex).suffix);
      await editor.run(() => editor.removeIndex(Room as never, index as never));
    });

    test("of a model is made with its table, under Django's name", async () => {
      const found = await connection.introspection.constraints('shop_room');
      expect(found.get('by_spgist')).toMatchObject({ type: 'spgist', options: ['fillfactor=60'] });
      expect([...found.keys()]).toContain('shop_room_tags_8dcb26_gin');
    });

    test('takes itself apart for migrations, and is made again of that', () => {
      const index = new GinIndex({ fields: ['tags'], name: 'i1', fastupdate: false });
      expect(index.deconstruct()).toEqual({
        module: 'jango/contrib/postgres',
        path: 'GinIndex',
        args: [],
        options: { fields: ['tags'], name: 'i1', fastupdate: false },
      });
      expect(index.clone()).toEqual(index);
    });

    test('refuses options that cannot be', () => {
      expect(() => new BrinIndex({ fields: ['day'], pagesPerRange: 0 })).toThrow('pagesPerRange');
      expect(() => new BloomIndex({ fields: ['day'], columns: [1, 2] })).toThrow('more values than fields');
      expect(() => new GistIndex({ fields: ['day'], fillfactor: '1); DROP TABLE x' as never })).not.toThrow();
      expect(() => OpClass('title', 'x); DROP TABLE y')).toThrow('Invalid name of an operator class');
    });

    test('takes no text for a number', async () => {
      const index = new GistIndex({ fields: ['day'], name: 'x', fillfactor: '1); DROP TABLE x' as never });
      await expect(sqlOf(Room, index)).rejects.toThrow('The storage parameter fillfactor is a whole number');
    });
  });

  describe('an ExclusionConstraint', () => {
    const hour = (from: number, to: number) =>
      new Range(new Date(Date.UTC(2024, 0, 1, from)), new Date(Date.UTC(2024, 0, 1, to)));
    beforeEach(async () => {
      await connection.execute('TRUNCATE shop_room, shop_booking RESTART IDENTITY');
      await Room.objects.create({ number: 1 });
      await Room.objects.create({ number: 2 });
      await Booking.objects.create({ roomId: 1, during: hour(9, 11) });
    });

    /** What validation says of a booking. */
    async function complaint(values: object): Promise<unknown> {
      try {
        await new Booking(values as never).validateConstraints();
        return undefined;
      } catch (error) {
        return (error as ValidationError).messages;
      }
    }

    test('is written as Django writes it', async () => {
      const constraint = new ExclusionConstraint({
        name: 'ex',
        expressions: [
          ['room', '='],
          [F('seats'), RangeOperators.OVERLAPS],
        ],
        deferrable: 'deferred',
      });
      expect(await sqlOf(Booking, constraint)).toBe(
        'ALTER TABLE "shop_booking" ADD CONSTRAINT "ex" EXCLUDE USING GIST ("room_id" WITH =, "seats" WITH &&) DEFERRABLE INITIALLY DEFERRED;',
      );
      expect(await sqlOf(Booking, Booking._meta.constraints[1] as models.BaseConstraint)).toBe(
        `ALTER TABLE "shop_booking" ADD CONSTRAINT "no_days_twice" EXCLUDE USING GIST ((DATERANGE("start", "end", '[]')) WITH &&, "room_id" gist_int8_ops WITH =) INCLUDE ("cancelled") WHERE ("start" IS NOT NULL);`,
      );
    });

    test('is kept by the database', async () => {
      await expect(Booking.objects.create({ roomId: 1, during: hour(10, 12) })).rejects.toThrow(
        IntegrityError,
      );
      await Booking.objects.create({ roomId: 2, during: hour(10, 12) });
      await Booking.objects.create({ roomId: 1, during: hour(11, 12) });
      await Booking.objects.create({ roomId: 1, during: hour(10, 12), cancelled: true });
    });

    test('is checked before a row is saved', async () => {
      expect(await complaint({ roomId: 1, during: hour(10, 12) })).toEqual(['The room is taken.']);
      expect(await complaint({ roomId: 1, during: hour(11, 12) })).toBeUndefined();
      expect(await complaint({ roomId: 2, during: hour(10, 12) })).toBeUndefined();
      expect(await complaint({ roomId: 1, during: hour(10, 12), cancelled: true })).toBeUndefined();
      const saved = await Booking.objects.get({ pk: 1 });
      await expect(saved.validateConstraints()).resolves.toBeUndefined();
    });

    test('compares by functions and operator classes, too', async () => {
      const { Temporal } = await import('jango/utils');
      const [first, second] = ['2024-01-01', '2024-01-05'].map((day) => Temporal.PlainDate.from(day));
      await Booking.objects.create({ roomId: 2, during: hour(1, 2), start: first!, end: second! });
      const values = { roomId: 2, during: hour(3, 4), start: second!, end: second! };
      expect(await complaint(values)).toEqual(['Constraint “no_days_twice” is violated.']);
      expect(await complaint({ ...values, roomId: 1 })).toBeUndefined();
    });

    test('says nothing when a field that it needs is excluded', async () => {
      const booking = new Booking({ roomId: 1, during: hour(10, 12) });
      await expect(
        booking.validateConstraints({ exclude: new Set(['during']) } as never),
      ).resolves.toBeUndefined();
    });

    test('refuses what is no pair', () => {
      const make = (expressions: unknown) => () =>
        new ExclusionConstraint({ name: 'x', expressions: expressions as never });
      expect(make([])).toThrow('At least one expression is required');
      expect(make(['room'])).toThrow('are pairs');
      expect(make([['room', '= ) DROP']])).toThrow('are pairs');
    });
  });
});
