import { declaresOnlyFields } from './class-body.ts';
import type { Field } from './fields/field.ts';
import { convertRow, type FillInstance, fillerOf, type PlaceConverter } from './fill-instance.ts';
import { BuildingFrame, type FieldSlot, prepareFrame, slotValue } from './frames.ts';
import { initialValues } from './initial-values.ts';
import { type AnyModel, Model, type ModelClass } from './model.ts';
import { ModelState } from './model-state.ts';
import type { Options } from './options.ts';
import { postInit, preInit } from './signals.ts';

/** Makes an instance of one row. */
export type Hydrator = (row: unknown[], peers?: readonly AnyModel[]) => AnyModel;

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
 */
export function createHydrator(
  model: ModelClass,
  columns: readonly number[],
  db: string,
  converters: readonly PlaceConverter[] = [],
): Hydrator {
  const make = hasOwnFromDb(model)
    ? afterConverting(asking(model, columns, db), converters)
    : making(model, columns, db, converters);
  return (row, peers) => {
    const instance = make(row, peers);
    if (postInit.hasListeners(model)) void postInit.send(model, { instance });
    return instance;
  };
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

function afterConverting(make: Hydrator, converters: readonly PlaceConverter[]): Hydrator {
  if (converters.length === 0) return make;
  return (row, peers) => {
    convertRow(row, converters);
    return make(row, peers);
  };
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
  return making(model, columns, db)([...values]);
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

/** Whether a property holds the value of a column as it is. */
function isPlain({ field, column, uncovers }: FieldSlot): boolean {
  return column >= 0 && !field!.buildsValue && uncovers === undefined;
}

/** Whether a field is a property of each instance; those that are not are made by the prototype when they are asked for. */
function isOwnProperty(field: Field | undefined): boolean {
  return field !== undefined && !field.isVirtualProperty && !field.isManager;
}

const NO_ARGUMENTS: readonly unknown[] = [];

type MakeOfValues = (values: unknown[]) => AnyModel;

const newMakers = new WeakMap<Options, MakeOfValues>();

/** `new model(values)`, without the class body where it does nothing but declare fields. */
export function newInstance(model: ModelClass, values: object): AnyModel {
  const { _meta: meta } = model;
  if (!declaresOnlyFields(model) || meta.hasVirtualFields || isHeard(model)) return new model(values);
  let make = newMakers.get(meta);
  if (make === undefined) {
    make = makingNew(model);
    newMakers.set(meta, make);
  }
  return make(initialValues(meta, values));
}

function isHeard(model: ModelClass): boolean {
  return preInit.hasListeners(model) || postInit.hasListeners(model);
}

function makingNew(model: ModelClass): MakeOfValues {
  const { frame, fill, other } = filling(model, model._meta.columnOrder, []);
  return (values) => {
    frame.values = values;
    frame.source = new ModelState(true, undefined, undefined);
    return filledInstance(model, frame, fill, values, other);
  };
}

/**
 * Set the fields from without: the constructor of Model runs for an instance of `model`, no class body does. A fifth of the
 * work, and far less for V8 to compile before it is quick.
 */
function settingFields(
  model: ModelClass,
  columns: readonly number[],
  db: string,
  converters: readonly PlaceConverter[],
): Hydrator {
  const { frame, fill, other } = filling(model, columns, converters);
  return (row, peers) => {
    frame.takeRow(row, db, peers);
    return filledInstance(model, frame, fill, row, other);
  };
}

interface Filling {
  readonly frame: BuildingFrame;
  readonly fill: FillInstance;
  readonly other: (number: number) => unknown;
}

function filling(
  model: ModelClass,
  columns: readonly number[],
  converters: readonly PlaceConverter[],
): Filling {
  const { implicitSlots, slots } = model._meta;
  const own: readonly FieldSlot[] = [...implicitSlots, ...slots.filter(({ field }) => isOwnProperty(field))];
  const fields = own.map((slot) => ({
    name: slot.field!.name,
    place: isPlain(slot) ? columns[slot.column]! : -1,
  }));
  const frame = new BuildingFrame([], [], columns);
  frame.runsBody = false;
  return {
    frame,
    fill: fillerOf(fields, converters),
    other: (number) => slotValue(frame, own[number]!),
  };
}

function filledInstance(
  model: ModelClass,
  frame: BuildingFrame,
  fill: FillInstance,
  values: unknown[],
  other: (number: number) => unknown,
): AnyModel {
  prepareFrame(frame);
  const instance = Reflect.construct(Model, NO_ARGUMENTS, model) as AnyModel;
  frame.instance = instance;
  fill(instance as unknown as Record<string, unknown>, values, other);
  return instance;
}
