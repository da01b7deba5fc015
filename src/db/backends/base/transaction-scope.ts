import { AsyncLocalStorage } from 'node:async_hooks';
import type { AtomicBlock } from './atomic-block.ts';

/** The blocks that are open where the code now runs, innermost first: one list for all databases. */
export interface TransactionScope {
  readonly alias: string;
  readonly block: AtomicBlock;
  readonly outer: TransactionScope | undefined;
}

const storage = new AsyncLocalStorage<TransactionScope | undefined>();
const fallbacks = new Map<string, AtomicBlock>();

/** The innermost block of this database around the running code. */
export function currentBlock(alias: string): AtomicBlock | undefined {
  for (let scope = storage.getStore(); scope !== undefined; scope = scope.outer) {
    if (scope.alias === alias) return scope.block;
  }
  return fallbacks.size === 0 ? undefined : fallbacks.get(alias);
}

/** Run `body`, and everything asynchronous that it starts, inside of `block`. */
export function runInBlock<T>(block: AtomicBlock, body: () => T): T {
  return storage.run({ alias: block.connection.alias, block, outer: storage.getStore() }, body);
}

/** Run `body` as if no block were open: for callbacks that come after a commit. */
export function runOutsideBlocks<T>(body: () => T): T {
  return storage.run(undefined, body);
}

/**
 * Make `block` the one of all code that is in no block of its own: what a test case does, whose hooks and tests are
 * started by a runner and share no asynchronous context. `undefined` ends it.
 */
export function setFallbackBlock(alias: string, block: AtomicBlock | undefined): void {
  if (block === undefined) fallbacks.delete(alias);
  else fallbacks.set(alias, block);
}
