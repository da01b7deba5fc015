import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseSettings } from '../../../conf/settings.ts';
import type { Release } from '../base/database-wrapper.ts';
import { connect } from './connect.ts';

/** Milliseconds between two attempts. */
const PAUSE = 200;

/**
 * An advisory lock on a connection of its own. It belongs to a transaction, so that it also works behind a pooler that gives
 * a connection away between transactions; the server lets go of it when the connection ends.
 *
 * Neither who has the lock nor who waits keeps a snapshot, because CREATE INDEX CONCURRENTLY waits for everybody who does: so it is
 * asked for again and again, and each question is followed by a statement without one.
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
  const latest = performance.now() + timeout * 1000;
  try {
    await session.execute('BEGIN ISOLATION LEVEL READ COMMITTED', []);
    for (;;) {
      const [row] = await session.query('SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0))', [name]);
      await session.execute('SET LOCAL idle_in_transaction_session_timeout = 0', []);
      if (row![0] === true) return end;
      const left = latest - performance.now();
      if (left <= 0) break;
      await sleep(Math.min(PAUSE, left));
    }
  } catch (error) {
    await end();
    throw error;
  }
  await end();
  return undefined;
}
