import type { CacheSettings } from '../../conf/settings.ts';
import { BaseCache } from './base-cache.ts';
import { type CacheHit, endOf, sum } from './cache-backend.ts';
import { decodeValue, encodeValue } from './encode-value.ts';

interface Entry {
  /** A value that nobody can change, or the text of one. */
  kept: unknown;
  encoded: boolean;
  until: number;
}

/** Caches with one LOCATION are one. */
const stores = new Map<string, Map<string, Entry>>();

/** The memory of the process. It lets go of what was not used for the longest time. It answers at once. */
export class LocMemCache extends BaseCache {
  /** Least recently used first. */
  readonly #entries: Map<string, Entry>;

  constructor(location: string, settings: CacheSettings) {
    super(location, settings);
    let entries = stores.get(location);
    if (entries === undefined) {
      entries = new Map();
      stores.set(location, entries);
    }
    this.#entries = entries;
  }

  override read(key: string): CacheHit | undefined {
    const entry = this.#live(key);
    if (entry === undefined) return undefined;
    this.#use(key, entry);
    return { value: entry.encoded ? decodeValue(entry.kept as string) : entry.kept };
  }

  override write(key: string, value: unknown, seconds: number | null): void {
    const encoded = typeof value === 'object' && value !== null;
    if (!encoded && (typeof value === 'function' || typeof value === 'symbol')) encodeValue(value);
    const entry: Entry = { kept: encoded ? encodeValue(value) : value, encoded, until: endOf(seconds) };
    if (this.#entries.size >= this.maxEntries) this.#cull();
    this.#use(key, entry);
  }

  override writeNew(key: string, value: unknown, seconds: number | null): boolean {
    if (this.#live(key) !== undefined) return false;
    this.write(key, value, seconds);
    return true;
  }

  override renew(key: string, seconds: number | null): boolean {
    const entry = this.#live(key);
    if (entry === undefined) return false;
    entry.until = endOf(seconds);
    return true;
  }

  override increase(key: string, delta: number): number | undefined {
    const entry = this.#live(key);
    if (entry === undefined) return undefined;
    const changed = sum(key, entry.encoded ? undefined : entry.kept, delta);
    entry.kept = changed;
    this.#use(key, entry);
    return changed;
  }

  override remove(key: string): boolean {
    return this.#entries.delete(key);
  }

  override async clear(): Promise<void> {
    this.#entries.clear();
  }

  #live(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.until > Date.now()) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  #use(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
  }

  #cull(): void {
    if (this.cullFrequency === 0) {
      this.#entries.clear();
      return;
    }
    let count = Math.floor(this.#entries.size / this.cullFrequency);
    for (const key of this.#entries.keys()) {
      if (count-- <= 0) break;
      this.#entries.delete(key);
    }
  }
}
