import type { AnyModel } from '../model.ts';

/** Marks the types that lead to another model; no value has it. */
declare const target: unique symbol;
export type TargetMark = typeof target;

/** A related object that is not loaded: await it. */
export interface Pending<M> extends PromiseLike<M> {
  readonly [target]: M;
}

/** Value of a forward relation: `await article.author`. Assigning an object works, `selectRelated()` narrows it to the object. */
export type Related<M> = M | Pending<M>;

/** The model that a property leads to; never for a plain field. */
export type RelatedModel<V> = V extends { readonly [target]: infer M } ? NonNullable<M> : never;

/** A class whose instances are `M`, or a function that gives it. */
export type ModelType<M> = abstract new (...args: never[]) => M;
export type LazyModel<M extends AnyModel> = () => ModelType<M>;

type AnyFunction = (...args: never[]) => unknown;

/** What every model has beside its keys. Left out first, so that the compiler need not look at each of them for each model. */
type Members = Exclude<keyof AnyModel, 'id' | 'pk'>;

/** Names of a model's fields and relations: its properties that are no methods. */
export type FieldKeys<T> = {
  [K in Exclude<keyof T & string, Members>]: FieldKey<T, K>;
}[Exclude<keyof T & string, Members>];

/** The name itself when it is one of a field or a relation; never otherwise. */
export type FieldKey<T, K> = K extends keyof T & string
  ? K extends Members | `_${string}`
    ? never
    : T[K] extends AnyFunction
      ? never
      : K
  : never;

/** Those that lead to other models. */
export type RelationKeys<T> = {
  [K in FieldKeys<T>]: [RelatedModel<T[K]>] extends [never] ? never : K;
}[FieldKeys<T>];

/** Type of a model's primary key. */
export type PkOf<M> = M extends { pk: infer Pk } ? Pk : never;
