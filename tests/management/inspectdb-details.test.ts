import { connections } from 'jango/db';
import { callCommand } from 'jango/management';
import { expect, test } from 'vitest';
import { makeTables } from '../db/query/app.ts';

/** Words of the database for a collation, and for comments. */
const TABLES: Readonly<Record<string, readonly [collation: string, statements: readonly string[]]>> = {
  sqlite: [
    'NOCASE',
    [
      'CREATE TABLE lane (id integer PRIMARY KEY, name varchar(9) COLLATE NOCASE NOT NULL, note text NOT NULL)',
    ],
  ],
  postgresql: [
    'C',
    [
      'CREATE TABLE lane (id integer PRIMARY KEY, name varchar(9) COLLATE "C" NOT NULL, note text NOT NULL)',
      "COMMENT ON TABLE lane IS 'where''s it'",
      "COMMENT ON COLUMN lane.note IS 'free'",
    ],
  ],
  mysql: [
    'utf8mb4_bin',
    [
      "CREATE TABLE lane (id integer PRIMARY KEY, name varchar(9) COLLATE utf8mb4_bin NOT NULL, note text NOT NULL COMMENT 'free') CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci COMMENT 'where''s it'",
    ],
  ],
};

test('inspectdb writes collations that are not the usual one, and comments', async () => {
  await makeTables('lanes', []);
  const connection = connections.get();
  const [collation, statements] = TABLES[connection.vendor]!;
  for (const statement of statements) await connection.execute(statement, []);
  let source = '';
  await callCommand('inspectdb', ['lane'], { stdout: { write: (more: string) => (source += more) } });
  expect(source).toContain(`name = models.CharField({ maxLength: 9, dbCollation: '${collation}' });`);
  if (connection.vendor === 'sqlite') return expect(source).toContain('note = models.TextField();');
  expect(source).toContain("note = models.TextField({ dbComment: 'free' });");
  expect(source).toContain("dbTableComment: 'where\\'s it',");
});
