import { AsyncLocalStorage } from 'node:async_hooks';
import type { Awaitable } from '../../../utils/awaitable.ts';
import type { DatabaseWrapper } from './database-wrapper.ts';

export interface ExecuteContext {
  readonly connection: DatabaseWrapper;
}

/** Sends a statement: what a wrapper is given to call, with the statement as it was or another one. */
export type Execute = (
  sql: string,
  params: readonly unknown[],
  many: boolean,
  context: ExecuteContext,
) => Awaitable<unknown>;

/**
 * Stands around each statement: it may look at it, change it, refuse it by throwing, or measure how long it takes. It gives back
 * what `execute()` gave.
 */
export type ExecuteWrapper = (
  execute: Execute,
  sql: string,
  params: readonly unknown[],
  many: boolean,
  context: ExecuteContext,
) => Awaitable<unknown>;

interface Scope {
  readonly alias: string;
  readonly wrapper: ExecuteWrapper;
  readonly outer: Scope | undefined;
}

const storage = new AsyncLocalStorage<Scope | undefined>();
let scopes = 0;

/** Whether any code is inside of a wrapper: nobody else looks for one. */
export function anyWrapper(): boolean {
  return scopes > 0;
}

/** Run `body` with a wrapper around its statements to a database. */
export async function runWrapped<T>(
  alias: string,
  wrapper: ExecuteWrapper,
  body: () => Awaitable<T>,
): Promise<T> {
  scopes++;
  try {
    return await storage.run({ alias, wrapper, outer: storage.getStore() }, body);
  } finally {
    scopes--;
  }
}

/** Send a statement through the wrappers around the running code, the innermost last. */
export function throughWrappers<T>(
  connection: DatabaseWrapper,
  sql: string,
  params: readonly unknown[],
  send: (sql: string, params: readonly unknown[]) => Awaitable<T>,
): Awaitable<T> {
  let execute: Execute = (text, values) => send(text, values);
  for (let scope = storage.getStore(); scope !== undefined; scope = scope.outer) {
    const { alias, wrapper } = scope;
    if (alias !== connection.alias) continue;
    const inner = execute;
    execute = (text, values, many, context) => wrapper(inner, text, values, many, context);
  }
  return execute(sql, params, false, { connection }) as Awaitable<T>;
}
