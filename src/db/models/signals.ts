import { Signal } from '../../dispatch/signal.ts';
import type { AnyModel, ModelClass } from './model.ts';

/** What the signals about one instance carry. */
export interface InstanceEvent {
  instance: AnyModel;
}

export interface SaveEvent extends InstanceEvent {
  /** Loading a fixture: nothing else may be read or written. */
  raw: boolean;
  using: string;
  updateFields: ReadonlySet<string> | null;
}

export interface ManyToManyEvent extends InstanceEvent {
  action: 'preAdd' | 'postAdd' | 'preRemove' | 'postRemove' | 'preClear' | 'postClear';
  /** Whether it was the other side of the relation that was changed. */
  reverse: boolean;
  model: ModelClass;
  pkSet: ReadonlySet<unknown> | null;
  using: string;
}

/** A model class is complete but for the relations that lead elsewhere. */
export const classPrepared: Signal<object> = new Signal();
/** Before the values of `new Article(values)` are taken. */
export const preInit: Signal<{ values: object }> = new Signal();
/** After an instance was made; for one made by `new`, as soon as the running code pauses. */
export const postInit: Signal<InstanceEvent> = new Signal();
export const preSave: Signal<SaveEvent> = new Signal();
export const postSave: Signal<SaveEvent & { created: boolean }> = new Signal();
export const preDelete: Signal<InstanceEvent & { using: string; origin: unknown }> = new Signal();
export const postDelete: Signal<InstanceEvent & { using: string; origin: unknown }> = new Signal();
export const m2mChanged: Signal<ManyToManyEvent> = new Signal();
