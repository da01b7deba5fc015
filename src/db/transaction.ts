import type { Awaitable } from '../utils/awaitable.ts';
import { shownValue } from '../utils/shown-value.ts';
import { AtomicBlock, type CommitCallback } from './backends/base/atomic-block.ts';
import type { DatabaseWrapper } from './backends/base/database-wrapper.ts';
import { ManualBlock } from './backends/base/manual-block.ts';
import { currentBlock, runInBlock } from './backends/base/transaction-scope.ts';
import { connections, DEFAULT_DB_ALIAS } from './connections.ts';
import { TransactionManagementError } from './errors.ts';

export interface AtomicOptions {
  /** Database alias. */
  using?: string;
  /** False: an inner block is no savepoint of its own; its failure undoes the block around it. */
  savepoint?: boolean;
  /** This has to be the outermost block: when it returns, its work is committed. */
  durable?: boolean;
  /**
   * How often to run `body` again when the database has undone the transaction for a deadlock or a serialization failure.
   * Only the outermost block can do that.
   */
  retries?: number;
}

/**
 * Run `body` in a transaction: committed when it returns, undone when it throws. An `atomic()` in an `atomic()` is a
 * savepoint. Which connection is meant travels with the asynchronous calls, so nothing has to be passed on.
 *
 * `await atomic(async () => { await from.save(); await to.save(); });`
 */
export async function atomic<T>(body: () => Awaitable<T>, options: AtomicOptions = {}): Promise<T> {
  const alias = aliasOf(options);
  if (typeof body !== 'function') {
    throw new TransactionManagementError(
      `atomic() takes a function, not ${shownValue(body)}.`,
      'Write: await atomic(async () => { await article.save(); }).',
    );
  }
  const parent = currentBlock(alias);
  if (parent === undefined) return runWithRetries(connections.get(alias), body, options);
  if (options.durable === true && !parent.isTestBlock && !parent.isManual) {
    throw new TransactionManagementError(
      'A durable atomic block cannot be nested within another atomic block.',
      'Take it out of the atomic() around it, or leave out durable.',
    );
  }
  return runInner(parent, body, options.savepoint ?? true);
}

async function runWithRetries<T>(
  connection: DatabaseWrapper,
  body: () => Awaitable<T>,
  { durable = false, retries = 0 }: AtomicOptions,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOutermost(connection, body, durable);
    } catch (error) {
      if (attempt > retries || !connection.mayRetry(error)) throw error;
      await pause(attempt);
    }
  }
}

/** Those who got in each other's way should not do so again: a little longer each time, and not all alike. */
function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** Math.min(attempt, 7)));
}

async function runOutermost<T>(
  connection: DatabaseWrapper,
  body: () => Awaitable<T>,
  durable: boolean,
): Promise<T> {
  const session = await connection.begin();
  const block = new AtomicBlock(connection, session, undefined, durable);
  let result: T;
  try {
    result = await runInBlock(block, body);
    block.finished = true;
    if (block.needsRollback) await connection.rollback(session);
    else await commitOrRollback(connection, block);
  } catch (error) {
    if (!block.finished) {
      block.finished = true;
      await connection.rollback(session);
    }
    throw error;
  } finally {
    connection.release(session);
  }
  if (!block.needsRollback) await runCallbacks(block.callbacks);
  return result;
}

async function commitOrRollback(connection: DatabaseWrapper, block: AtomicBlock): Promise<void> {
  try {
    await connection.commit(block.session);
  } catch (error) {
    await connection.rollback(block.session);
    throw error;
  }
}

async function runInner<T>(parent: AtomicBlock, body: () => Awaitable<T>, savepoint: boolean): Promise<T> {
  const leave = await parent.enterChild();
  const block = new AtomicBlock(parent.connection, parent.session, parent, false);
  try {
    if (savepoint && !parent.needsRollback) await block.openSavepoint();
    const result = await runInBlock(block, body);
    block.finished = true;
    await block.end(!block.needsRollback);
    return result;
  } catch (error) {
    if (!block.finished) {
      block.finished = true;
      await block.end(false);
    }
    throw error;
  } finally {
    leave();
  }
}

/** Blocks of other databases may still be open around this one: what is called stays in them. */
async function runCallbacks(callbacks: readonly CommitCallback[]): Promise<void> {
  for (const callback of callbacks) await callback();
}

export interface OnCommitOptions {
  /** Database alias. */
  using?: string;
  /** An error of the function is logged and goes no further, so that the functions after it are called. */
  robust?: boolean;
}

/** Run a function once the transaction around is committed; at once when there is none, never when it is undone. */
export async function onCommit(callback: CommitCallback, options: OnCommitOptions = {}): Promise<void> {
  if (typeof callback !== 'function')
    throw new TypeError(`onCommit() takes a function, not ${shownValue(callback)}.`);
  const block = currentBlock(aliasOf(options));
  const call = options.robust === true ? robust(callback) : callback;
  if (block === undefined) await call();
  else if (!block.isManual) block.callbacks.push(call);
  else {
    throw new TransactionManagementError(
      'onCommit() cannot be used in manual transaction management.',
      'Call it inside of an atomic(), or do it after commit().',
    );
  }
}

