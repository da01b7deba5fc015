import { ValidationError } from 'jango/core/errors';
import { F, functions, models, Q } from 'jango/db';
import { beforeEach, expect, test } from 'vitest';
import { makeTables } from '../query/app.ts';

class Seat extends models.Model {
  row = models.IntegerField({ null: true });
  place = models.IntegerField({ default: 0 });
  guest = models.CharField({ maxLength: 20, default: '' });
  neighbours = models.ManyToManyField<Seat>('self');
  static objects = models.Manager<Seat>();
}

const { CheckConstraint, UniqueConstraint, Index } = models;

beforeEach(() => makeTables('seats', [Seat]));

async function complaint(
  validation: Promise<void>,
): Promise<[message: string, code: string | undefined] | undefined> {
  try {
    await validation;
    return undefined;
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    return [error.messages[0]!, error.kind];
  }
}

test('a constraint can be asked about an instance by itself', async () => {
  const front = new CheckConstraint({ name: 'front', condition: Q({ row__lt: F('place').add(5) }) });
  expect(await complaint(front.validate(Seat, new Seat({ row: 9 })))).toEqual([
    'Constraint “front” is violated.',
    undefined,
  ]);
  expect(await complaint(front.validate(Seat, new Seat({ row: 1 })))).toBeUndefined();
  expect(await complaint(front.validate(Seat, new Seat({ row: null })))).toBeUndefined();
  expect(
    await complaint(front.validate(Seat, new Seat({ row: 9 }), { exclude: ['place'], using: 'default' })),
  ).toBeUndefined();
});

test('its message and code are its own, and a plain one says which fields have to be unique', async () => {
  await Seat.objects.create({ row: 1, guest: 'Kim' });
  const one = new UniqueConstraint({ name: 'one', fields: ['row'] });
  const taken = new UniqueConstraint({
    name: 'guest',
    expressions: [functions.Lower('guest')],
    violationErrorCode: 'taken',
    violationErrorMessage: '%(name)s is here',
  });
  expect((await complaint(one.validate(Seat, new Seat({ row: 1 }))))?.[1]).toBe('unique');
  expect(await complaint(taken.validate(Seat, new Seat({ guest: 'KIM' })))).toEqual([
    'guest is here',
    'taken',
  ]);
  expect(await complaint(taken.validate(Seat, await Seat.objects.get()))).toBeUndefined();
});

test('options that cannot mean anything are refused where they are written', () => {
  const base = { name: 'x', fields: ['row'] };
  for (const wrong of [
    { condition: 'row > 1' },
    { condition: F('row') },
    { include: 'guest' },
    { opclasses: ['a', 'b'] },
    { nullsDistinct: 'no' },
  ])
    expect(() => new UniqueConstraint({ ...base, ...wrong } as never), JSON.stringify(wrong)).toThrow(
      /UniqueConstraint/,
    );
  expect(() => new CheckConstraint({ name: 'x', condition: F('row') })).toThrow(/must be a Q/);
  expect(() => new Index({ ...base, condition: 'row' })).toThrow(/Index.condition must be a Q/);
});

test("a many-to-many relation to 'self' holds in both directions", async () => {
  const [a, b] = [await Seat.objects.create({ row: 1 }), await Seat.objects.create({ row: 2 })];
  await a.neighbours.add(b);
  expect((await b.neighbours.get()).pk).toBe(a.pk);
});
