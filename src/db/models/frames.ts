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

export type FieldConstructor<O extends object = object> = new (options: O) => Field;

/** What the n-th call of a class body stands for. */
export interface Slot {
  /** Class that the call named when the model was registered; another one later is a conditional declaration. */
  readonly kind: FieldConstructor<never>;
  /** Undefined when the call's Field is no property: an argument of another field, or overridden in a subclass. */
  readonly field: Field | undefined;
  /** Place in `_meta.concreteFields`; -1 for a field without a column. */
  readonly column: number;
}

/** A field that no call declares: the implicit id, the link to a parent's row. */
export interface ImplicitSlot {
  readonly field: Field;
  readonly column: number;
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
  readonly columns: readonly number[] | undefined;
  values: readonly unknown[];
  instance: AnyModel | undefined;
  /** Set when the instance comes out of a database: what its `_state` is to hold. */
  db: string | undefined;
  peers: readonly AnyModel[] | undefined;
  index = 0;
  parent: Frame | undefined;

  constructor(slots: readonly Slot[], values: readonly unknown[], columns?: readonly number[]) {
    this.slots = slots;
    this.values = values;
    this.columns = columns;
  }

  /** The value of a concrete field, by its place; used for fields that no call declares, such as the implicit id. */
  valueAt(column: number, field: Field): unknown {
    const at = this.columns === undefined ? column : this.columns[column]!;
    return at < 0 ? new DeferredValue(this.instance!, field) : this.values[at];
  }
}

export type Frame = CollectingFrame | BuildingFrame;

/** The innermost open frame. A class body that throws leaves its frame behind; `openFrame()` gives those up in time. */
const stack: { open: Frame | undefined; depth: number } = { open: undefined, depth: 0 };
const DEEPEST = 64;

/** Class bodies that make instances in class bodies: deeper than this it can only be frames that were left behind. */
export function openFrame(frame: Frame): void {
  if (stack.depth >= DEEPEST) {
    stack.open = undefined;
    stack.depth = 0;
  }
  if (stack.open === frame) return;
  frame.parent = stack.open;
  stack.open = frame;
  stack.depth++;
}

export function closeFrame(frame: Frame): void {
  stack.open = frame.parent;
  frame.parent = undefined;
  stack.depth = stack.open === undefined ? 0 : stack.depth - 1;
}

/** Whether this very class is being registered right now. */
export function isCollecting(target: unknown): boolean {
  return stack.open instanceof CollectingFrame && stack.open.target === target;
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
  const frame = stack.open;
  if (frame === undefined) return makeField(kind, options, to);
  if (frame instanceof CollectingFrame) {
    const field = makeField(kind, options, to);
    frame.fields.push(field);
    return field;
  }
  if (frame.slots[frame.index]?.kind === kind) return nextValue(frame);
  return leftBehind(frame, kind) ? declareField(kind, options, to) : makeField(kind, options, to);
}

/** Declare a field that is made already: the properties of a model that `createModel()` makes. */
export function declareExisting(field: Field): unknown {
  const frame = stack.open;
  if (frame instanceof BuildingFrame) return nextValue(frame);
  if (frame !== undefined) frame.fields.push(field);
  return field;
}

function makeField(kind: FieldConstructor<never>, options: object | undefined, to: unknown): Field {
  return new kind((to === undefined ? (options ?? {}) : { ...options, to }) as never);
}

function nextValue(frame: BuildingFrame): unknown {
  const { field, column } = frame.slots[frame.index]!;
  if (++frame.index === frame.slots.length) closeFrame(frame);
  if (field === undefined) return undefined;
  const value = column < 0 ? undefined : frame.valueAt(column, field);
  return field.buildsValue ? field.buildValue(frame.instance!, value) : value;
}

/** Give up a frame whose class body threw; @throws ModelDefinitionError when the body has rather changed its mind. */
function leftBehind(frame: BuildingFrame, kind: FieldConstructor<never>): boolean {
  const expected = frame.slots[frame.index];
  closeFrame(frame);
  if (
    frame.instance !== undefined &&
    expected?.field !== undefined &&
    !(expected.field.name in frame.instance)
  ) {
    throw new ModelDefinitionError(
      `The class body of ${frame.instance.constructor.name} made a ${kind.name} where it made a ${expected.kind.name} for '${expected.field.name}' when it was registered.`,
      'Fields cannot depend on a condition: declare each one unconditionally, in the same order.',
    );
  }
  return stack.open !== undefined;
}
