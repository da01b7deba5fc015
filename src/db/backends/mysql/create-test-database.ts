import type { DatabaseSettings } from '../../../conf/settings.ts';
import { ImproperlyConfigured } from '../../../core/errors/improperly-configured.ts';
import type { TestDatabase } from '../base/database-wrapper.ts';
import { openSession } from './open.ts';
import type { MysqlOptions } from './options.ts';
import type { MysqlSession } from './session.ts';

/** `test_mysite` beside `mysite`. */
export async function createTestDatabase(
  alias: string,
  settings: DatabaseSettings,
  options: MysqlOptions,
  keep: boolean,
): Promise<TestDatabase> {
  const name = settings.TEST?.NAME ?? `test_${settings.NAME}`;
  const quoted = `\`${name.replaceAll('`', '``')}\``;
  const atServer = async (body: (session: MysqlSession) => Promise<unknown>): Promise<void> => {
    const session = await openSession(alias, { ...settings, NAME: '' }, options);
    try {
      await body(session);
    } finally {
      await session.end();
    }
  };
  const drop = `DROP DATABASE IF EXISTS ${quoted}`;
  await atServer(async (session) => {
    if (!keep) await session.execute(drop, []);
    const { CHARSET, COLLATION } = settings.TEST ?? {};
    const collation = COLLATION ? ` COLLATE ${word(COLLATION)}` : '';
    const encoding = `CHARACTER SET ${word(CHARSET ?? 'utf8mb4')}${collation}`;
    await session.execute(`CREATE DATABASE IF NOT EXISTS ${quoted} ${encoding}`, []);
  });
  return {
    settings: { ...settings, NAME: name },
    destroy: async () => {
      if (!keep) await atServer((session) => session.execute(drop, []));
    },
  };
}

/** A name of an encoding or a collation. @throws ImproperlyConfigured for anything else */
function word(name: string): string {
  if (/^\w+$/.test(name)) return name;
  throw new ImproperlyConfigured(
    `'${name}' is the name of no encoding.`,
    "Write CHARSET: 'utf8mb4' in TEST.",
  );
}
