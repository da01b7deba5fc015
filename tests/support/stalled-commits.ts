import { connection } from 'jango/db';
import type { DatabaseSettings } from '../../src/conf/settings.ts';
import { openSession } from '../../src/db/backends/mysql/open.ts';
import { readOptions } from '../../src/db/backends/mysql/options.ts';

/** Have every COMMIT that comes after an insert into a table wait for half a minute, so that there is time to kill the server in it. */
export async function stallCommits(table: string, settings: DatabaseSettings): Promise<void> {
  if (settings.ENGINE === 'mysql') {
    const session = await openSession('default', settings, readOptions('default', settings));
    await session.execute('FLUSH TABLES WITH READ LOCK', []);
    return;
  }
  await connection.execute(
    'CREATE FUNCTION stall() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(30); RETURN NULL; END $$',
  );
  await connection.execute(
    `CREATE CONSTRAINT TRIGGER stall AFTER INSERT ON ${table} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION stall()`,
  );
}

/** The lock of MariaDB went with its server. */
export async function unstallCommits(table: string, settings: DatabaseSettings): Promise<void> {
  if (settings.ENGINE === 'mysql') return;
  await connection.execute(`DROP TRIGGER stall ON ${table}`);
}
