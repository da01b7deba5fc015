import type { CacheSettings } from '../../conf/settings.ts';
import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import { defaultKeyFunction, type KeyFunction, warnOfKey } from './cache-key.ts';
import { CacheValueError } from './errors.ts';

/** What was found under a key: any value, undefined included. */
export interface CacheHit {
  readonly value: unknown;
}

/** What a backend does with keys that are complete and times in seconds; it answers at once where it can. */
export abstract class CacheBackend {
  readonly location: string;
  readonly keyPrefix: string;
  readonly version: number;
  /** In seconds; null keeps values for good. */
  readonly defaultTimeout: number | null;
  /** How many entries there may be before some are let go. */
  readonly maxEntries: number;
  /** The part that goes then: 3 is a third; 0 is all of them. */
  readonly cullFrequency: number;
  readonly #keyFunction: KeyFunction;

  constructor(location: string, settings: CacheSettings) {
    const options = settings.OPTIONS ?? {};
    this.location = location;
    this.keyPrefix = settings.KEY_PREFIX ?? '';
    this.version = settings.VERSION ?? 1;
    this.defaultTimeout = settings.TIMEOUT === undefined ? 300 : settings.TIMEOUT;
    this.maxEntries = numberOption(options['MAX_ENTRIES'], 300);
    this.cullFrequency = numberOption(options['CULL_FREQUENCY'], 3);
    this.#keyFunction =
      typeof settings.KEY_FUNCTION === 'function' ? settings.KEY_FUNCTION : defaultKeyFunction;
  }

  abstract read(key: string): Awaitable<CacheHit | undefined>;
  /** @param seconds null for good; 0 or less is over at once */
  abstract write(key: string, value: unknown, seconds: number | null): Awaitable<void>;
  /** @returns whether there was something */
  abstract remove(key: string): Awaitable<boolean>;
  /** Forget everything, of other prefixes and versions, too. */
  abstract clear(): Promise<void>;

  /** Write unless there is something. @returns whether it was written */
  writeNew(key: string, value: unknown, seconds: number | null): Awaitable<boolean> {
    return whenReady(this.read(key), (hit) =>
      hit === undefined ? whenReady(this.write(key, value, seconds), () => true) : false,
    );
  }

  /** Give an entry another time. @returns whether it is there */
  renew(key: string, seconds: number | null): Awaitable<boolean> {
    return whenReady(this.read(key), (hit) =>
      hit === undefined ? false : whenReady(this.write(key, hit.value, seconds), () => true),
    );
  }

  /** Add to a number. @returns the new one; undefined where there is none */
  increase(key: string, delta: number): Awaitable<number | undefined> {
    return whenReady(this.read(key), (hit) => {
      if (hit === undefined) return undefined;
      const changed = sum(key, hit.value, delta);
      return whenReady(this.write(key, changed, this.defaultTimeout), () => changed);
    });
  }

  /** The key as the backend has it: with prefix and version. */
  makeKey(key: string, version: number = this.version): string {
    return this.#keyFunction(key, this.keyPrefix, version);
  }

  /** Warn of keys that not every cache would take. */
  validateKey(key: string): void {
    warnOfKey(key);
  }

  makeAndValidateKey(key: string, version?: number): string {
    const full = this.makeKey(key, version);
    this.validateKey(full);
    return full;
  }

  /** A time that was given, or TIMEOUT. */
  secondsOf(timeout: number | null | undefined): number | null {
    return timeout === undefined ? this.defaultTimeout : timeout;
  }
}

/** A number that was kept, and another one. @throws CacheValueError when what was kept is no number */
export function sum(key: string, value: unknown, delta: number): number {
  if (typeof value === 'number') return value + delta;
  throw new CacheValueError(`'${key}' holds no number to add to.`, 'Set it to a number first.');
}

/** When an entry is over, in milliseconds since 1970. */
export function endOf(seconds: number | null): number {
  return seconds === null ? Number.POSITIVE_INFINITY : seconds <= 0 ? 0 : Date.now() + seconds * 1000;
}

function numberOption(value: unknown, usual: number): number {
  const number = Number(value);
  return value === undefined || !Number.isInteger(number) ? usual : number;
}
