import { closeSync, openSync, rmSync, statSync } from 'node:fs';
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
 * process ends. Locking the database itself would keep this process's own second connection out.
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
    const found = tryLock(file, settings);
    if (found === 'gone') continue;
    if (found !== 'busy') return async () => release(found, file);
    if (performance.now() >= until) return undefined;
    await sleep(INTERVAL);
  }
}

/** The lock counts only on the file that has the name: the one before may have taken it away in between. */
function tryLock(file: string, { OPTIONS }: DatabaseSettings): SqliteHandle | 'busy' | 'gone' {
  const driver = loadSqliteDriver(OPTIONS?.['driver']);
  closeSync(openSync(file, 'a'));
  const wanted = inode(file);
  const handle = driver.open(file, { readonly: false, timeout: 0 });
  // Asked while the handle is open: the number of a file that is closed may be given to another one.
  const isGone = (): boolean => wanted === undefined || inode(file) !== wanted;
  try {
    handle.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    // SQLite may find a file that is taken away in this moment broken.
    const gone = isGone();
    handle.close();
    const code = driver.resultCode(error);
    if (code !== undefined && (code & 0xff) === BUSY) return 'busy';
    if (gone) return 'gone';
    throw translateError(error, code);
  }
  if (!isGone()) return handle;
  handle.close();
  return 'gone';
}

function inode(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.ino;
}

function release(handle: SqliteHandle, file: string): void {
  // Taken away while it is locked: whoever waits for it notices that it has no name any more.
  if (process.platform !== 'win32') rmSync(file, { force: true });
  handle.close();
}
