import path from 'node:path';
import { ContentType } from 'jango/contrib/contenttypes';
import { connection } from 'jango/db';
import { overrideSettings } from 'jango/test';
import { expect, test } from 'vitest';
import { settings } from '../../src/conf/configure.ts';
import { setup } from '../../src/setup.ts';
import { createTestDatabases } from '../../src/test/test-databases.ts';
import { Member } from '../contrib/custom-user/accounts/models.ts';
import { testDatabase } from '../support/database.ts';

const output = { write: () => {} } as never;

test('TEST.MIGRATE: false makes the tables as the models say, without a migration', async () => {
  const project = path.join(import.meta.dirname, '../contrib/custom-user');
  await setup({ baseDir: project, settings: 'mysite/settings.ts' });
  const database = testDatabase();
  const asModels = { ...database, TEST: { ...database.TEST, MIGRATE: false } };
  await overrideSettings({ DATABASES: { default: asModels } }, async () => {
    const tearDown = await createTestDatabases({ keepdb: false, verbosity: 0, output });
    try {
      const tables = await connection.introspection.tableNames();
      expect(tables).toEqual(expect.arrayContaining(['accounts_member', 'auth_group', 'django_admin_log']));
      expect(await connection.query('SELECT * FROM django_migrations', [])).toEqual([]);
      expect(await Member.objects.count()).toBe(0);
      expect(await ContentType.objects.filter({ model: 'member' }).count()).toBe(1);
      expect(settings.MIGRATION_MODULES).toEqual({});
    } finally {
      await tearDown();
    }
  });
});
