import type { BaseCache } from './base-cache.ts';
import { caches } from './caches.ts';

/** The cache that most code uses: `CACHES['default']`, looked up at each use. */
export const cache: BaseCache = new Proxy({} as BaseCache, {
  get(_, name) {
    const target = caches.get('default');
    const value: unknown = Reflect.get(target, name, target);
    return typeof value === 'function' ? value.bind(target) : value;
  },
  has: (_, name) => Reflect.has(caches.get('default'), name),
  getPrototypeOf: () => Object.getPrototypeOf(caches.get('default')),
});
