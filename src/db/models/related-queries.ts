import type { Awaitable } from '../../utils/awaitable.ts';
import type { Field } from './fields/field.ts';
import type { ManyToManyField } from './fields/many-to-many-field.ts';
import type { AnyModel, ModelClass } from './model.ts';
import type { PrefetchLookup, PrefetchSource } from './prefetch-lookup.ts';

/** What `set()` takes: objects or keys, or a QuerySet of them. */
export type Objects = Iterable<unknown> | PromiseLike<Iterable<unknown>>;

/** What prefetching found. */
export interface Fetched {
  readonly objects: readonly AnyModel[];
  /** For each object, the key of the one it was joined to. */
  readonly joinKeys: readonly unknown[];
  /** Lookups of the queryset itself, still to be followed. */
  readonly more: readonly PrefetchLookup[];
}

/** A QuerySet as relations use it; `query-set.ts` is one. */
export interface LoadableQuerySet {
  readonly query: { readonly isSliced: boolean };
  filter(conditions: object): LoadableQuerySet;
  /** Only objects that a join table ties to objects with these keys. */
  joinedTo(field: ManyToManyField, reverse: boolean, keys: readonly unknown[]): LoadableQuerySet;
  /** A slice of it stands for that many rows of each object that rows belong to. */
  slicedPer(relation: string): LoadableQuerySet;
  fetchForPrefetch(): Awaitable<Fetched>;
  startingAt(origin: AnyModel): LoadableQuerySet;
}

interface QuerySetSource {
  getQueryset(): LoadableQuerySet;
}

/** The rows that a relation leads to: of the queryset given, or of the manager that relations of this kind go through. */
export function managerQuerySet(
  model: ModelClass,
  origin: AnyModel,
  source: PrefetchSource | undefined,
  kind: 'base' | 'default',
): LoadableQuerySet {
  if (source !== undefined) return source as unknown as LoadableQuerySet;
  const manager = kind === 'base' ? model._meta.baseManager : model._meta.defaultManager;
  return (manager as unknown as QuerySetSource).getQueryset().startingAt(origin);
}

/** The value of a field on an instance. */
export function readAttribute(instance: AnyModel, field: Field): unknown {
  if (!field.concrete) return field.valueFromObject(instance);
  return (instance as unknown as Record<string, unknown>)[field.attname];
}