function robust(callback: CommitCallback): CommitCallback {
  return async () => {
    try {
      await callback();
    } catch (error) {
      const name = callback.name === '' ? 'A function' : `${callback.name}()`;
      process.emitWarning(`${name} that was to run after the commit has failed: ${shown(error)}`, 'OnCommit');
    }
  };
}

/** Have the innermost block undone when it ends, without an error. */
export function setRollback(rollback: boolean, options: { using?: string } = {}): void {
  blockOf(aliasOf(options)).needsRollback = rollback;
}

export function getRollback(options: { using?: string } = {}): boolean {
  return blockOf(aliasOf(options)).needsRollback;
}

/** An operation of several statements failed half way: outside of a savepoint, all of the block has to go. */
export function markForRollback(alias: string): void {
  const block = currentBlock(alias);
  if (block !== undefined && !block.isManual) block.needsRollback = true;
}

function blockOf(alias: string): AtomicBlock {
  const block = currentBlock(alias);
  if (block !== undefined && !block.isManual) return block;
  throw new TransactionManagementError(
    "The rollback flag doesn't work outside of an 'atomic' block.",
    'Call it inside of atomic().',
  );
}

function shown(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Whether statements are committed by themselves here: outside of any `atomic()`. */
export function getAutocommit(options: { using?: string } = {}): boolean {
  return currentBlock(aliasOf(options)) === undefined;
}

/**
 * Run `body` with transactions that it ends itself: one begins with the first statement, and after each `commit()` and `rollback()`
 * with the next. The body has a connection to itself from then until it ends the transaction. An `atomic()` in it is a savepoint.
 *
 * `await setAutocommit(false, async () => { await import(rows); await commit(); });`
 *
 * @throws TransactionManagementError when the body is done and a transaction is open, which is undone
 */
export async function setAutocommit<T>(
  autocommit: false,
  body: () => Awaitable<T>,
  options: { using?: string } = {},
): Promise<T> {
  const alias = aliasOf(options);
  if (autocommit !== false || typeof body !== 'function') {
    throw new TransactionManagementError(
      'setAutocommit() turns autocommit off for a function, and on again after it.',
      'Write: await setAutocommit(false, async () => { ...; await commit(); }).',
    );
  }
  const around = currentBlock(alias);
  if (around?.isManual === true) return body();
  if (around !== undefined) throw forbidden();
  const block = new ManualBlock(connections.get(alias));
  let result: T;
  try {
    result = await runInBlock(block, body);
  } catch (error) {
    block.finished = true;
    await block.rollback();
    throw error;
  }
  await block.finish();
  await runCallbacks(block.committed);
  return result;
}

/** Keep what was done since the last `commit()` or `rollback()`, in the body of `setAutocommit(false, ...)`. */
export async function commit(options: { using?: string } = {}): Promise<void> {
  await manualBlock(aliasOf(options))?.commit();
}

/** Undo what was done since the last `commit()` or `rollback()`, in the body of `setAutocommit(false, ...)`. */
export async function rollback(options: { using?: string } = {}): Promise<void> {
  await manualBlock(aliasOf(options))?.rollback();
}

/** Undefined where each statement is committed by itself. */
function manualBlock(alias: string): ManualBlock | undefined {
  const block = currentBlock(alias);
  if (block === undefined || block instanceof ManualBlock) return block;
  throw forbidden();
}

function forbidden(): TransactionManagementError {
  return new TransactionManagementError(
    "This is forbidden when an 'atomic' block is active.",
    'The block commits when it returns, and undoes its work when it throws.',
  );
}

/**
 * Set a savepoint in the `atomic()` around. An `atomic()` within it does the same and cleans up after itself.
 * @returns its name, for `savepointRollback()` and `savepointCommit()`; undefined outside of a transaction
 */
export async function savepoint(options: { using?: string } = {}): Promise<string | undefined> {
  return currentBlock(aliasOf(options))?.setSavepoint();
}

/** Undo what was done since a savepoint, and forget what was to be called on commit since. */
export async function savepointRollback(
  sid: string | undefined,
  options: { using?: string } = {},
): Promise<void> {
  if (sid !== undefined) await currentBlock(aliasOf(options))?.rollbackSavepoint(checkedName(sid));
}

/** Keep what was done since a savepoint, and let go of it. */
export async function savepointCommit(
  sid: string | undefined,
  options: { using?: string } = {},
): Promise<void> {
  if (sid !== undefined) await currentBlock(aliasOf(options))?.releaseSavepoint(checkedName(sid));
}

function checkedName(sid: unknown): string {
  if (typeof sid === 'string') return sid;
  throw new TransactionManagementError(
    `A savepoint is named by a text, not ${shownValue(sid)}.`,
    'Give what savepoint() has answered.',
  );
}

/** The database that is meant. A text in the place of options would leave it to the default one. */
function aliasOf(options: { readonly using?: string }): string {
  if (typeof options === 'object' && options !== null) return options.using ?? DEFAULT_DB_ALIAS;
  throw new TransactionManagementError(
    `The options of a transaction are an object, not ${shownValue(options)}.`,
    "Name a database by { using: 'other' }.",
  );
}
