import { isConfigured, settings } from '../../conf/configure.ts';
import type { CacheSettings } from '../../conf/settings.ts';
import { importString } from '../../utils/import-string.ts';
import { nearest } from '../../utils/nearest.ts';
import type { BaseCache } from './base-cache.ts';
import type { KeyFunction } from './cache-key.ts';
import { DummyCache } from './dummy-cache.ts';
import { InvalidCacheBackendError } from './errors.ts';
import { FileBasedCache } from './file-based-cache.ts';
import { LocMemCache } from './local-memory-cache.ts';

type CacheClass = new (location: string, settings: CacheSettings) => BaseCache;

const BUILT_IN: Readonly<Record<string, CacheClass>> = {
  locmem: LocMemCache,
  dummy: DummyCache,
  filebased: FileBasedCache,
};

/** `'django.core.cache.backends.locmem.LocMemCache'` is `'locmem'`. */
const DJANGO_NAME = /^django\.core\.cache\.backends\.(\w+)\.\w+$/;

/** What a project has when it says nothing of a default cache. */
const USUAL: CacheSettings = { BACKEND: 'locmem' };

/** CACHES; none for templates that are rendered without a project. */
function configuredCaches(): Readonly<Record<string, CacheSettings>> {
  return isConfigured() ? settings.CACHES : {};
}

/** The caches of CACHES, by alias. */
class Caches {
  readonly #made = new Map<string, { settings: CacheSettings; cache: BaseCache }>();
  /** What settings name by module: backends and key functions. */
  readonly #imported = new Map<string, unknown>();

  /** @throws InvalidCacheBackendError for an alias that isn't there, or a backend that cannot be used */
  get(alias: string): BaseCache {
    const configured = this.#settingsOf(alias);
    const known = this.#made.get(alias);
    if (known?.settings === configured) return known.cache;
    const cache = this.#make(alias, configured);
    this.#made.set(alias, { settings: configured, cache });
    return cache;
  }

  /** Whether there is a cache of this name. */
  has(alias: string): boolean {
    return alias === 'default' || Object.hasOwn(configuredCaches(), alias);
  }

  /** Import the backends and key functions that are modules: `BACKEND: 'mysite/cache.ts'`. `setup()` does it. */
  async load(): Promise<void> {
    for (const { BACKEND, KEY_FUNCTION } of Object.values(configuredCaches())) {
      if (backendOf(BACKEND) === undefined && !DJANGO_NAME.test(BACKEND)) await this.#import(BACKEND);
      if (typeof KEY_FUNCTION === 'string') await this.#import(KEY_FUNCTION);
    }
  }

  /** Let every cache that was used go of its connections. */
  async closeAll(): Promise<void> {
    for (const { cache } of this.#made.values()) await cache.close();
  }

  async #import(reference: string): Promise<void> {
    if (!this.#imported.has(reference)) this.#imported.set(reference, await importString(reference));
  }

  #settingsOf(alias: string): CacheSettings {
    const all = configuredCaches();
    const configured = Object.hasOwn(all, alias) ? all[alias] : undefined;
    if (configured !== undefined) return configured;
    if (alias === 'default') return USUAL;
    const near = nearest(alias, Object.keys(all));
    throw new InvalidCacheBackendError(
      `CACHES has no cache '${alias}'.`,
      near === undefined ? 'Add it to the settings.' : `Did you mean '${near}'?`,
    );
  }

  #make(alias: string, configured: CacheSettings): BaseCache {
    const { BACKEND, LOCATION, KEY_FUNCTION } = configured;
    const backend = backendOf(BACKEND) ?? (this.#imported.get(BACKEND) as CacheClass | undefined);
    if (backend === undefined) throw unusable(alias, BACKEND);
    const location = typeof LOCATION === 'object' ? LOCATION.join(',') : (LOCATION ?? '');
    if (typeof KEY_FUNCTION !== 'string') return new backend(location, configured);
    const keyFunction = this.#imported.get(KEY_FUNCTION) as KeyFunction | undefined;
    if (keyFunction === undefined) throw unusable(alias, KEY_FUNCTION);
    return new backend(location, { ...configured, KEY_FUNCTION: keyFunction });
  }
}

function backendOf(name: string): CacheClass | undefined {
  const short = DJANGO_NAME.exec(name)?.[1] ?? name;
  return Object.hasOwn(BUILT_IN, short) ? BUILT_IN[short] : undefined;
}

function unusable(alias: string, name: string): InvalidCacheBackendError {
  return new InvalidCacheBackendError(
    `The cache '${alias}' names '${name}', which is not loaded.`,
    `Built in are: ${Object.keys(BUILT_IN).join(', ')}. Another is a module of the project, which setup() imports: 'mysite/cache.ts#OurCache'.`,
  );
}

export const caches: Caches = new Caches();
