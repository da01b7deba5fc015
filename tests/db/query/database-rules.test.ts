import { captureQueries, connection, connections, models, preDelete, registerModel } from 'jango/db';
import { Autodetector, fields, ModelState, ProjectState } from 'jango/db/migrations';
import { beforeEach, expect, test } from 'vitest';
import { AppConfig } from '../../../src/apps/app-config.ts';
import { Apps } from '../../../src/apps/registry.ts';
import { configure } from '../../../src/conf/configure.ts';
import { checkModel } from '../../../src/db/models/checks/model-checks.ts';
import { emptyDatabase, testDatabase } from '../../support/database.ts';

class Room extends models.Model {
  name = models.CharField({ maxLength: 5 });
  static objects = models.Manager<Room>();
}

class Chair extends models.Model {
  room = models.ForeignKey(() => Room, { onDelete: models.DB_CASCADE });
  static objects = models.Manager<Chair>();
}

class Lamp extends models.Model {
  room = models.ForeignKey(() => Room, { onDelete: models.DB_SET_NULL, null: true });
  declare roomId: number | null;
  static objects = models.Manager<Lamp>();
}

function registered<T extends models.ModelClass>(...all: T[]): T[] {
  const apps = new Apps();
  const config = new AppConfig();
  config.name = config.label = 'house';
  apps.addAppConfig(config);
  for (const model of all) registerModel(model, 'house', apps);
  return all;
}

registered<models.ModelClass>(Room, Chair, Lamp);

beforeEach(async () => {
  configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere', DATABASES: { default: testDatabase() } });
  await connections.closeAll();
  await emptyDatabase();
});

async function createTables(): Promise<void> {
  const editor = await connection.schemaEditor();
  await editor.run(async () => {
    for (const model of [Room, Chair, Lamp]) await editor.createModel(model as never);
  });
}

test('the database deletes and empties what points at a row; the framework neither looks nor counts', async () => {
  await createTables();
  const room = await Room.objects.create({ name: 'hall' });
  await Chair.objects.create({ room });
  const lamp = await Lamp.objects.create({ room });
  let heard = 0;
  preDelete.connect(() => void heard++, { sender: Chair });
  const { result, queries } = await captureQueries(() => room.delete());
  expect(result).toEqual([1, { 'house.Room': 1 }]);
  expect(queries.filter(({ sql }) => /^(SELECT|DELETE|UPDATE)/.test(sql))).toHaveLength(1);
  expect([heard, await Chair.objects.count()]).toEqual([0, 0]);
  await lamp.refreshFromDb();
  expect(lamp.roomId).toBeNull();
});

test('the rule is part of the constraint, and a migration changes it', async () => {
  const state = (onDelete: models.OnDelete): ProjectState =>
    new ProjectState([
      new ModelState('house', 'Room', {
        fields: new Map([['id', fields.BigAutoField({ primaryKey: true })]]),
      }),
      new ModelState('house', 'Chair', {
        fields: new Map([
          ['id', fields.BigAutoField({ primaryKey: true })],
          ['room', fields.ForeignKey('house.Room', { onDelete, null: true })],
        ]),
      }),
    ]);
  const migrate = async (from: ProjectState, to: ProjectState): Promise<void> => {
    const changes = await new Autodetector(from, to, undefined as never).detect();
    for (const migration of [...changes.values()].flat()) {
      const editor = await connection.schemaEditor();
      await editor.run(() => migration.apply(from.clone(), editor));
    }
  };
  const chairsLeft = async (): Promise<number | 'refused'> => {
    await connection.execute('INSERT INTO house_room (id) VALUES (1)');
    await connection.execute('INSERT INTO house_chair (id, room_id) VALUES (1, 1)');
    try {
      await connection.execute('DELETE FROM house_room');
    } catch {
      await connection.execute('DELETE FROM house_chair');
      await connection.execute('DELETE FROM house_room');
      return 'refused';
    }
    const [row] = await connection.query('SELECT COUNT(*) FROM house_chair');
    await connection.execute('DELETE FROM house_chair');
    return Number(row![0]);
  };
  await migrate(new ProjectState(), state(models.CASCADE));
  expect(await chairsLeft()).toBe('refused');
  await migrate(state(models.CASCADE), state(models.DB_CASCADE));
  expect(await chairsLeft()).toBe(0);
  await migrate(state(models.DB_CASCADE), state(models.DB_SET_NULL));
  expect(await chairsLeft()).toBe(1);
  await migrate(state(models.DB_SET_NULL), state(models.CASCADE));
  expect(await chairsLeft()).toBe('refused');
});

test('what the database could not do is found by the checks', () => {
  class Owner extends models.Model {
    room = models.ForeignKey(() => Room, { onDelete: models.CASCADE });
  }
  class Wrong extends models.Model {
    never = models.ForeignKey(() => Room, { onDelete: models.DB_SET_NULL, relatedName: '+' });
    none = models.ForeignKey(() => Room, { onDelete: models.DB_SET_DEFAULT, relatedName: '+' });
    mixed = models.ForeignKey(() => Owner, { onDelete: models.DB_CASCADE });
  }
  registered<models.ModelClass>(Room, Owner, Wrong);
  expect(checkModel(Wrong).map(({ id }) => id)).toEqual(['fields.E320', 'fields.E322', 'fields.E323']);
  expect(checkModel(Chair)).toEqual([]);
});
