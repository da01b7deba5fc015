import type { CacheSettings } from '../../conf/settings.ts';
import type { Awaitable } from '../../utils/awaitable.ts';
import { CacheBackend } from './cache-backend.ts';
import { CacheKeyNotFound } from './errors.ts';

export interface VersionOptions {
  /** In place of the cache's own VERSION. */
  readonly version?: number;
}

/**
 * A cache of CACHES. Values come back as copies, so that nobody changes what is kept. A time is in seconds; null keeps a value for
 * good, 0 not at all, and without one TIMEOUT of the settings counts.
 *
 * A backend of your own is a subclass with `read()`, `write()`, `remove()` and `clear()`; it may have better ways for the rest.
 */
export abstract class BaseCache extends CacheBackend {
  constructor(location: string, settings: CacheSettings) {
    super(location, settings);
  }

  /** What is kept under the key; `fallback`, or undefined, where there is nothing. */
  async get<T = unknown>(key: string, fallback?: undefined, options?: VersionOptions): Promise<T | undefined>;
  async get<T>(key: string, fallback: T, options?: VersionOptions): Promise<T>;
  async get<T>(key: string, fallback?: T, { version }: VersionOptions = {}): Promise<T | undefined> {
    const hit = await this.read(this.makeAndValidateKey(key, version));
    return hit === undefined ? fallback : (hit.value as T);
  }

  /** Keep a value. @throws CacheValueError for what would not come back as it was */
  async set(
    key: string,
    value: unknown,
    timeout?: number | null,
    { version }: VersionOptions = {},
  ): Promise<void> {
    await this.write(this.makeAndValidateKey(key, version), value, this.secondsOf(timeout));
  }

  /** Keep a value unless there is one. @returns whether it was kept */
  async add(
    key: string,
    value: unknown,
    timeout?: number | null,
    { version }: VersionOptions = {},
  ): Promise<boolean> {
    return this.writeNew(this.makeAndValidateKey(key, version), value, this.secondsOf(timeout));
  }

  /** Give a key a new time. @returns whether it is there */
  async touch(key: string, timeout?: number | null, { version }: VersionOptions = {}): Promise<boolean> {
    return this.renew(this.makeAndValidateKey(key, version), this.secondsOf(timeout));
  }

  /** @returns whether there was something */
  async delete(key: string, { version }: VersionOptions = {}): Promise<boolean> {
    return this.remove(this.makeAndValidateKey(key, version));
  }

  async hasKey(key: string, { version }: VersionOptions = {}): Promise<boolean> {
    return (await this.read(this.makeAndValidateKey(key, version))) !== undefined;
  }

  /** What is kept; else the value, or what the function gives, which is kept from now on. */
  async getOrSet<T>(
    key: string,
    value: T | (() => Awaitable<T>),
    timeout?: number | null,
    options: VersionOptions = {},
  ): Promise<T> {
    const full = this.makeAndValidateKey(key, options.version);
    const hit = await this.read(full);
    if (hit !== undefined) return hit.value as T;
    const made = typeof value === 'function' ? await (value as () => Awaitable<T>)() : value;
    await this.writeNew(full, made, this.secondsOf(timeout));
    // Someone else may have been faster.
    const kept = await this.read(full);
    return kept === undefined ? made : (kept.value as T);
  }

  /** Those of the keys that are there. */
  async getMany<T = unknown>(
    keys: Iterable<string>,
    { version }: VersionOptions = {},
  ): Promise<Map<string, T>> {
    const found = new Map<string, T>();
    for (const key of keys) {
      const hit = await this.read(this.makeAndValidateKey(key, version));
      if (hit !== undefined) found.set(key, hit.value as T);
    }
    return found;
  }

  /** Keep several values. @returns keys that could not be kept */
  async setMany(
    values: Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>,
    timeout?: number | null,
    options: VersionOptions = {},
  ): Promise<string[]> {
    const entries = values instanceof Map ? values : Object.entries(values);
    for (const [key, value] of entries) await this.set(key, value, timeout, options);
    return [];
  }

  async deleteMany(keys: Iterable<string>, options: VersionOptions = {}): Promise<void> {
    for (const key of keys) await this.delete(key, options);
  }

  /** Add to a number. @throws CacheKeyNotFound where there is none */
  async incr(key: string, delta = 1, { version }: VersionOptions = {}): Promise<number> {
    const changed = await this.increase(this.makeAndValidateKey(key, version), delta);
    if (changed === undefined) throw new CacheKeyNotFound(key);
    return changed;
  }

  /** Take from a number. @throws CacheKeyNotFound where there is none */
  async decr(key: string, delta = 1, options: VersionOptions = {}): Promise<number> {
    return this.incr(key, -delta, options);
  }

  /** Move a value to another version. @returns that version @throws CacheKeyNotFound where there is none */
  async incrVersion(
    key: string,
    delta = 1,
    { version = this.version }: VersionOptions = {},
  ): Promise<number> {
    const full = this.makeAndValidateKey(key, version);
    const hit = await this.read(full);
    if (hit === undefined) throw new CacheKeyNotFound(key);
    await this.set(key, hit.value, undefined, { version: version + delta });
    await this.remove(full);
    return version + delta;
  }

  async decrVersion(key: string, delta = 1, options: VersionOptions = {}): Promise<number> {
    return this.incrVersion(key, -delta, options);
  }

  /** Let go of connections. */
  async close(): Promise<void> {}
}
