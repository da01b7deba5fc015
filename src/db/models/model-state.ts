import type { AnyModel } from './model.ts';

/** What the framework remembers about an instance beside its values; `instance._state`. */
export class ModelState {
  /** True until the row is in the database. */
  adding: boolean;
  /** Alias of the database that the instance came from or was saved to. */
  db: string | undefined;
  /** The instances of the same query, this one included: loading a relation of one loads it for all. */
  peers: readonly AnyModel[] | undefined;
  /** Related objects that have no property of their own: reverse one-to-ones, by accessor name. */
  fieldsCache: Map<string, unknown> | undefined;
  /** What was prefetched for the managers of relations to many, by accessor name. */
  prefetched: Map<string, readonly AnyModel[]> | undefined;

  constructor(adding: boolean, db: string | undefined, peers: readonly AnyModel[] | undefined) {
    this.adding = adding;
    this.db = db;
    this.peers = peers;
    this.fieldsCache = undefined;
    this.prefetched = undefined;
  }

  getCached(name: string): unknown {
    return this.fieldsCache?.get(name);
  }

  isCached(name: string): boolean {
    return this.fieldsCache?.has(name) ?? false;
  }

  setCached(name: string, value: unknown): void {
    this.fieldsCache ??= new Map();
    this.fieldsCache.set(name, value);
  }

  deleteCached(name: string): void {
    this.fieldsCache?.delete(name);
  }

  setPrefetched(name: string, objects: readonly AnyModel[]): void {
    this.prefetched ??= new Map();
    this.prefetched.set(name, objects);
  }

  /** @returns whether there was something to forget */
  forgetPrefetched(name: string): boolean {
    return this.prefetched?.delete(name) ?? false;
  }
}
