import { settings } from '../../conf/configure.ts';
import { markAltersData } from '../../utils/alters-data.ts';
import { getRandomString } from '../../utils/crypto.ts';
import type { SessionRecord } from './codec.ts';
import { SessionKeyTaken } from './errors.ts';
import { type Expiry, expiryAge, expiryDate, storedExpiry } from './expiry.ts';
import type { SessionData } from './index.ts';

const EXPIRY_KEY = '_session_expiry';
const KEY_LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const KEY_LENGTH = 32;
const SHORTEST_KEY = 8;

export type SessionValue<K extends string> = K extends keyof SessionData ? SessionData[K] : unknown;

/**
 * What the site remembers of a visitor between requests: a Map whose values are what JSON can hold. It is read before the
 * view runs and written after it when something was set, so using it is synchronous. Changing a value in place
 * (`session.get('cart').push(1)`) goes unnoticed: set it again, or set `modified`.
 */
export abstract class SessionBase extends Map<string, unknown> {
  static {
    markAltersData(this.prototype, 'save', 'create');
  }

  /** Whether the session was looked at, so that the response depends on the cookie. */
  accessed = false;
  /** Whether it has to be saved. */
  modified = false;
  #key: string | null;

  constructor(sessionKey: string | null = null) {
    super();
    this.#key = sessionKey !== null && sessionKey.length >= SHORTEST_KEY ? sessionKey : null;
  }

  /** What the cookie holds; null until the session is saved for the first time. */
  get sessionKey(): string | null {
    return this.#key;
  }

  /** Whether a key is in use. */
  abstract exists(sessionKey: string): Promise<boolean>;
  /** Store the session. @throws SessionKeyTaken for `mustCreate`, else SessionGone */
  protected abstract store(sessionKey: string, record: SessionRecord, mustCreate: boolean): Promise<void>;
  /** What is stored under a key, undefined for nothing and for what is too old. */
  protected abstract fetch(sessionKey: string): Promise<SessionRecord | undefined>;
  protected abstract remove(sessionKey: string): Promise<void>;

  /** Take what is stored; the key is given up when that is nothing. */
  async load(): Promise<void> {
    const record = this.#key === null ? undefined : await this.fetch(this.#key);
    super.clear();
    if (record === undefined) this.#key = null;
    else for (const [name, value] of Object.entries(record)) super.set(name, value);
  }

  /** Write the session; it gets a key if it has none. */
  async save(): Promise<void> {
    if (this.#key === null) await this.create();
    else await this.store(this.#key, this.#record(), false);
  }

  /** Write the session under a new key. */
  async create(): Promise<void> {
    for (;;) {
      const key = this.newKey();
      try {
        await this.store(key, this.#record(), true);
        this.#key = key;
        this.modified = true;
        return;
      } catch (error) {
        if (!(error instanceof SessionKeyTaken)) throw error;
      }
    }
  }

  /** Give the session a new key and keep its values: done at login, so that nobody can know the key beforehand. */
  async cycleKey(): Promise<void> {
    const old = this.#key;
    await this.create();
    if (old !== null) await this.remove(old);
  }

  /** Forget all values and the key, here and in the store: done at logout. */
  async flush(): Promise<void> {
    const old = this.#key;
    this.clear();
    this.#key = null;
    if (old !== null) await this.remove(old);
  }

  /** Whether there is nothing to keep. */
  isEmpty(): boolean {
    return this.#key === null && super.size === 0;
  }

  /** A value, without counting as a look at the session: for middleware that runs on every request. */
  peek<K extends string>(name: K): SessionValue<K> | undefined {
    return super.get(name) as SessionValue<K> | undefined;
  }

  override get<K extends string>(name: K): SessionValue<K> | undefined;
  override get<K extends string, D>(name: K, fallback: D): SessionValue<K> | D;
  override get(name: string, fallback?: unknown): unknown {
    this.accessed = true;
    return super.has(name) ? super.get(name) : fallback;
  }

  override has(name: string): boolean {
    this.accessed = true;
    return super.has(name);
  }

  override set<K extends string>(name: K, value: SessionValue<K>): this {
    this.accessed = this.modified = true;
    return super.set(name, value);
  }

  override delete(name: string): boolean {
    this.accessed = true;
    const deleted = super.delete(name);
    this.modified ||= deleted;
    return deleted;
  }

  /** A value, which is taken out. */
  pop<K extends string>(name: K): SessionValue<K> | undefined;
  pop<K extends string, D>(name: K, fallback: D): SessionValue<K> | D;
  pop(name: string, fallback?: unknown): unknown {
    const value = this.get(name, fallback);
    this.delete(name);
    return value;
  }

  /** A value, which is set first when there is none. */
  setDefault<K extends string>(name: K, value: SessionValue<K>): SessionValue<K> {
    if (!this.has(name)) this.set(name, value);
    return this.get(name) as SessionValue<K>;
  }

  update(values: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(values)) this.set(name, value as SessionValue<string>);
  }

  override clear(): void {
    this.accessed = this.modified = true;
    super.clear();
  }

  override get size(): number {
    this.accessed = true;
    return super.size;
  }

  override [Symbol.iterator](): MapIterator<[string, unknown]> {
    this.accessed = true;
    return super[Symbol.iterator]();
  }

  override entries(): MapIterator<[string, unknown]> {
    this.accessed = true;
    return super.entries();
  }

  override keys(): MapIterator<string> {
    this.accessed = true;
    return super.keys();
  }

  override values(): MapIterator<unknown> {
    this.accessed = true;
    return super.values();
  }

  /**
   * How long this session lives: a number of seconds without use, 0 for until the browser is closed, a moment,
   * or null for what the settings say.
   */
  setExpiry(expiry: Expiry): void {
    if (expiry === null) this.delete(EXPIRY_KEY);
    else this.set(EXPIRY_KEY, storedExpiry(expiry));
  }

  /** Seconds until the session expires. @param modification when it was last written; now unless given */
  getExpiryAge(modification: Date = new Date()): number {
    return expiryAge(super.get(EXPIRY_KEY), modification);
  }

  getExpiryDate(modification: Date = new Date()): Date {
    return expiryDate(super.get(EXPIRY_KEY), modification);
  }

  getExpireAtBrowserClose(): boolean {
    const expiry = super.get(EXPIRY_KEY);
    return expiry === undefined || expiry === null ? settings.SESSION_EXPIRE_AT_BROWSER_CLOSE : expiry === 0;
  }

  /** A key that nobody has guessed; `create()` finds out whether it is free. */
  protected newKey(): string {
    return getRandomString(KEY_LENGTH, KEY_LETTERS);
  }

  #record(): SessionRecord {
    return Object.fromEntries(super.entries());
  }
}

/** A place for sessions, as SESSION_ENGINE names it. */
export interface SessionStoreClass {
  new (sessionKey?: string | null): SessionBase;
  /** Throw away what is too old, for the stores that don't do it by themselves. */
  clearExpired?(): Promise<void>;
}
