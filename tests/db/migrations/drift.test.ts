import { configure } from 'jango/conf';
import { connections, F, models, Q } from 'jango/db';
import { fields, Migration, operations, ProjectState } from 'jango/db/migrations';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { findDrift } from '../../../src/db/migrations/drift/find-drift.ts';
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
    collation: 'NOCASE',
  },
  {
    name: 'PostgreSQL',
    database: POSTGRES,
    absent: await postgresIsAbsent(),
    empty: emptyDatabase,
    collation: 'C',
  },
  {
    name: 'MySQL',
    database: MYSQL,
    absent: await mysqlIsAbsent(),
    empty: emptyMysql,
    collation: 'utf8mb4_bin',
  },
];

/** A model with a field of each kind, and one that points at it. */
const everything = (collation: string) =>
  new Migration('shop', '0001_initial', {
    operations: [
      operations.CreateModel({
        name: 'Thing',
        fields: {
          id: fields.BigAutoField({ primaryKey: true }),
          title: fields.CharField({ maxLength: 10, dbIndex: true }),
          slug: fields.SlugField({ unique: true }),
          body: fields.TextField({ null: true }),
          count: fields.PositiveIntegerField({ default: 0 }),
          big: fields.BigIntegerField({ default: 0 }),
          small: fields.SmallIntegerField({ default: 0 }),
          price: fields.DecimalField({ maxDigits: 7, decimalPlaces: 2, dbDefault: '1.50' }),
          ratio: fields.FloatField(),
          on: fields.BooleanField(),
          day: fields.DateField(),
          at: fields.DateTimeField(),
          time: fields.TimeField(),
          took: fields.DurationField(),
          uuid: fields.UUIDField(),
          data: fields.JSONField(),
          word: fields.CharField({ maxLength: 9, dbDefault: 'x', dbComment: 'said', dbCollation: collation }),
          double: fields.GeneratedField({
            expression: F('small').mul(2),
            outputField: fields.IntegerField(),
            dbPersist: true,
          }),
          bytes: fields.BinaryField(),
          ip: fields.GenericIPAddressField(),
          file: fields.FileField(),
        },
        options: {
          uniqueTogether: [['title', 'day']],
          indexes: [
            new models.Index({ fields: ['day', '-at'], name: 'thing_day_idx' }),
            new models.Index({
              fields: ['count'],
              name: 'thing_some_idx',
              condition: new Q({ count__gt: 3 }),
            }),
          ],
          constraints: [
            new models.CheckConstraint({ condition: new Q({ ratio__gte: 0 }), name: 'thing_ratio' }),
            new models.CheckConstraint({
              condition: new Q({ price__gte: 0, price__lt: '99.50' }),
              name: 'thing_price',
            }),
            new models.UniqueConstraint({ fields: ['big', 'small'], name: 'thing_numbers' }),
          ],
        },
      }),
      operations.CreateModel({
        name: 'Part',
        fields: {
          id: fields.AutoField({ primaryKey: true }),
          thing: fields.ForeignKey('shop.Thing', { onDelete: models.CASCADE }),
          other: fields.OneToOneField('shop.Thing', {
            onDelete: models.CASCADE,
            null: true,
            relatedName: '+',
          }),
          loose: fields.ForeignKey('shop.Thing', {
            onDelete: models.CASCADE,
            dbConstraint: false,
            relatedName: '+',
          }),
          things: fields.ManyToManyField('shop.Thing', { relatedName: '+' }),
        },
      }),
      operations.CreateModel({
        name: 'Foreign',
        fields: { id: fields.AutoField({ primaryKey: true }) },
        options: { managed: false },
      }),
    ],
  });

