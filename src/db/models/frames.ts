/**
 * How one declaration is read three ways. `title = models.CharField({ maxLength: 10 })` calls `declareField()`, and
 * - with no frame open (a module, a migration, an argument such as `outputField`) it gives the Field itself;
 * - in a collecting frame (a model class is being registered, `registration.ts`) it gives the Field and notes it;
 * - in a building frame (an instance is being made) the n-th call gives the value of the n-th field.
 * Frames are a stack, as a class body may make instances of other models. All of it is synchronous.
 */
import { DeferredValue } from './deferred-value.ts';
import { ModelDefinitionError } from './errors.ts';
import type { Field } from './fields/field.ts';
import type { AnyModel } from './model.ts';
import { RowSource } from './model-state.ts';

export type FieldConstructor<O extends object = object> = new (options: O) => Field;

/** A property of instances that a field makes. */
export interface FieldSlot {
  /** Undefined when the call's Field is no property: an argument of another field, or overridden in a subclass. */
  readonly field: Field | undefined;
  /** Place in `_meta.concreteFields`; -1 for a field without a column. */
  readonly column: number;
  /** The property that the declaration before it made, when an accessor of the model is to show in its place. */
  readonly uncovers?: string | undefined;
}

/** What the n-th call of a class body stands for. */
export interface Slot extends FieldSlot {
  /** Class that the call named when the model was registered; another one later is a conditional declaration. */
  readonly kind: FieldConstructor<never>;
  /** What `isPlainSlot()` says of it. */
  readonly plain: boolean;
}

/** Whether a property holds the value of a column as it is. */
export function isPlainSlot({ field, column, uncovers }: FieldSlot): boolean {
  return column >= 0 && !field!.buildsValue && uncovers === undefined;
}

/** A field that no call declares: the implicit id, the link to a parent's row. */
export interface ImplicitSlot extends FieldSlot {
  readonly field: Field;
}

/** Notes the fields that the body of one class makes, in order. */
export class CollectingFrame {
  readonly fields: Field[] = [];
  readonly target: unknown;
  parent: Frame | undefined;

  constructor(target: unknown) {
    this.target = target;
  }
}

/** Hands out the values of one instance. One frame may serve many instances, one after the other. */
export class BuildingFrame {
  readonly slots: readonly Slot[];
  /** Where in `values` a concrete field is, by its place in `_meta.concreteFields`; -1 for a deferred one. */
  readonly columns: readonly number[];
  values: readonly unknown[];
  instance: AnyModel | undefined;
  /** The instance's state, when it is made from without: shared by the rows of a query. */
  source: RowSource | undefined;
  index = 0;
  /** False when the fields are set from without (`set-fields.ts`). */
  runsBody = true;
  /** What the constructor was given, when fields without a column may be among it. */
  given: Readonly<Record<string, unknown>> | undefined;
  parent: Frame | undefined;

  constructor(slots: readonly Slot[], values: readonly unknown[], columns: readonly number[]) {
    this.slots = slots;
    this.values = values;
    this.columns = columns;
  }

  /** Take the values of the next row of a query. */
  takeRow(row: readonly unknown[], db: string, peers: readonly AnyModel[] | undefined): void {
    this.values = row;
    if (this.source === undefined || this.source.peers !== peers) this.source = new RowSource(db, peers);
  }

  /** The value of a concrete field, by its place; used for fields that no call declares, such as the implicit id. */
  valueAt(column: number, field: Field): unknown {
    const at = this.columns[column]!;
    return at < 0 ? new DeferredValue(this.instance!, field) : this.values[at];
  }
}

export type Frame = CollectingFrame | BuildingFrame;

/** The innermost open frame, and the same once more when it is a building one: the hot path asks only for that. */
let open: Frame | undefined;
let building: BuildingFrame | undefined;
let depth = 0;
/** Class bodies that make instances in class bodies: deeper than this it can only be frames that were left behind. */
const DEEPEST = 64;

/** A class body that throws leaves its frame behind; those are given up when there are too many. */
export function openFrame(frame: Frame): void {
  if (open === frame) return;
  if (depth >= DEEPEST) {
    open = undefined;
    depth = 0;
  }
  frame.parent = open;
  depth++;
  setOpen(frame);
}

