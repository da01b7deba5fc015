import { configure } from 'jango/conf';
import { connections, models } from 'jango/db';
import {
  fields,
  Migration,
  type Operation,
  OperationFailed,
  operations,
  ProjectState,
} from 'jango/db/migrations';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { emptyDatabase, POSTGRES, postgresIsAbsent } from '../../support/database.ts';
import { emptyMysql, MYSQL, mysqlIsAbsent } from '../../support/mysql.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere' });

const DATABASES = [
  {
    name: 'SQLite',
    database: { ENGINE: 'sqlite3', NAME: ':memory:' },
    absent: undefined,
    empty: async () => {},
    undone: true,
  },
  {
    name: 'PostgreSQL',
    database: POSTGRES,
    absent: await postgresIsAbsent(),
    empty: emptyDatabase,
    undone: true,
  },
  { name: 'MySQL', database: MYSQL, absent: await mysqlIsAbsent(), empty: emptyMysql, undone: false },
];

const first = new Migration('shop', '0001_initial', {
  operations: [
    operations.CreateModel({ name: 'Thing', fields: { id: fields.BigAutoField({ primaryKey: true }) } }),
  ],
});
const create = operations.CreateModel({
  name: 'Part',
  fields: {
    id: fields.BigAutoField({ primaryKey: true }),
    thing: fields.ForeignKey('shop.Thing', { onDelete: models.CASCADE }),
  },
});
const add = operations.AddField({
  modelName: 'thing',
  name: 'title',
  field: fields.TextField({ null: true }),
});
const second = (...own: Operation[]) => new Migration('shop', '0002_part', { operations: own });

describe.each(DATABASES)(
  'a migration that fails half way on $name',
  ({ database, absent, empty, undone, name }) => {
    let restore: () => Promise<void>;
    let state: ProjectState;

    beforeAll(async () => {
      if (absent === undefined) restore = await connections.override('default', database);
    });
    afterAll(async () => restore?.());

    beforeEach(async () => {
      if (absent !== undefined) return;
      if (name === 'SQLite') await connections.get().close();
      await empty();
      state = new ProjectState();
      await apply(first);
    });

    async function apply(migration: Migration, options = {}): Promise<void> {
      const editor = await connections.get().schemaEditor({ atomic: migration.atomic });
      await editor.run(() => migration.apply(state, editor, options));
    }

    /** What is said when the second of two operations fails. */
    async function failure(definition = {}): Promise<string> {
      const bad = operations.RunSQL({ sql: ['CREATE TABLE half (id integer)', 'UPDATE nowhere SET x = 1'] });
      const migration = new Migration('shop', '0002_part', { operations: [create, bad], ...definition });
      const error = await apply(migration).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(OperationFailed);
      return (error as Error).message;
    }

    const tables = () => connections.get().introspection.tableNames();

    test.skipIf(absent || !undone)('leaves the database as it was', async () => {
      expect(await failure()).toMatch(
        /^Migration shop\.0002_part failed in operation 2, "Raw SQL operation": .*nowhere.* Nothing of this migration is left in the database; those applied before it stay\.$/s,
      );
      expect(await tables()).toEqual(['shop_thing']);
    });

    test.skipIf(absent)('and has no transaction says what was done, and goes on from there', async () => {
      const message = await failure({ atomic: false });
      expect(message).toContain(
        'It ran without a transaction, so what was done stays:\n  operation 1, wholly\n  of operation 2:\n    CREATE TABLE half (id integer)\n',
      );
      expect(message).toContain('go on with: node manage.js migrate shop 0002_part --from-operation 2');
      expect(await tables()).toEqual(['half', 'shop_part', 'shop_thing']);
      const keys = [...(await connections.get().introspection.constraints('shop_part')).values()];
      expect(keys.find((one) => one.foreignKey !== null)?.foreignKey).toEqual(['shop_thing', 'id']);
      state = new ProjectState();
      first.mutateState(state);
      await apply(second(create, add), { fromOperation: 2 });
      const columns = await connections.get().introspection.columns('shop_thing');
      expect(columns.map((column) => column.name)).toEqual(['id', 'title']);
    });

    test.skipIf(absent)('undoes the rows that its code wrote', async () => {
      const code = operations.RunCode({
        code: async (apps) => {
          await apps.getModel('shop', 'Thing').objects.create({});
          throw new Error('no');
        },
      });
      await expect(apply(second(code))).rejects.toThrow('failed in operation 1');
      expect(await connections.get().query('SELECT id FROM shop_thing')).toEqual([]);
    });
  },
);
