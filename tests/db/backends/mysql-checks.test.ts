import { models } from 'jango/db';
import { expect, test } from 'vitest';
import { configure } from '../../../src/conf/configure.ts';
import type { CheckMessage } from '../../../src/core/checks/messages.ts';
import { checkConnections } from '../../../src/db/check-connections.ts';
import { connections } from '../../../src/db/connections.ts';
import { checkModel } from '../../../src/db/models/checks/model-checks.ts';
import { MYSQL, mysqlIsAbsent } from '../../support/mysql.ts';
import { makeTables } from '../query/app.ts';

const absent = await mysqlIsAbsent();
const ids = (found: readonly CheckMessage[]): string[] =>
  found.map(({ id, obj }) => `${id} ${obj ?? ''}`.trim());

test.skipIf(absent)(
  'texts that are too long to be unique, and indexes that cannot be, are said',
  async () => {
    class Paper extends models.Model {
      title = models.CharField({ maxLength: 300, unique: true });
      slug = models.CharField({ maxLength: 255, unique: true });
      body = models.TextField({ dbIndex: true });
      note = models.TextField();
      data = models.JSONField({ dbIndex: true });
    }
    await makeTables('papers', [], MYSQL);
    const { registerModel } = await import('jango/db');
    registerModel(Paper, 'papers');
    expect(ids(checkModel(Paper as never, ['default']))).toEqual([
      'mysql.W003 papers.Paper.title',
      'fields.W162 papers.Paper.body',
      'fields.W162 papers.Paper.data',
    ]);
    expect(ids(checkModel(Paper as never))).toEqual([]);
    await connections.closeAll();
  },
);

test.skipIf(absent)('strict mode that the project turned off is said', async () => {
  const OPTIONS = { ...MYSQL.OPTIONS, initCommand: "SET sql_mode = ''" };
  configure({
    SECRET_KEY: 'x',
    BASE_DIR: '/tmp',
    DATABASES: { default: { ...MYSQL, NAME: 'mysql' }, lax: { ...MYSQL, NAME: 'mysql', OPTIONS } },
  });
  expect(ids(await checkConnections({ databases: ['default', 'lax'] }))).toEqual(['mysql.W002']);
  expect((await checkConnections({ databases: ['lax'] }))[0]!.message).toBe(
    "Strict mode is off for the database 'lax'.",
  );
  await connections.closeAll();
});