export function closeFrame(frame: Frame): void {
  const { parent } = frame;
  frame.parent = undefined;
  depth = parent === undefined ? 0 : depth - 1;
  setOpen(parent);
}

function setOpen(frame: Frame | undefined): void {
  open = frame;
  building = frame instanceof BuildingFrame ? frame : undefined;
}

/** Whether this very class is being registered right now. */
export function isCollecting(target: unknown): boolean {
  return open instanceof CollectingFrame && open.target === target;
}

let prepared: BuildingFrame | undefined;

/** Lay a frame ready for the next `new`: how rows become instances (`hydrate.ts`). */
export function prepareFrame(frame: BuildingFrame): void {
  prepared = frame;
}

/** The frame that was laid ready, once. */
export function takePreparedFrame(): BuildingFrame | undefined {
  const frame = prepared;
  prepared = undefined;
  return frame;
}

/**
 * Declare a field: what every function of `declarations/` calls.
 * @param to first argument of relations; kept apart, so that nothing is copied while an instance is built
 */
export function declareField(
  kind: FieldConstructor<never>,
  options: object | undefined,
  to?: unknown,
): unknown {
  const frame = building;
  if (frame !== undefined) {
    const slot = frame.slots[frame.index];
    if (slot !== undefined && slot.kind === kind) {
      // As `nextValue()` does, which would be one call more for each field of each instance.
      if (++frame.index === frame.slots.length) closeFrame(frame);
      const at = slot.plain ? frame.columns[slot.column]! : -1;
      return at < 0 ? slotValue(frame, slot) : frame.values[at];
    }
  }
  return declareOutside(kind, options, to);
}

/** A declaration that is no value of an instance being built. */
function declareOutside(kind: FieldConstructor<never>, options: object | undefined, to: unknown): unknown {
  if (building !== undefined) {
    giveUp(building, kind);
    return declareField(kind, options, to);
  }
  const field = makeField(kind, options, to);
  if (open instanceof CollectingFrame) open.fields.push(field);
  return field;
}

/**
 * Declare a field that is made already: the properties of a model that `createModel()` makes. A model that extends such
 * a one gets a copy.
 * @param shared the field of a parent with a table, which keeps it
 */
export function declareExisting(field: Field, shared = false): unknown {
  if (building !== undefined) return nextValue(building, building.slots[building.index]!);
  const declared = field.model === undefined || shared ? field : field.clone();
  if (open instanceof CollectingFrame) open.fields.push(declared);
  return declared;
}

function makeField(kind: FieldConstructor<never>, options: object | undefined, to: unknown): Field {
  return new kind((to === undefined ? (options ?? {}) : { ...options, to }) as never);
}

function nextValue(frame: BuildingFrame, slot: Slot): unknown {
  if (++frame.index === frame.slots.length) closeFrame(frame);
  if (slot.plain) {
    const at = frame.columns[slot.column]!;
    if (at >= 0) return frame.values[at];
  }
  return slotValue(frame, slot);
}

/** The value of a slot that is not simply a column's: a deferred one, or what its field makes of it. */
export function slotValue(frame: BuildingFrame, slot: FieldSlot): unknown {
  const { field, column } = slot;
  if (slot.uncovers !== undefined) Reflect.deleteProperty(frame.instance!, slot.uncovers);
  if (field === undefined) return undefined;
  const value = column < 0 ? frame.given?.[field.name] : frame.valueAt(column, field);
  return field.buildsValue && !(value instanceof DeferredValue)
    ? field.buildValue(frame.instance!, value)
    : value;
}

/** Close a frame whose class body threw; @throws ModelDefinitionError when the body has rather changed its mind. */
function giveUp(frame: BuildingFrame, kind: FieldConstructor<never>): void {
  const expected = frame.slots[frame.index];
  closeFrame(frame);
  if (frame.instance === undefined || expected?.field === undefined) return;
  if (expected.field.name in frame.instance) return;
  throw new ModelDefinitionError(
    `The class body of ${frame.instance.constructor.name} made a ${kind.name} where it made a ${expected.kind.name} for '${expected.field.name}' when it was registered.`,
    'Fields cannot depend on a condition: declare each one unconditionally, in the same order.',
  );
}
