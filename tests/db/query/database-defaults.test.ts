import { F, functions, models, Value } from 'jango/db';
import { beforeEach, expect, test } from 'vitest';
import type { ValidationError } from '../../../src/core/errors/validation-error.ts';
import { makeTables } from './app.ts';

class Ticket extends models.Model {
  title = models.CharField({ maxLength: 20 });
  priority = models.IntegerField({ dbDefault: 7 });
  state = models.CharField({ maxLength: 10, dbDefault: functions.Lower(Value('NEW')) });
  both = models.IntegerField({ default: 1, dbDefault: 2 });
  static objects = models.Manager<Ticket>();
  static meta: models.Meta<Ticket> = {
    constraints: [new models.UniqueConstraint({ name: 'one_each', fields: ['title', 'priority'] })],
  };
}

beforeEach(() => makeTables('desk', [Ticket]));

test('the database gives a new row what nobody gave it, and save() brings it back', async () => {
  const ticket = new Ticket({ title: 'a' });
  expect(typeof ticket.priority).toBe('object');
  await ticket.save();
  expect([ticket.priority, ticket.state, ticket.both]).toEqual([7, 'new', 1]);
  const other = await Ticket.objects.create({ title: 'b', priority: 1, state: 'old' });
  expect([other.priority, other.state]).toEqual([1, 'old']);
  expect(await Ticket.objects.orderBy('title').valuesList('priority', 'state', 'both')).toEqual([
    [7, 'new', 1],
    [1, 'old', 1],
  ]);
});

test('many rows at once may have some of their values by default', async () => {
  await Ticket.objects.bulkCreate([
    new Ticket({ title: 'a' }),
    new Ticket({ title: 'b', priority: 3 }),
    new Ticket({ title: 'c', state: 'x' }),
  ]);
  expect(await Ticket.objects.orderBy('title').valuesList('priority', 'state')).toEqual([
    [7, 'new'],
    [3, 'new'],
    [7, 'x'],
  ]);
});

test('a value that the database will make is valid, and counts in constraints', async () => {
  await new Ticket({ title: 'a' }).fullClean();
  await Ticket.objects.create({ title: 'a' });
  const again = await new Ticket({ title: 'a' })
    .fullClean()
    .catch((error: ValidationError) => error.messageDict);
  expect(again).toEqual({ __all__: ['Ticket with this Title and Priority already exists.'] });
  await new Ticket({ title: 'a', priority: 8 }).fullClean();
});

test('saving a row again keeps what it has', async () => {
  const ticket = await Ticket.objects.create({ title: 'a' });
  await Ticket.objects.update({ priority: F('priority').add(1) });
  await ticket.refreshFromDb();
  ticket.title = 'b';
  await ticket.save();
  expect(await Ticket.objects.valuesList('title', 'priority')).toEqual([['b', 8]]);
});
