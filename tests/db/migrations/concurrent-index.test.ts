import { configure } from 'jango/conf';
import { AddIndexConcurrently } from 'jango/contrib/postgres';
import { connection, connections, models } from 'jango/db';
import { fields, Migration, operations, ProjectState } from 'jango/db/migrations';
import { expect, test } from 'vitest';
import { lintMigration } from '../../../src/db/migrations/lint/lint-migration.ts';
import { withMigrationLock } from '../../../src/db/migrations/with-lock.ts';
import { emptyDatabase, POSTGRES, postgresIsAbsent } from '../../support/database.ts';

configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere' });

const absent = await postgresIsAbsent();

test.skipIf(absent !== undefined)(
  'an index is made concurrently under the lock of migrations, also while another process waits for it, and no lint warns',
  async () => {
    const restore = await connections.override('default', POSTGRES);
    await emptyDatabase();
    const state = new ProjectState();
    const name = fields.CharField({ maxLength: 20 });
    const id = fields.BigAutoField({ primaryKey: true });
    const first = new Migration('shop', '0001', {
      operations: [operations.CreateModel({ name: 'Author', fields: { id, name } })],
    });
    const index = new models.Index({ fields: ['name'], name: 'author_name' });
    const second = new Migration('shop', '0002', {
      atomic: false,
      operations: [AddIndexConcurrently({ modelName: 'author', index })],
    });
    const order: string[] = [];
    let waiting: Promise<unknown> = Promise.resolve();
    try {
      const editor = await connection.schemaEditor();
      await editor.run(() => first.apply(state, editor));
      expect(lintMigration(second, state.clone(), connection)).toEqual([]);
      await withMigrationLock(connection, { timeout: 5, onWait: () => {} }, async () => {
        let isWaiting = (): void => {};
        const begun = new Promise<void>((resolve) => {
          isWaiting = resolve;
        });
        waiting = withMigrationLock(connection, { timeout: 30, onWait: isWaiting }, async () => {
          order.push('the one that waited');
        });
        await begun;
        const plain = await connection.schemaEditor({ atomic: false });
        await plain.run(() => second.apply(state, plain));
        order.push('the index');
      });
      await waiting;
      expect(order).toEqual(['the index', 'the one that waited']);
    } finally {
      await restore();
    }
  },
);
