import { Signal } from '../../dispatch/signal.ts';
import type { AnyModel, ModelClass } from './model.ts';
import { ModelSignal } from './model-signal.ts';

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
export const preInit: ModelSignal<{ values: object }> = new ModelSignal('preInit');
/** After an instance was made; for one made by `new`, as soon as the running code pauses. */
export const postInit: ModelSignal<InstanceEvent> = new ModelSignal('postInit');
export const preSave: ModelSignal<SaveEvent> = new ModelSignal('preSave');
export const postSave: ModelSignal<SaveEvent & { created: boolean }> = new ModelSignal('postSave');
export const preDelete: ModelSignal<InstanceEvent & { using: string; origin: unknown }> = new ModelSignal(
  'preDelete',
);
export const postDelete: ModelSignal<InstanceEvent & { using: string; origin: unknown }> = new ModelSignal(
  'postDelete',
);
export const m2mChanged: ModelSignal<ManyToManyEvent> = new ModelSignal('m2mChanged');
