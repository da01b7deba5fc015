import { isKeySet } from './key-is-set.ts';
import { keyText } from './key-text.ts';
import type { AnyModel, ModelClass } from './model.ts';
import type { PrefetchLookup, PrefetchSource } from './prefetch-lookup.ts';

export type RelatedTo = (object: AnyModel) => readonly AnyModel[];

export interface Loaded {
  /** What an object of those is related to. */
  readonly related: RelatedTo;
  /** Lookups that the queryset has itself, to be followed from the loaded objects. */
  readonly more: readonly PrefetchLookup[];
}

/** Loads one relation for many objects. */
export interface Prefetcher {
  isLoaded(object: AnyModel, toAttr: string): boolean;
  load(objects: readonly AnyModel[], source: PrefetchSource | undefined): Promise<Loaded>;
  store(object: AnyModel, related: readonly AnyModel[], lookup: PrefetchLookup | undefined): void;
  read(object: AnyModel, toAttr: string | undefined): readonly AnyModel[];
}

/** A field that prefetches in a way of its own: generic relations and generic foreign keys. */
export interface CustomPrefetch {
  prefetcher(model: ModelClass): Prefetcher;
}

const NONE: readonly AnyModel[] = Object.freeze([]);

/** Objects under the key of the one that they belong to, found again by the key of that one. */
export function matching(
  found: readonly AnyModel[],
  keyOf: (object: AnyModel, index: number) => unknown,
  ownKey: (object: AnyModel) => unknown,
): RelatedTo {
  const groups = new Map<unknown, AnyModel[]>();
  for (let i = 0; i < found.length; i++) {
    const key = keyText(keyOf(found[i]!, i));
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [found[i]!]);
    else list.push(found[i]!);
  }
  return (object) => groups.get(keyText(ownKey(object))) ?? NONE;
}

/** The keys of objects, each once. */
export function distinctKeys(objects: readonly AnyModel[], key: (object: AnyModel) => unknown): unknown[] {
  const keys = new Map<unknown, unknown>();
  for (const object of objects) {
    const value = key(object);
    if (isKeySet(value)) keys.set(keyText(value), value);
  }
  return [...keys.values()];
}

/** An instance as an object with whatever properties. */
export function propertiesOf(object: AnyModel): Record<string, unknown> {
  return object as unknown as Record<string, unknown>;
}
