import { createHash } from 'node:crypto';
import type { DatabaseSettings } from '../../../conf/settings.ts';
import type { Release } from '../base/database-wrapper.ts';
import { openSession } from './open.ts';
import type { MysqlOptions } from './options.ts';

/**
 * GET_LOCK on a connection of its own; the server lets go of it when the connection ends. Names belong to the whole server and
 * have at most 64 characters, so the database is part of a hash.
 */
export async function acquireNamedLock(
  alias: string,
  settings: DatabaseSettings,
  options: MysqlOptions,
  name: string,
  timeout: number,
): Promise<Release | undefined> {
  const session = await openSession(alias, settings, options);
  const key = createHash('sha1').update(`${settings.NAME}\0${name}`).digest('hex');
  try {
    const [row] = await session.query(`SELECT GET_LOCK('jango-${key}', ${Number(timeout)})`, []);
    if (row?.[0] === 1) return () => session.end();
  } catch (error) {
    await session.end();
    throw error;
  }
  await session.end();
  return undefined;
}
