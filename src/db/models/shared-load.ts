import type { AtomicBlock } from '../backends/base/atomic-block.ts';
import { currentBlock } from '../backends/base/transaction-scope.ts';
import { DEFAULT_DB_ALIAS } from '../connections.ts';
import type { AnyModel } from './model.ts';

interface Load {
  readonly block: AtomicBlock | undefined;
  readonly done: Promise<void>;
}

/** What is being loaded, by the instances that it is for and the name. */
const running = new WeakMap<object, Map<string, Load>>();

/**
 * Load something for an instance and its peers, or wait for those who do so already: `Promise.all()` over the rows of a query asks
 * for all of them before the first answer is there. Another transaction's answer is not waited for, as it may wait for this one.
 */
export async function sharedLoad(instance: AnyModel, name: string, load: () => Promise<void>): Promise<void> {
  const { peers, db } = instance._state;
  const key = peers === undefined || peers.length === 0 ? instance : peers;
  const block = currentBlock(db ?? DEFAULT_DB_ALIAS);
  const loads = running.get(key) ?? new Map<string, Load>();
  const known = loads.get(name);
  if (known !== undefined && known.block === block) return known.done;
  running.set(key, loads);
  const own: Load = { block, done: load() };
  loads.set(name, own);
  try {
    await own.done;
  } finally {
    if (loads.get(name) === own) loads.delete(name);
  }
}
