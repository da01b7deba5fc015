import type { AnyModel } from './model.ts';

/** What many instances have in common, those of one query or all new ones: their `_state`, until somebody asks for it. */
export class RowSource {
  readonly db: string | undefined;
  readonly peers: readonly AnyModel[] | undefined;
  readonly adding: boolean;

  constructor(db: string | undefined, peers: readonly AnyModel[] | undefined, adding = false) {
    this.db = db;
    this.peers = peers;
    this.adding = adding;
  }
}

export const NEW_ROW: RowSource = new RowSource(undefined, undefined, true);

const saved = new Map<string, RowSource>();

/** What the new instances that were saved to a database have in common. */
export function savedRow(db: string): RowSource {
  let source = saved.get(db);
  if (source === undefined) {
    source = new RowSource(db, undefined);
    saved.set(db, source);
  }
  return source;
}

/** A value by its name, and the next one: an instance has one or two, for which a Map is much. */
class Named<V> {
  readonly name: string;
  value: V;
  next: Named<V> | undefined;

  constructor(name: string, value: V, next: Named<V> | undefined) {
    this.name = name;
    this.value = value;
    this.next = next;
  }
}

function find<V>(first: Named<V> | undefined, name: string): Named<V> | undefined {
  let one = first;
  while (one !== undefined && one.name !== name) one = one.next;
  return one;
}

function without<V>(first: Named<V> | undefined, name: string): Named<V> | undefined {
  if (first === undefined) return undefined;
  if (first.name === name) return first.next;
  first.next = without(first.next, name);
  return first;
}

/** What the framework remembers about an instance beside its values; `instance._state`. */
export class ModelState {
  /** True until the row is in the database. */
  adding: boolean;
  /** Alias of the database that the instance came from or was saved to. */
  db: string | undefined;
  /** The instances of the same query, this one included: loading a relation of one loads it for all. */
  peers: readonly AnyModel[] | undefined;
  /** Related objects that have no property of their own: reverse one-to-ones, by accessor name. */
  fieldsCache: Named<unknown> | undefined;
  /** What was prefetched for the managers of relations to many, by accessor name. */
  prefetched: Named<readonly AnyModel[]> | undefined;

  constructor(adding: boolean, db: string | undefined, peers: readonly AnyModel[] | undefined) {
    this.adding = adding;
    this.db = db;
    this.peers = peers;
    this.fieldsCache = undefined;
    this.prefetched = undefined;
  }

  getCached(name: string): unknown {
    return find(this.fieldsCache, name)?.value;
  }

  isCached(name: string): boolean {
    return find(this.fieldsCache, name) !== undefined;
  }

  setCached(name: string, value: unknown): void {
    const known = find(this.fieldsCache, name);
    if (known === undefined) this.fieldsCache = new Named(name, value, this.fieldsCache);
    else known.value = value;
  }

  deleteCached(name: string): void {
    this.fieldsCache = without(this.fieldsCache, name);
  }

  getPrefetched(name: string): readonly AnyModel[] | undefined {
    return find(this.prefetched, name)?.value;
  }

  setPrefetched(name: string, objects: readonly AnyModel[]): void {
    const known = find(this.prefetched, name);
    if (known === undefined) this.prefetched = new Named(name, objects, this.prefetched);
    else known.value = objects;
  }

  /** @returns whether there was something to forget */
  forgetPrefetched(name: string): boolean {
    const known = this.getPrefetched(name) !== undefined;
    if (known) this.prefetched = without(this.prefetched, name);
    return known;
  }

  /** Forget all related objects. */
  forgetRelated(): void {
    this.fieldsCache = undefined;
    this.prefetched = undefined;
  }
}
