import fs from 'node:fs/promises';
import path from 'node:path';
import type { CacheSettings } from '../../conf/settings.ts';
import { crypto } from '../../utils/builtins.ts';
import { BaseCache } from './base-cache.ts';
import { type CacheHit, endOf } from './cache-backend.ts';
import { decodeValue, encodeValue } from './encode-value.ts';
import { CacheValueError, InvalidCacheBackendError } from './errors.ts';

const SUFFIX = '.jangocache';

/** A file per entry in the folder LOCATION, for several processes of one machine. */
export class FileBasedCache extends BaseCache {
  constructor(location: string, settings: CacheSettings) {
    super(location, settings);
    if (!path.isAbsolute(location)) {
      throw new InvalidCacheBackendError(
        `The LOCATION of a file-based cache is '${location}'.`,
        "Give it an absolute folder: path.join(BASE_DIR, 'cache').",
      );
    }
  }

  override async read(key: string): Promise<CacheHit | undefined> {
    const file = this.#file(key);
    const text = await unlessMissing(fs.readFile(file, 'utf8'));
    if (text === undefined) return undefined;
    const end = text.indexOf('\n');
    const until = text.slice(0, end);
    if (end < 0 || !/^(\d+|Infinity)$/.test(until)) throw broken(file);
    if (Number(until) > Date.now()) return { value: decoded(file, text.slice(end + 1)) };
    await unlessMissing(fs.unlink(file));
    return undefined;
  }

  override async write(key: string, value: unknown, seconds: number | null): Promise<void> {
    const text = `${Math.floor(endOf(seconds))}\n${encodeValue(value)}`;
    await fs.mkdir(this.location, { recursive: true, mode: 0o700 });
    await this.#cull();
    // A reader never sees a file that is half written.
    const temporary = path.join(this.location, `${crypto().randomBytes(12).toString('hex')}.tmp`);
    await fs.writeFile(temporary, text, { mode: 0o600 });
    await fs.rename(temporary, this.#file(key));
  }

  override async remove(key: string): Promise<boolean> {
    return (await unlessMissing(fs.unlink(this.#file(key)).then(() => true))) ?? false;
  }

  override async clear(): Promise<void> {
    for (const file of await this.#files()) await unlessMissing(fs.unlink(file));
  }

  async #cull(): Promise<void> {
    const files = await this.#files();
    if (files.length < this.maxEntries) return;
    if (this.cullFrequency === 0) return this.clear();
    for (let count = Math.floor(files.length / this.cullFrequency); count > 0; count--) {
      const [file] = files.splice(crypto().randomInt(files.length), 1);
      await unlessMissing(fs.unlink(file!));
    }
  }

  async #files(): Promise<string[]> {
    const names = (await unlessMissing(fs.readdir(this.location))) ?? [];
    return names.filter((name) => name.endsWith(SUFFIX)).map((name) => path.join(this.location, name));
  }

  #file(key: string): string {
    return path.join(this.location, crypto().createHash('md5').update(key).digest('hex') + SUFFIX);
  }
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
    throw error;
  }
}

function decoded(file: string, text: string): unknown {
  try {
    return decodeValue(text);
  } catch (cause) {
    throw broken(file, { cause });
  }
}

function broken(file: string, options?: ErrorOptions): CacheValueError {
  return new CacheValueError(
    `${file} is no entry of a cache.`,
    'Delete the file, or clear the cache.',
    options,
  );
}
