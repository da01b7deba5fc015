import { FrameworkError } from '../errors/framework-error.ts';

/** CACHES has no cache of this name, or its backend cannot be used. */
export class InvalidCacheBackendError extends FrameworkError {
  constructor(what: string, hint: string, options?: ErrorOptions) {
    super('cache.invalid-backend', what, hint, options);
  }
}

/** A value cannot be kept: it is, or holds, something that would not come back as it was. */
export class CacheValueError extends FrameworkError {
  constructor(what: string, hint: string, options?: ErrorOptions) {
    super('cache.value', what, hint, options);
  }
}

/** `incr()`, `decr()` and `incrVersion()` need a key that is there. */
export class CacheKeyNotFound extends FrameworkError {
  constructor(key: string) {
    super('cache.key-not-found', `The cache has no key '${key}'.`, `Set it first, or use add('${key}', 0).`);
  }
}
