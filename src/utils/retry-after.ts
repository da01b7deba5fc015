/**
 * An error may say that what was asked for only has to be loaded first: templates wait for that and ask again, where code
 * gets the error, which tells what to await.
 */
export const RETRY_AFTER: unique symbol = Symbol.for('jango.retry-after') as never;

/** Starts the loading that an error asks for; undefined for every other error. */
export function retryAfter(error: unknown): PromiseLike<unknown> | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const load = (error as { [RETRY_AFTER]?: () => PromiseLike<unknown> })[RETRY_AFTER];
  return load?.call(error);
}
