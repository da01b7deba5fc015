import { BuildingFrame, prepareFrame } from './frames.ts';
import type { AnyModel, ModelClass } from './model.ts';
import { postInit } from './signals.ts';

/** Makes an instance of one row. */
export type Hydrator = (row: readonly unknown[], peers?: readonly AnyModel[]) => AnyModel;

/**
 * Prepare to turn rows into instances of `model`, once per query; then call the result for each row.
 *
 * Values have to be converted already. A value of a relation's column may also be the loaded instance (`selectRelated`),
 * which then takes the place of the reference. No default is computed and no name looked up; the class body runs, so
 * private members and ordinary properties of the model exist. `_state` says: not adding, from `db`, with `peers`.
 *
 * @param columns by the order of `_meta.concreteFields`: where in a row each field is, or -1 for a deferred one
 */
export function createHydrator(model: ModelClass, columns: readonly number[], db: string): Hydrator {
  const meta = model._meta;
  const frame = new BuildingFrame(meta.slots, [], columns);
  frame.db = db;
  const told = postInit.hasListeners(model);
  return (row, peers) => {
    frame.values = row;
    frame.peers = peers;
    frame.index = 0;
    prepareFrame(frame);
    const instance = new model();
    if (told) void postInit.send(model, { instance });
    return instance;
  };
}
