import { declaresOnlyFields } from './class-body.ts';
import { afterConverting, type Hydrator, type PlaceConverter } from './fill-instance.ts';
import { BuildingFrame, prepareFrame } from './frames.ts';
import { announcing, isInitHeard } from './init-signals.ts';
import { type AnyModel, Model, type ModelClass } from './model.ts';
import { settingFields } from './set-fields.ts';

/**
 * Prepare to turn rows into instances of `model`, once per query; then call the result for each row.
 *
 * A value of a relation's column may also be the loaded instance (`selectRelated`),
 * which then takes the place of the reference. No default is computed and no name looked up; the class body runs where it
 * does more than declare fields, so private members and ordinary properties of the model exist. `_state` says: not adding, from
 * `db`, with `peers`.
 *
 * @param columns by the order of `_meta.concreteFields`: where in a row each field is, or -1 for a deferred one
 * @param converters for values that are not converted yet
 * @param heard whether listeners of `preInit` and `postInit` are told
 */
export function createHydrator(
  model: ModelClass,
  columns: readonly number[],
  db: string,
  converters: readonly PlaceConverter[] = [],
  heard = isInitHeard(model),
): Hydrator {
  if (hasOwnFromDb(model)) return afterConverting(asking(model, columns, db), converters);
  if (!heard) return making(model, columns, db, converters);
  return afterConverting(announcing(model, columns, making(model, columns, db)), converters);
}

function making(
  model: ModelClass,
  columns: readonly number[],
  db: string,
  converters: readonly PlaceConverter[] = [],
): Hydrator {
  return declaresOnlyFields(model)
    ? settingFields(model, columns, db, converters)
    : afterConverting(runningBody(model, columns, db), converters);
}

type FromDb = (db: string, fieldNames: readonly string[], values: readonly unknown[]) => AnyModel;

function hasOwnFromDb(model: ModelClass): boolean {
  return (model as unknown as { fromDb: unknown }).fromDb !== Model.fromDb;
}

/** A model that has a `fromDb()` of its own makes its instances itself. */
function asking(model: ModelClass, columns: readonly number[], db: string): Hydrator {
  const loaded = model._meta.concreteFields.filter((_, index) => columns[index]! >= 0);
  const names = loaded.map((field) => field.attname);
  const places = columns.filter((place) => place >= 0);
  return (row, peers) => {
    const { fromDb } = model as unknown as { fromDb: FromDb };
    const instance = fromDb.call(
      model,
      db,
      names,
      places.map((place) => row[place]),
    );
    instance._state.peers = peers;
    return instance;
  };
}

/** What `fromDb()` does unless a model overrides it. */
export function instanceOfRow(
  model: ModelClass,
  db: string,
  fieldNames: readonly string[],
  values: readonly unknown[],
): AnyModel {
  const columns = model._meta.concreteFields.map((field) => fieldNames.indexOf(field.attname));
  const make = making(model, columns, db);
  return (isInitHeard(model) ? announcing(model, columns, make) : make)([...values]);
}

/** Let the class body take the values, by the order of its declarations. */
function runningBody(model: ModelClass, columns: readonly number[], db: string): Hydrator {
  const frame = new BuildingFrame(model._meta.slots, [], columns);
  return (row, peers) => {
    frame.takeRow(row, db, peers);
    frame.index = 0;
    prepareFrame(frame);
    return new model();
  };
}
