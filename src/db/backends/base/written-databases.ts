import { AsyncLocalStorage } from 'node:async_hooks';
import { checkFunction } from './check-function.ts';

const storage = new AsyncLocalStorage<Set<string>>();
/** Nobody asked for it yet: writing costs nothing then. */
let isUsed = false;

/**
 * Run `body`, and everything asynchronous that it starts, so that what it wrote is read where it was written: with
 * DATABASE_ROUTERS, a replica may not have it yet. Every request is run so; a script or a task calls it itself.
 *
 * `await pinReads(async () => { await order.save(); return Order.objects.count(); })`
 */
export function pinReads<T>(body: () => T): T {
  checkFunction('pinReads', body);
  isUsed = true;
  return storage.run(new Set(), body);
}

export function noteWrite(alias: string): void {
  if (isUsed) storage.getStore()?.add(alias);
}

/** The databases that the code around wrote to; undefined when it wrote to none. */
export function writtenDatabases(): ReadonlySet<string> | undefined {
  const written = isUsed ? storage.getStore() : undefined;
  return written === undefined || written.size === 0 ? undefined : written;
}
