import type { Awaitable } from '../../../utils/awaitable.ts';

/** Start an operation now and give a promise of it, whatever it answers or throws. */
export function promised<T>(operation: () => Awaitable<T>): Promise<T> {
  try {
    return Promise.resolve(operation());
  } catch (error) {
    return Promise.reject(error);
  }
}
