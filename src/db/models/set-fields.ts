import { declaresOnlyFields } from './class-body.ts';
import type { Field } from './fields/field.ts';
import { type FillingSteps, filledMaker, type Hydrator, type PlaceConverter } from './fill-instance.ts';
import { BuildingFrame, type FieldSlot, isPlainSlot, prepareFrame, slotValue } from './frames.ts';
import { isInitHeard } from './init-signals.ts';
import { initialValues } from './initial-values.ts';
import { type AnyModel, Model, type ModelClass } from './model.ts';
import { NEW_ROW } from './model-state.ts';
import type { Options } from './options.ts';

const NO_ARGUMENTS: readonly unknown[] = [];

/**
 * Set the fields from without: the constructor of Model runs for an instance of `model`, no class body does. A fifth of the
 * work, and far less for V8 to compile before it is quick.
 */
export function settingFields(
  model: ModelClass,
  columns: readonly number[],
  db: string,
  converters: readonly PlaceConverter[],
): Hydrator {
  const frame = outerFrame(columns);
  const start: FillingSteps['start'] = (row, peers) => {
    frame.takeRow(row, db, peers);
    return emptyInstance(model, frame);
  };
  return making(model, frame, converters, start);
}

const newMakers = new WeakMap<Options, Hydrator>();

/** `new model(values)`, without the class body where it does nothing but declare fields. */
export function newInstance(model: ModelClass, values: object): AnyModel {
  const { _meta: meta } = model;
  if (isInitHeard(model) || !declaresOnlyFields(model) || meta.hasVirtualFields) return new model(values);
  let make = newMakers.get(meta);
  if (make === undefined) {
    make = makingNew(model);
    newMakers.set(meta, make);
  }
  return make(initialValues(meta, values));
}

function makingNew(model: ModelClass): Hydrator {
  const frame = outerFrame(model._meta.columnOrder);
  const start: FillingSteps['start'] = (values) => {
    frame.values = values;
    frame.source = NEW_ROW;
    return emptyInstance(model, frame);
  };
  return making(model, frame, [], start);
}

function outerFrame(columns: readonly number[]): BuildingFrame {
  const frame = new BuildingFrame([], [], columns);
  frame.runsBody = false;
  return frame;
}

function emptyInstance(model: ModelClass, frame: BuildingFrame): AnyModel {
  prepareFrame(frame);
  const instance = Reflect.construct(Model, NO_ARGUMENTS, model) as AnyModel;
  frame.instance = instance;
  return instance;
}

function making(
  model: ModelClass,
  frame: BuildingFrame,
  converters: readonly PlaceConverter[],
  start: FillingSteps['start'],
): Hydrator {
  const { implicitSlots, slots } = model._meta;
  const own: readonly FieldSlot[] = [...implicitSlots, ...slots.filter(({ field }) => isOwnProperty(field))];
  const fields = own.map((slot) => ({
    name: slot.field!.name,
    place: isPlainSlot(slot) ? frame.columns[slot.column]! : -1,
  }));
  return filledMaker(fields, converters, { start, other: (number) => slotValue(frame, own[number]!) });
}

/** Whether a field is a property of each instance; those that are not are made by the prototype when they are asked for. */
function isOwnProperty(field: Field | undefined): boolean {
  return field !== undefined && !field.isVirtualProperty && !field.isManager;
}
