import { ValidationError } from '../core/errors/validation-error.ts';
import { type Awaitable, isThenable } from '../utils/awaitable.ts';

/** Do something with each item, one after the other; stays synchronous until a step is pending. */
export function inOrder<T>(items: Iterable<T>, step: (item: T) => Awaitable<unknown>): Awaitable<void> {
  const iterator = items[Symbol.iterator]();
  for (let next = iterator.next(); !next.done; next = iterator.next()) {
    const result = step(next.value);
    if (isThenable(result)) return finishInOrder(result, iterator, step);
  }
}

async function finishInOrder<T>(
  pending: PromiseLike<unknown>,
  rest: Iterator<T>,
  step: (item: T) => Awaitable<unknown>,
): Promise<void> {
  await pending;
  for (let next = rest.next(); !next.done; next = rest.next()) await step(next.value);
}

/** Run a step and hand its ValidationError, thrown now or later, to `onInvalid`. */
export function catchInvalid<T>(
  step: () => Awaitable<T>,
  onInvalid: (error: ValidationError) => T,
): Awaitable<T> {
  try {
    const result = step();
    return isThenable(result) ? result.then(undefined, recover) : result;
  } catch (error) {
    return recover(error);
  }
  function recover(error: unknown): T {
    if (error instanceof ValidationError) return onInvalid(error);
    throw error;
  }
}

/** Join pieces of HTML of which some may still be pending. */
export function concat(parts: readonly Awaitable<{ toString(): string }>[]): Awaitable<string> {
  return parts.some(isThenable) ? Promise.all(parts).then((ready) => ready.join('')) : parts.join('');
}
