import { connections, models } from 'jango/db';
import { callCommand } from 'jango/management';
import { expect, test } from 'vitest';
import { makeTables } from '../db/query/app.ts';
import { ENGINE } from '../support/database.ts';

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

async function inspected(statements: readonly string[], args: string[] = [], options = {}): Promise<string> {
  await makeTables('lanes', []);
  for (const statement of statements) await connections.get().execute(statement, []);
  let source = '';
  await callCommand('inspectdb', args, { stdout: { write: (more: string) => (source += more) }, ...options });
  return source;
}

test('inspectdb takes a key for one that counts up only where it does', async () => {
  const counting = { postgresql: 'serial', mysql: 'integer AUTO_INCREMENT' }[ENGINE] ?? 'integer';
  const source = await inspected([
    'CREATE TABLE given (id integer PRIMARY KEY, n integer)',
    `CREATE TABLE counted (id ${counting} PRIMARY KEY, n integer)`,
  ]);
  expect(source).toContain('export class Counted extends models.Model {\n  n = models.IntegerField(');
  // Every whole number that is a key of SQLite's counts up.
  expect(source.includes('override id = models.IntegerField({ primaryKey: true });')).toBe(
    ENGINE !== 'sqlite3',
  );
});

test('inspectdb keeps to the columns of a key of several, and of what points at it', async () => {
  const source = await inspected([
    'CREATE TABLE place (hall varchar(5), number integer, PRIMARY KEY (hall, number))',
    'CREATE TABLE guest (id integer PRIMARY KEY, hall varchar(5), number integer, FOREIGN KEY (hall, number) REFERENCES place (hall, number))',
  ]);
  expect(source).toContain(
    '  hall = models.CharField({ maxLength: 5 });\n  number = models.IntegerField();\n',
  );
  expect(source).not.toContain('ForeignKey');
});

test.runIf(ENGINE === 'postgresql')(
  'inspectdb reads domains as what they are made of, leaves out the parts of tables unless asked for them, and names no class as a field',
  async () => {
    const statements = [
      'CREATE DOMAIN natural_number AS integer CHECK (value > 0)',
      'CREATE TABLE array_field (id serial PRIMARY KEY, items integer[], amount natural_number)',
      'CREATE TABLE sale (id integer, region text) PARTITION BY LIST (region)',
      "CREATE TABLE sale_north PARTITION OF sale FOR VALUES IN ('north')",
    ];
    const source = await inspected(statements);
    expect(source).toContain('export class ArrayField2 extends models.Model {\n  items = ArrayField(');
    expect(source).toContain('amount = models.IntegerField({ null: true, blank: true });');
    expect(source).toContain('export class Sale extends');
    expect(source).not.toContain('SaleNorth');
    const all = await inspected(statements, [], { includePartitions: true });
    expect(all).toContain('/** A partition. */\nexport class SaleNorth');
  },
);

test.runIf(ENGINE !== 'sqlite3')('inspectdb writes comments as they are, of several lines too', async () => {
  const comment = 'two\nlines, a \\ and it\'s "quoted" \\';
  class Lane extends models.Model {
    name = models.CharField({ maxLength: 9, dbComment: comment });
    static meta: models.Meta<Lane> = { dbTable: 'lane', dbTableComment: comment };
  }
  await makeTables('lanes', [Lane]);
  let source = '';
  await callCommand('inspectdb', ['lane'], { stdout: { write: (more: string) => (source += more) } });
  const written = `'two\\nlines, a \\\\ and it\\'s "quoted" \\\\'`;
  expect(source).toContain(`name = models.CharField({ maxLength: 9, dbComment: ${written} });`);
  expect(source).toContain(`dbTableComment: ${written},`);
});
