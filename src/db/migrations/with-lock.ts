import type { Awaitable } from '../../utils/awaitable.ts';
import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import { MigrationLockTimeout } from './errors/lock-timeout.ts';

const NAME = 'migrate';

export interface LockOptions {
  /** Seconds to wait for another process that migrates. */
  timeout: number;
  /** Called once, when there is another process to wait for. */
  onWait?: () => void;
}

/**
 * Do something while no other process migrates this database.
 * @throws MigrationLockTimeout when another one does, for longer than `timeout`
 */
export async function withMigrationLock<T>(
  connection: DatabaseWrapper,
  { timeout, onWait }: LockOptions,
  body: () => Awaitable<T>,
): Promise<T> {
  let release = await connection.acquireLock(NAME, 0);
  if (release === undefined) {
    onWait?.();
    release = await connection.acquireLock(NAME, timeout);
  }
  if (release === undefined) throw new MigrationLockTimeout(connection.alias, timeout);
  try {
    return await body();
  } finally {
    await release();
  }
}
