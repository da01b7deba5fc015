import { checkFunction } from './base/check-function.ts';

/** A statement as it was sent: what `--print-sql`, `assertNumQueries()` and the debug page are made of. */
export interface LoggedQuery {
  /** Alias of the connection. */
  readonly alias: string;
  readonly sql: string;
  readonly params: readonly unknown[];
  /** Milliseconds that the database took. */
  readonly duration: number;
  readonly error: unknown;
}

export type QueryListener = (query: LoggedQuery) => void;

const listeners = new Set<QueryListener>();

/** Whether anybody listens: a connection that finds nobody skips the clock and the record. */
export function isLogging(): boolean {
  return listeners.size > 0;
}

/** Hear of every statement until the returned function is called. */
export function onQuery(listener: QueryListener): () => void {
  checkFunction('onQuery', listener);
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Called by the backends. */
export function logQuery(query: LoggedQuery): void {
  for (const listener of listeners) listener(query);
}

/** Run `body` and give back the statements sent meanwhile, with its result. */
export async function captureQueries<T>(
  body: () => T | PromiseLike<T>,
  options: { using?: string } = {},
): Promise<{ result: T; queries: LoggedQuery[] }> {
  checkFunction('captureQueries', body);
  const { using } = options ?? {};
  const queries: LoggedQuery[] = [];
  const stop = onQuery((query) => {
    if (using === undefined || using === query.alias) queries.push(query);
  });
  try {
    return { result: await body(), queries };
  } finally {
    stop();
  }
}
