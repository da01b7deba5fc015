import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { configure } from 'jango/conf';
import { BaseCache, CacheValueError, caches, FileBasedCache, LocMemCache } from 'jango/core/cache';
import { overrideSettings } from 'jango/test';
import { gettextLazy } from 'jango/utils/translation';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { VALUES } from './values.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'jango-cache-'));
configure({
  SECRET_KEY: 'test',
  BASE_DIR: import.meta.dirname,
  CACHES: {
    locmem: { BACKEND: 'locmem', LOCATION: 'backends' },
    filebased: { BACKEND: 'filebased', LOCATION: folder },
  },
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  vi.useRealTimers();
});

describe.each(['locmem', 'filebased'])('the %s backend', (alias) => {
  const cache = caches.get(alias);
  beforeEach(() => cache.clear());

  test.each(Object.keys(VALUES))('gives back what it was given: %s', async (name) => {
    await cache.set('key', VALUES[name]);
    const kept = await cache.get<unknown>('key', 'missing');
    expect(kept).toEqual(VALUES[name]);
    expect(Object.getPrototypeOf(Object(kept))).toBe(Object.getPrototypeOf(Object(VALUES[name])));
    expect(String(kept)).toBe(String(VALUES[name]));
  });

  test('what is kept is a copy', async () => {
    const list = [1];
    await cache.set('list', list);
    list.push(2);
    const kept = await cache.get<number[]>('list', []);
    kept.push(3);
    expect(await cache.get('list')).toEqual([1]);
  });

  test('a text that is translated when it is read is kept as it reads now', async () => {
    await cache.set('lazy', { title: gettextLazy('today') });
    expect(await cache.get('lazy')).toEqual({ title: 'today' });
  });

  test('what would not come back as it was is refused, with the place', async () => {
    const loop: unknown[] = [];
    loop.push(loop);
    await expect(cache.set('key', { a: [new (class Robot {})()] })).rejects.toThrow(
      'The value["a"][0] is an instance of Robot, which cannot be cached. Cache what it is made of: of models,',
    );
    await expect(cache.set('key', loop)).rejects.toThrow('The value[0] contains itself.');
    await expect(cache.set('key', () => 1)).rejects.toThrow(
      'The value is a function, which cannot be cached.',
    );
    await expect(cache.set('key', Promise.resolve(1))).rejects.toThrow(CacheValueError);
    expect(await cache.hasKey('key')).toBe(false);
  });

  test('entries are over after their time', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 0 });
    await cache.set('usual', 1);
    await cache.set('short', 1, 10);
    await cache.set('for-good', 1, null);
    await cache.set('not-at-all', 1, 0);
    await cache.set('before', 1, -1);
    const present = async () => [
      ...(await cache.getMany(['usual', 'short', 'for-good', 'not-at-all', 'before'])).keys(),
    ];
    expect(await present()).toEqual(['usual', 'short', 'for-good']);
    vi.setSystemTime(10_000);
    expect(await present()).toEqual(['usual', 'for-good']);
    expect(await cache.touch('usual', 1000)).toBe(true);
    vi.setSystemTime(600_000);
    expect(await present()).toEqual(['usual', 'for-good']);
    vi.setSystemTime(10 ** 12);
    expect(await present()).toEqual(['for-good']);
    expect(await cache.touch('usual')).toBe(false);
  });

  test('add() keeps what is there', async () => {
    expect(await cache.add('key', 1)).toBe(true);
    expect(await cache.add('key', 2)).toBe(false);
    expect(await cache.get('key')).toBe(1);
  });

  test('incr() and decr() count', async () => {
    await cache.set('hits', 1, null);
    expect(await cache.incr('hits')).toBe(2);
    expect(await cache.incr('hits', 10)).toBe(12);
    expect(await cache.decr('hits', 2)).toBe(10);
    await cache.set('name', 'kim');
    await expect(cache.incr('name')).rejects.toThrow(CacheValueError);
  });

  test('delete() says whether there was something', async () => {
    await cache.setMany({ a: 1, b: 2, c: 3 });
    expect(await cache.delete('a')).toBe(true);
    expect(await cache.delete('a')).toBe(false);
    await cache.deleteMany(['b', 'x']);
    expect(await cache.getMany(['a', 'b', 'c'])).toEqual(new Map([['c', 3]]));
  });
});

