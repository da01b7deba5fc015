import type { Hydrator } from './fill-instance.ts';
import { isInstance } from './is-instance.ts';
import type { ModelClass } from './model.ts';
import { postInit, preInit } from './signals.ts';

/** Whether anybody hears of the instances of a model. */
export function isInitHeard(model: unknown): boolean {
  return preInit.hasListeners(model) || postInit.hasListeners(model);
}

/**
 * A maker whose instances listeners hear of.
 * @param columns by the order of `_meta.concreteFields`: where in a row each field is, or -1 for a deferred one
 */
export function announcing(model: ModelClass, columns: readonly number[], make: Hydrator): Hydrator {
  return (row, peers) => {
    if (preInit.hasListeners(model)) preInit.tell(model, { values: valuesOf(model, columns, row) });
    const instance = make(row, peers);
    postInit.tell(model, { instance });
    return instance;
  };
}

/** What `new model()` would be given for a row. */
function valuesOf({ _meta: meta }: ModelClass, columns: readonly number[], row: readonly unknown[]): object {
  const loaded = meta.concreteFields.map((field, index) => [field, columns[index]!] as const);
  return Object.fromEntries(
    loaded
      .filter(([, place]) => place >= 0)
      .map(([{ name, attname }, place]) => [isInstance(row[place]) ? name : attname, row[place]]),
  );
}
