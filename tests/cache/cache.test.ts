import { configure } from 'jango/conf';
import { CacheKeyNotFound, cache, caches, InvalidCacheBackendError, LocMemCache } from 'jango/core/cache';
import { overrideSettings } from 'jango/test';
import { afterEach, beforeEach, describe, expect, expectTypeOf, test, vi } from 'vitest';
import { Loud } from './loud-cache.ts';

configure({ SECRET_KEY: 'test', BASE_DIR: import.meta.dirname });
beforeEach(() => cache.clear());
afterEach(() => {
  vi.restoreAllMocks();
});

describe('cache', () => {
  test('is the default one of CACHES, which is in memory unless the settings say otherwise', async () => {
    await overrideSettings({ CACHES: {} }, async () => {
      expect(caches.get('default')).toBeInstanceOf(LocMemCache);
      expect(cache).toBeInstanceOf(LocMemCache);
      await cache.set('key', 1);
      expect(await caches.get('default').get('key')).toBe(1);
    });
  });

  test('get() gives a fallback, or undefined, for what is not there', async () => {
    expect(await cache.get('missing')).toBeUndefined();
    expect(await cache.get('missing', 5)).toBe(5);
    await cache.set('nothing', null);
    expect(await cache.get<number | null>('nothing', 5)).toBeNull();
    expectTypeOf(cache.get<number>('key')).resolves.toEqualTypeOf<number | undefined>();
    expectTypeOf(cache.get('key', 5)).resolves.toEqualTypeOf<number>();
    expectTypeOf(cache.get('key')).resolves.toBeUnknown();
  });

  test('getOrSet() works out a value once', async () => {
    const work = vi.fn(async () => 42);
    expect(await cache.getOrSet('answer', work)).toBe(42);
    expect(await cache.getOrSet('answer', work)).toBe(42);
    expect(work).toHaveBeenCalledOnce();
    expectTypeOf(cache.getOrSet('answer', work)).resolves.toEqualTypeOf<number>();
    expectTypeOf(cache.getOrSet('answer', 'text')).resolves.toEqualTypeOf<string>();
  });

  test('incr() needs a key that is there', async () => {
    await expect(cache.incr('missing')).rejects.toThrow(new CacheKeyNotFound('missing'));
    await expect(cache.decrVersion('missing')).rejects.toThrow("The cache has no key 'missing'.");
  });

  test('versions are apart, and a value can move to another one', async () => {
    await cache.set('key', 'one');
    await cache.set('key', 'two', 60, { version: 2 });
    expect([await cache.get('key'), await cache.get('key', undefined, { version: 2 })]).toEqual([
      'one',
      'two',
    ]);
    expect(await cache.incrVersion('key', 4)).toBe(5);
    expect([await cache.hasKey('key'), await cache.get('key', undefined, { version: 5 })]).toEqual([
      false,
      'one',
    ]);
    expect(await cache.decrVersion('key', 1, { version: 2 })).toBe(1);
    expect(await cache.get('key')).toBe('two');
  });

  test('keys have a prefix and a version, or what KEY_FUNCTION makes', () => {
    expect(caches.get('default').makeKey('a')).toBe(':1:a');
    const CACHES = {
      default: { BACKEND: 'locmem', KEY_PREFIX: 'shop', VERSION: 3 },
      own: {
        BACKEND: 'locmem',
        KEY_FUNCTION: (key: string, prefix: string, version: number) => `${key}/${prefix}${version}`,
      },
    };
    overrideSettings({ CACHES }, () => {
      expect(caches.get('default').makeKey('a')).toBe('shop:3:a');
      expect(caches.get('default').makeKey('a', 9)).toBe('shop:9:a');
      expect(caches.get('own').makeKey('a')).toBe('a/1');
    });
  });

  test('keys that memcached would refuse are warned of, once', async () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    await cache.set('two words', 1);
    await cache.get('two words');
    await cache.get('x'.repeat(300));
    expect(warn.mock.calls.map(([warning]) => String(warning).slice(0, 60))).toEqual([
      "CacheKeyWarning: The cache key ':1:two words' will not work ",
      "CacheKeyWarning: The cache key ':1:xxxxxxxxxxxxxxxxxxxxxxxxx",
    ]);
  });

  test('a TIMEOUT of null keeps values for good', async () => {
    await overrideSettings(
      { CACHES: { default: { BACKEND: 'locmem', LOCATION: 'good', TIMEOUT: null } } },
      async () => {
        vi.useFakeTimers({ toFake: ['Date'], now: 0 });
        await cache.set('key', 1);
        vi.setSystemTime(10 ** 14);
        expect(await cache.get('key')).toBe(1);
        vi.useRealTimers();
      },
    );
  });
});

describe('caches.get()', () => {
  test('suggests the nearest alias', () => {
    overrideSettings({ CACHES: { fragments: { BACKEND: 'dummy' } } }, () => {
      expect(() => caches.get('fragment')).toThrow(
        "CACHES has no cache 'fragment'. Did you mean 'fragments'?",
      );
      expect(() => caches.get('other')).toThrow(InvalidCacheBackendError);
    });
  });

  test("takes Django's names of backends", () => {
    const BACKEND = 'django.core.cache.backends.locmem.LocMemCache';
    overrideSettings({ CACHES: { default: { BACKEND } } }, () =>
      expect(caches.get('default')).toBeInstanceOf(LocMemCache),
    );
  });

  test('takes a backend and a key function of the project, once they are loaded', async () => {
    const CACHES = { loud: { BACKEND: 'loud-cache.ts#Loud', KEY_FUNCTION: 'loud-cache.ts#loudKey' } };
    await overrideSettings({ CACHES }, async () => {
      expect(() => caches.get('loud')).toThrow(
        "The cache 'loud' names 'loud-cache.ts#Loud', which is not loaded. Built in are: locmem, dummy, filebased.",
      );
      await caches.load();
      const loud = caches.get('loud');
      expect(loud).toBeInstanceOf(Loud);
      expect(loud.makeKey('a')).toBe('A!');
    });
  });

  test('says which backend there is not', async () => {
    const BACKEND = 'django.core.cache.backends.redis.RedisCache';
    await overrideSettings({ CACHES: { default: { BACKEND } } }, async () => {
      await caches.load();
      expect(() => caches.get('default')).toThrow(
        `The cache 'default' names '${BACKEND}', which is not loaded.`,
      );
    });
  });
});