describe('the memory of the process', () => {
  test('lets go of what was not used for the longest time', async () => {
    const cache = new LocMemCache('small', {
      BACKEND: 'locmem',
      OPTIONS: { MAX_ENTRIES: 4, CULL_FREQUENCY: 2 },
    });
    for (const key of ['a', 'b', 'c', 'd']) await cache.set(key, key);
    await cache.get('a');
    await cache.set('e', 'e');
    expect([...(await cache.getMany(['a', 'b', 'c', 'd', 'e'])).keys()]).toEqual(['a', 'd', 'e']);
  });

  test('lets go of everything where CULL_FREQUENCY is 0', async () => {
    const cache = new LocMemCache('none', {
      BACKEND: 'locmem',
      OPTIONS: { MAX_ENTRIES: 2, CULL_FREQUENCY: 0 },
    });
    for (const key of ['a', 'b', 'c']) await cache.set(key, key);
    expect([...(await cache.getMany(['a', 'b', 'c'])).keys()]).toEqual(['c']);
  });

  test('is one for caches with the same LOCATION', async () => {
    await new LocMemCache('shared', { BACKEND: 'locmem' }).set('key', 1);
    expect(await new LocMemCache('shared', { BACKEND: 'locmem' }).get('key')).toBe(1);
    expect(await new LocMemCache('other', { BACKEND: 'locmem' }).get('key')).toBeUndefined();
  });
});

describe('files', () => {
  test('are let go of when there are too many, and strange ones stay', async () => {
    const place = path.join(folder, 'few');
    const cache = new FileBasedCache(place, {
      BACKEND: 'filebased',
      OPTIONS: { MAX_ENTRIES: 4, CULL_FREQUENCY: 2 },
    });
    for (const key of ['a', 'b', 'c', 'd', 'e']) await cache.set(key, key);
    expect(readdirSync(place)).toHaveLength(3);
    writeFileSync(path.join(place, 'note.txt'), '');
    await cache.clear();
    expect(readdirSync(place)).toEqual(['note.txt']);
  });

  test('that are broken are named', async () => {
    const place = path.join(folder, 'broken');
    const cache = new FileBasedCache(place, { BACKEND: 'filebased' });
    await cache.set('key', 1);
    const [file] = readdirSync(place);
    writeFileSync(path.join(place, file!), 'nonsense');
    await expect(cache.get('key')).rejects.toThrow(
      `${file} is no entry of a cache. Delete the file, or clear the cache.`,
    );
  });

  test('need an absolute folder', () => {
    expect(() => new FileBasedCache('here', { BACKEND: 'filebased' })).toThrow(
      "The LOCATION of a file-based cache is 'here'.",
    );
  });
});

test('the dummy backend keeps nothing', async () => {
  await overrideSettings({ CACHES: { default: { BACKEND: 'dummy' } } }, async () => {
    const cache = caches.get('default');
    await cache.set('key', 1);
    expect(await cache.get('key')).toBeUndefined();
    expect(await cache.add('key', 1)).toBe(true);
    expect(await cache.getOrSet('key', 5)).toBe(5);
    expect(await cache.delete('key')).toBe(false);
  });
});

test('a backend of a project needs four methods', async () => {
  class Remote extends BaseCache {
    readonly rows = new Map<string, unknown>();
    override async read(key: string) {
      return this.rows.has(key) ? { value: this.rows.get(key) } : undefined;
    }
    override async write(key: string, value: unknown) {
      this.rows.set(key, value);
    }
    override async remove(key: string) {
      return this.rows.delete(key);
    }
    override async clear() {
      this.rows.clear();
    }
  }
  const cache = new Remote('', { BACKEND: 'remote', KEY_PREFIX: 'shop' });
  expect(await cache.add('n', 1)).toBe(true);
  expect(await cache.incr('n')).toBe(2);
  expect(await cache.touch('n')).toBe(true);
  expect([...cache.rows]).toEqual([['shop:1:n', 2]]);
});
