import { createHash } from 'node:crypto';
import type { Awaitable } from '../utils/awaitable.ts';

/** Where `{% cache %}` keeps what it rendered. */
export interface FragmentCache {
  get(key: string): Awaitable<string | undefined | null>;
  /** @param seconds null to keep it for good */
  set(key: string, value: string, seconds: number | null): Awaitable<unknown>;
}

/** A cache in the memory of the process, which forgets the oldest entries first. */
class MemoryCache implements FragmentCache {
  readonly #entries = new Map<string, { value: string; until: number }>();
  readonly #limit = 300;

  get(key: string): string | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.until > Date.now()) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  set(key: string, value: string, seconds: number | null): void {
    this.#entries.delete(key);
    this.#entries.set(key, {
      value,
      until: seconds === null ? Number.POSITIVE_INFINITY : Date.now() + seconds * 1000,
    });
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#limit) break;
      this.#entries.delete(oldest);
    }
  }
}

const memory = new MemoryCache();
let find: (name: string | undefined) => FragmentCache | undefined = (name) =>
  name === undefined || name === 'default' || name === 'template_fragments' ? memory : undefined;

/** The cache of a name; without one, `template_fragments` if there is such, else `default`. undefined for an unknown name. */
export function fragmentCache(name?: string): FragmentCache | undefined {
  return find(name);
}

/** Let fragments be kept in the caches of the settings. */
export function setFragmentCaches(finder: (name: string | undefined) => FragmentCache | undefined): void {
  find = finder;
}

/** The key of a fragment: to delete it, `cache.delete(makeTemplateFragmentKey('sidebar', [user.name]))`. */
export function makeTemplateFragmentKey(name: string, varyOn: readonly unknown[] = []): string {
  const hash = createHash('md5');
  for (const value of varyOn) hash.update(`${String(value)}:`);
  return `template.cache.${name}.${hash.digest('hex')}`;
}
