/** A value, or a promise of one: what a view, a middleware or a lookup may give back. */
export type Awaitable<T> = T | PromiseLike<T>;

/** Whether a value has to be awaited. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
  );
}

/** Do something, and let `recover` answer for an error of it, whether it comes now or later. */
export function recovering<T>(run: () => Awaitable<T>, recover: (error: unknown) => T): Awaitable<T> {
  try {
    const result = run();
    return isThenable(result) ? (result as PromiseLike<T>).then(undefined, recover) : result;
  } catch (error) {
    return recover(error);
  }
}

/** Go on with a value now if it is there, later if it is pending; no promise is made in the first case. */
export function whenReady<T, R>(value: Awaitable<T>, next: (value: T) => Awaitable<R>): Awaitable<R> {
  return isThenable(value) ? (value as PromiseLike<T>).then(next) : next(value as T);
}
