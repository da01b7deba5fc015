import type { DatabaseSettings } from '../../../src/conf/settings.ts';
import type { DatabaseWrapper } from '../../../src/db/backends/base/database-wrapper.ts';
import { sessionZone } from '../../../src/db/backends/postgresql/client-options.ts';
import { connections } from '../../../src/db/connections.ts';
import type { ModelClass } from '../../../src/db/models/model.ts';

/** The last key that a table's automatic column has given out. */
export interface Sequence {
  readonly table: string;
  readonly column: string;
  readonly last: number;
  /** The highest key among the rows. */
  readonly highest: number;
}

interface Target {
  readonly settings: DatabaseSettings;
  /** The database that a server always has, and how ours is made from there where it is missing. */
  readonly server?: { readonly home: string; make(database: DatabaseWrapper): Promise<void> };
  /** Leave nothing in the database. */
  empty?(database: DatabaseWrapper): Promise<void>;
  /** What has to be done before the transaction of a line that writes. */
  beforeWriting?(database: DatabaseWrapper, sequences: readonly Sequence[]): Promise<void>;
  /** What is done in it, once its rows are there. */
  inTransaction(database: DatabaseWrapper, sequences: readonly Sequence[]): Promise<void>;
}

const NAME = 'jango_conformance';

/** What the vectors are replayed on, by the name that `--database` takes. Servers are found as the tests find theirs. */
const TARGETS: Readonly<Record<string, Target>> = {
  sqlite3: {
    settings: { ENGINE: 'sqlite3', NAME: ':memory:' },
    async inTransaction(database, sequences) {
      for (const { table, last } of sequences) {
        await database.execute('DELETE FROM sqlite_sequence WHERE name = ?', [table]);
        await database.execute('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)', [table, last]);
      }
    },
  },
  postgresql: {
    settings: {
      ENGINE: 'postgresql',
      HOST: process.env['PGHOST'] ?? '127.0.0.1',
      USER: process.env['PGUSER'] ?? 'root',
      NAME,
    },
    server: {
      home: 'postgres',
      async make(database) {
        const found = await database.query('SELECT 1 FROM pg_database WHERE datname = $1', [NAME]);
        if (found.length === 0) await database.execute(`CREATE DATABASE ${NAME}`);
      },
    },
    async empty(database) {
      await database.execute('DROP SCHEMA public CASCADE');
      await database.execute('CREATE SCHEMA public');
      // SHA1() is its; Django's own tests have it, too.
      await database.execute('CREATE EXTENSION IF NOT EXISTS pgcrypto');
    },
    async inTransaction(database, sequences) {
      await database.execute(`SET LOCAL TimeZone = ${database.ops.quoteValue(sessionZone({} as never))}`);
      if (sequences.length === 0) return;
      const calls = sequences.map(({ table, column, last }) => {
        const name = `pg_get_serial_sequence('${database.ops.quoteName(table)}', '${column}')`;
        return last === 0 ? `setval(${name}, 1, false)` : `setval(${name}, ${last})`;
      });
      await database.query(`SELECT ${calls.join(', ')}`);
    },
  },
  mysql: {
    settings: {
      ENGINE: 'mysql',
      HOST: process.env['MYSQL_HOST'] ?? '127.0.0.1',
      PORT: process.env['MYSQL_PORT'] ?? 3306,
      USER: process.env['MYSQL_USER'] ?? 'root',
      PASSWORD: process.env['MYSQL_PASSWORD'] ?? '',
      NAME,
    },
    server: {
      home: 'mysql',
      async make(database) {
        await database.execute(`CREATE DATABASE IF NOT EXISTS ${NAME}`);
      },
    },
    async empty(database) {
      for (const sql of database.ops.sqlFlush([])) await database.execute(sql);
      await database.execute(`DROP DATABASE ${NAME}`);
      await database.execute(`CREATE DATABASE ${NAME} CHARACTER SET utf8mb4`);
      await database.close();
    },
    // ALTER TABLE would commit the transaction, and takes its time: rows set the counter by themselves, but never back.
    async beforeWriting(database, sequences) {
      const rows = await database.query(
        'SELECT table_name, auto_increment FROM information_schema.tables WHERE table_schema = DATABASE()',
      );
      const next = new Map(rows.map(([table, value]) => [String(table), Number(value ?? 1)]));
      for (const { table, last, highest } of sequences) {
        if (last === highest && next.get(table)! <= last + 1) continue;
        await database.execute(`ALTER TABLE ${database.ops.quoteName(table)} AUTO_INCREMENT = ${last + 1}`);
      }
    },
    async inTransaction() {},
  },
};

export const DATABASE_NAMES: readonly string[] = Object.keys(TARGETS);

function targetOf(name: string): Target {
  const target = TARGETS[name];
  if (target !== undefined) return target;
  throw new Error(`There is no database ${name}; there are: ${DATABASE_NAMES.join(', ')}.`);
}

/** Have an empty database, with the tables of these models. @returns a function that closes it */
export async function openDatabase(
  name: string,
  models: readonly ModelClass[],
): Promise<() => Promise<void>> {
  const { settings, empty, server } = targetOf(name);
  if (server !== undefined) {
    const leave = await connections.override('default', { ...settings, NAME: server.home });
    await server.make(connections.get());
    await leave();
  }
  const close = await connections.override('default', settings);
  await empty?.(connections.get());
  const editor = await connections.get().schemaEditor();
  const made = new Set<string>();
  await editor.run(async () => {
    for (const model of models) {
      const { dbTable, proxy, managed } = model._meta;
      if (proxy || !managed || made.has(dbTable)) continue;
      made.add(dbTable);
      await editor.createModel(model);
    }
  });
  return close;
}

/** The steps of a database around the transaction of a line. */
export function stepsOf(name: string): Pick<Target, 'beforeWriting' | 'inTransaction'> {
  return targetOf(name);
}

/** Statements that belong to no operation: savepoints, reading on from a cursor, and content types, which Django keeps. */
export function isCounted(sql: string): boolean {
  return !/^(BEGIN|START|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|FETCH|CLOSE)\b|(?<!\(SELECT ["`]id["`] )FROM ["`]django_content_type["`]/.test(
    sql,
  );
}