describe.each(DATABASES)('drift on $name', ({ database, absent, empty, name, collation }) => {
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
    const editor = await connections.get().schemaEditor();
    await editor.run(() => everything(collation).apply(state, editor));
  });

  const drift = () => findDrift(connections.get(), state);
  const quoted = (sql: string) =>
    sql.replace(/"(\w+)"/g, (_, one: string) => connections.get().ops.quoteName(one));

  /** What is told of a table after some SQL. */
  async function toldAfter(table: string, ...statements: string[]): Promise<string[]> {
    for (const sql of statements) await connections.get().execute(quoted(sql));
    const found = await drift();
    expect(found.map((one) => one.table)).toEqual([table]);
    return found[0]!.differences.map(({ sign, text }) => `${sign} ${text}`);
  }

  test.skipIf(absent)('there is none in what migrations made', async () => {
    expect(await drift()).toEqual([]);
  });

  test.skipIf(absent)('columns that are missing, too many or nullable are told', async () => {
    expect(
      await toldAfter(
        'shop_thing',
        'ALTER TABLE "shop_thing" DROP COLUMN "body"',
        'ALTER TABLE "shop_thing" ADD COLUMN "extra" integer NULL',
      ),
    ).toEqual(['- column body is missing', '+ column extra is not in the models']);
  });

  test.skipIf(absent)('tables that are missing or too many are told', async () => {
    expect(await toldAfter('legacy', 'CREATE TABLE "legacy" ("id" integer)')).toEqual([
      '+ the table is not in the models',
    ]);
    await connections.get().execute(quoted('DROP TABLE "legacy"'));
    expect(await toldAfter('shop_part_things', 'DROP TABLE "shop_part_things"')).toEqual([
      '- the table is missing',
    ]);
  });

  test.skipIf(absent)('the table of a model that is not managed may be there or not', async () => {
    await connections.get().execute(quoted('CREATE TABLE "shop_foreign" ("id" integer)'));
    expect(await drift()).toEqual([]);
  });

  test.skipIf(absent)('indexes that are missing or too many are told', async () => {
    const drop =
      name === 'MySQL' ? 'DROP INDEX "thing_day_idx" ON "shop_thing"' : 'DROP INDEX "thing_day_idx"';
    expect(
      await toldAfter('shop_thing', drop, 'CREATE INDEX "own_idx" ON "shop_thing" ("took", "on")'),
    ).toEqual([
      '- index thing_day_idx over (day, at) is missing',
      '+ index own_idx over (took, on) is not in the models',
    ]);
  });

  test.skipIf(absent || name === 'SQLite')(
    'types, NULL and constraints that were changed are told',
    async () => {
      const statements =
        name === 'MySQL'
          ? [
              'ALTER TABLE "shop_thing" MODIFY "title" varchar(20) NULL',
              'ALTER TABLE "shop_thing" DROP CONSTRAINT "thing_ratio"',
            ]
          : [
              'ALTER TABLE "shop_thing" ALTER COLUMN "title" TYPE varchar(20)',
              'ALTER TABLE "shop_thing" ALTER COLUMN "title" DROP NOT NULL',
              'ALTER TABLE "shop_thing" DROP CONSTRAINT "thing_ratio"',
            ];
      expect(await toldAfter('shop_thing', ...statements)).toEqual([
        '~ column title is varchar(20), and should be varchar(10)',
        '~ column title allows NULL, and should not',
        '- check thing_ratio is missing',
      ]);
    },
  );

  test.skipIf(absent)(
    'defaults, comments, collations, expressions and conditions that were changed are told',
    async () => {
      const told = await toldAfter('shop_thing', ...CHANGES[name]!);
      expect(told.map((text) => text.replace(/, and should .*/, ''))).toEqual(TOLD[name]);
    },
  );

  test.skipIf(absent || name === 'SQLite')(
    "decimal numbers in Django's words, and conditions in another order, are the same",
    async () => {
      const statements = [
        'ALTER TABLE "shop_thing" DROP CONSTRAINT "thing_price"',
        `ALTER TABLE "shop_thing" ADD CONSTRAINT "thing_price" CHECK (("price" < 99.500 AND "price" >= 0))`,
        'ALTER TABLE "shop_thing" ALTER COLUMN "price" SET DEFAULT 1.50',
      ];
      for (const sql of statements) await connections.get().execute(quoted(sql));
      expect(await drift()).toEqual([]);
      const other = [
        statements[0]!,
        `ALTER TABLE "shop_thing" ADD CONSTRAINT "thing_price" CHECK (("price" < 99.501 AND "price" >= 0))`,
      ];
      expect(await toldAfter('shop_thing', ...other)).toEqual([expect.stringContaining('99.501')]);
    },
  );

  test.skipIf(absent || name !== 'SQLite')("decimal numbers in Django's words are the same", async () => {
    const connection = connections.get();
    const [[sql]] = (await connection.queryWrite(
      "SELECT sql FROM sqlite_master WHERE name = 'shop_thing'",
    )) as [[string]];
    const djangos = sql
      .replace("decimal DEFAULT '1.5'", "decimal DEFAULT (CAST('1.50' AS NUMERIC))")
      .replace(`"price" >= '0' AND "price" < '99.5'`, `"price" < '99.50' AND "price" >= '0.00'`);
    expect(djangos).not.toContain("'1.5'");
    expect(djangos).not.toContain("'99.5'");
    await connection.execute('DROP TABLE "shop_thing"');
    await connection.execute(djangos);
    const told = await toldAfter('shop_thing');
    expect(told.filter((text) => /price|'/.test(text))).toEqual([]);
  });

  test.skipIf(absent || name === 'SQLite')('a check that nobody asked for is told', async () => {
    const add = 'ALTER TABLE "shop_thing" ADD CONSTRAINT "title_is_said" CHECK ("title" <> \'\')';
    expect(await toldAfter('shop_thing', add)).toEqual(['+ check title_is_said is not in the models']);
  });

  test.skipIf(absent)('asking leaves no table behind', async () => {
    const before = await connections.get().introspection.tableNames();
    await drift();
    expect(await connections.get().introspection.tableNames()).toEqual(before);
  });
});

