import type { DatabaseSettings } from '../../../conf/settings.ts';
import { OperationalError } from '../../errors.ts';
import type { Release } from '../base/database-wrapper.ts';
import { connect } from './connect.ts';

const LOCK_NOT_AVAILABLE = '55P03';

/**
 * An advisory lock on a connection of its own. It belongs to a transaction, so that it also works behind a pooler that gives
 * a connection away between transactions; the server lets go of it when the connection ends.
 */
export async function acquireAdvisoryLock(
  alias: string,
  settings: DatabaseSettings,
  name: string,
  timeout: number,
): Promise<Release | undefined> {
  const session = await connect(alias, settings);
  const end = async (): Promise<void> => {
    if (!session.lost) await session.end();
  };
  try {
    await session.execute('BEGIN ISOLATION LEVEL READ COMMITTED', []);
    await session.execute('SET LOCAL idle_in_transaction_session_timeout = 0', []);
    // Zero stands for no limit: a millisecond is as good as not waiting.
    await session.execute(`SET LOCAL lock_timeout = ${Math.max(1, Math.round(timeout * 1000))}`, []);
    await session.execute('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
    return end;
  } catch (error) {
    await end();
    const { code } = ((error as Error).cause ?? {}) as { code?: string };
    if (error instanceof OperationalError && code === LOCK_NOT_AVAILABLE) return undefined;
    throw error;
  }
}
