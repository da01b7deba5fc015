import type { DatabaseSettings, TestDatabaseSettings } from '../../../conf/settings.ts';
import type { TestDatabase } from '../base/database-wrapper.ts';
import { connect } from './connect.ts';
import type { PostgresSession } from './session.ts';

/** `test_mysite` beside `mysite`, made through the database `postgres`. */
export async function createTestDatabase(
  alias: string,
  settings: DatabaseSettings,
  keep: boolean,
): Promise<TestDatabase> {
  const name = settings.TEST?.NAME ?? `test_${settings.NAME}`;
  const quoted = `"${name.replaceAll('"', '""')}"`;
  const drop = `DROP DATABASE IF EXISTS ${quoted} WITH (FORCE)`;
  await atServer(alias, settings, async (session) => {
    const found = await session.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (keep && found.length > 0) return;
    await session.execute(drop, []);
    await session.execute(`CREATE DATABASE ${quoted}${clauses(settings.TEST)}`, []);
  });
  return {
    settings: { ...settings, NAME: name },
    destroy: async () => {
      if (!keep) await atServer(alias, settings, (session) => session.execute(drop, []));
    },
  };
}

/** How it is encoded, and what it is copied from. */
function clauses({ CHARSET, TEMPLATE }: TestDatabaseSettings = {}): string {
  const encoding = CHARSET ? ` ENCODING '${CHARSET.replaceAll("'", "''")}'` : '';
  const template = TEMPLATE ? ` TEMPLATE "${TEMPLATE.replaceAll('"', '""')}"` : '';
  return encoding === '' && template === '' ? '' : ` WITH${encoding}${template}`;
}

async function atServer<T>(
  alias: string,
  settings: DatabaseSettings,
  body: (session: PostgresSession) => Promise<T>,
): Promise<T> {
  const session = await connect(alias, { ...settings, NAME: 'postgres' });
  try {
    return await body(session);
  } finally {
    await session.end();
  }
}
