import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseSettings } from '../../../conf/settings.ts';
import type { Release } from '../base/database-wrapper.ts';
import type { SqliteHandle } from './driver.ts';
import { translateError } from './errors.ts';
import { loadSqliteDriver } from './load-driver.ts';
import { isMemoryFile } from './open.ts';

const [BUSY, INTERVAL] = [5, 50];

/**
 * A file beside the database, opened as a database of its own and locked by SQLite: the operating system lets go of it when the
 * process ends. Locking the database itself would keep this process's own second connection out. The empty file stays: whoever
 * takes it away may take it from under a process that is just opening it, and the next one then locks another file of that name.
 */
export async function acquireFileLock(
  settings: DatabaseSettings,
  name: string,
  timeout: number,
): Promise<Release | undefined> {
  if (isMemoryFile(settings.NAME)) return async () => {};
  const file = `${path.resolve(settings.NAME)}-${name}.lock`;
  const until = performance.now() + timeout * 1000;
  for (;;) {
    const handle = tryLock(file, settings);
    if (handle) return async () => handle.close();
    if (performance.now() >= until) return undefined;
    await sleep(INTERVAL);
  }
}

function tryLock(file: string, { OPTIONS }: DatabaseSettings): SqliteHandle | undefined {
  const driver = loadSqliteDriver(OPTIONS?.['driver']);
  const handle = driver.open(file, { readonly: false, timeout: 0 });
  try {
    handle.exec('BEGIN EXCLUSIVE');
    return handle;
  } catch (error) {
    handle.close();
    const code = driver.resultCode(error);
    if (code !== undefined && (code & 0xff) === BUSY) return undefined;
    throw translateError(error, code);
  }
}