const CHANGES: Readonly<Record<string, readonly string[]>> = {
  SQLite: [
    'ALTER TABLE "shop_thing" DROP COLUMN "word"',
    `ALTER TABLE "shop_thing" ADD COLUMN "word" varchar(9) DEFAULT 'y' NOT NULL COLLATE RTRIM`,
    'DROP INDEX "thing_some_idx"',
    'CREATE INDEX "thing_some_idx" ON "shop_thing" ("count") WHERE "count" > 4',
  ],
  PostgreSQL: [
    `ALTER TABLE "shop_thing" ALTER COLUMN "word" SET DEFAULT 'y'`,
    'ALTER TABLE "shop_thing" ALTER COLUMN "word" TYPE varchar(9) COLLATE "POSIX"',
    `COMMENT ON COLUMN "shop_thing"."word" IS 'unsaid'`,
    'ALTER TABLE "shop_thing" DROP COLUMN "double", ADD COLUMN "double" integer GENERATED ALWAYS AS ("small" * 3) STORED',
    'ALTER TABLE "shop_thing" DROP CONSTRAINT "thing_ratio", ADD CONSTRAINT "thing_ratio" CHECK ("ratio" >= 1)',
    'DROP INDEX "thing_some_idx"',
    'CREATE INDEX "thing_some_idx" ON "shop_thing" ("count") WHERE "count" > 4',
  ],
  MySQL: [
    `ALTER TABLE "shop_thing" MODIFY "word" varchar(9) COLLATE utf8mb4_general_ci NOT NULL DEFAULT 'y' COMMENT 'unsaid'`,
    'ALTER TABLE "shop_thing" DROP COLUMN "double", ADD COLUMN "double" integer GENERATED ALWAYS AS ("small" * 3) STORED',
    'ALTER TABLE "shop_thing" DROP CONSTRAINT "thing_ratio"',
    'ALTER TABLE "shop_thing" ADD CONSTRAINT "thing_ratio" CHECK ("ratio" >= 1)',
  ],
};

const TOLD: Readonly<Record<string, readonly string[]>> = {
  SQLite: [
    "~ column word has the default 'y'",
    '~ column word has the collation RTRIM',
    '~ thing_some_idx is ("count") WHERE "count" > 4',
  ],
  PostgreSQL: [
    "~ column word has the default 'y'::character varying",
    '~ column word has the collation POSIX',
    '~ column word has the comment unsaid',
    '~ column double has the expression (small * 3)',
    '~ thing_some_idx is CREATE INDEX USING btree (count) WHERE (count > 4)',
    '~ thing_ratio is CHECK ((ratio >= (1)::double precision))',
  ],
  MySQL: [
    "~ column word has the default 'y'",
    '~ column word has the collation none',
    '~ column word has the comment unsaid',
    '~ column double has the expression `small` * 3',
    '~ thing_ratio is CHECK (`ratio` >= 1)',
  ],
};
