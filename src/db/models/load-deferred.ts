import { DeferredValue } from './deferred-value.ts';
import type { AnyModel } from './model.ts';
import { persistence } from './persistence.ts';

/** Load a column that `only()` or `defer()` left out of objects: for all of one query at once, whichever is asked first. */
export async function loadDeferred(
  objects: readonly AnyModel[],
  read: (object: AnyModel) => unknown,
): Promise<void> {
  for (const object of objects) {
    const value = read(object);
    if (value instanceof DeferredValue) await persistence().loadColumn(value);
  }
}
