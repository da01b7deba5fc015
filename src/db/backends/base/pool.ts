import { OperationalError } from '../../errors.ts';

/** A connection that a pool hands out. */
export interface PooledSession {
  /** The connection is gone: it must not be used again. */
  readonly lost: boolean;
  /** When it was made, and when it was used last: milliseconds since 1970. */
  readonly openedAt: number;
  readonly usedAt: number;
  /** Keep the process alive while the connection is in use, and no longer. */
  hold(held: boolean): void;
  /** Ask the server whether it is there. */
  ping(): Promise<unknown>;
  end(): Promise<void>;
}

export interface PoolOptions {
  /** Alias of the database, for messages. */
  readonly alias: string;
  /** Greatest number of connections. */
  readonly max: number;
  /** Seconds to wait for one. */
  readonly acquireTimeout: number;
  /** Seconds after which a connection that nobody uses is closed. */
  readonly idleTimeout: number;
  /** Seconds after which a connection is replaced; null for never. */
  readonly maxAge: number | null;
  /** Ask a connection that was idle whether it is there before it is used. */
  readonly checksHealth: boolean;
}

/** Says who holds a connection, should somebody wait for it in vain. */
type Holder = () => string;

interface Waiting<S> {
  readonly holder: Holder;
  readonly resolve: (session: S) => void;
  readonly reject: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
}

/** The connections of a database: opened when they are needed, given on in the order in which they were asked for. */
export class Pool<S extends PooledSession> {
  readonly #open: () => Promise<S>;
  readonly #options: PoolOptions;
  readonly #idle: S[] = [];
  readonly #held = new Map<S, { readonly since: number; readonly holder: Holder }>();
  readonly #waiting: Waiting<S>[] = [];
  /** Connections that are being opened or asked whether they are there. */
  #pending = 0;
  #closed = false;
  #sweep: NodeJS.Timeout | undefined;

  constructor(open: () => Promise<S>, options: PoolOptions) {
    this.#open = open;
    this.#options = options;
  }

  /** Have a connection while something runs; at once when one is idle. */
  async use<T>(holder: Holder, body: (session: S) => Promise<T>): Promise<T> {
    const session = this.#take(holder) ?? (await this.acquire(holder));
    try {
      return await body(session);
    } finally {
      this.release(session);
    }
  }

  /** @throws OperationalError when there is none within the time, naming those who hold them */
  async acquire(holder: Holder): Promise<S> {
    while (this.#idle.length > 0) {
      // Without a pause in between, or another caller would take it that there is room for one more connection.
      const ready = this.#take(holder);
      if (ready !== undefined) return ready;
      const idle = this.#idle.pop()!;
      if (idle.lost) this.#discard(idle);
      else if (await this.#giveIfAlive(idle, holder)) return idle;
    }
    if (this.#held.size + this.#pending < this.#options.max) return this.#openFor(holder);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(this.#timedOut());
      }, this.#options.acquireTimeout * 1000);
      const waiting: Waiting<S> = { holder, resolve, reject, timer };
      this.#waiting.push(waiting);
    });
  }

  release(session: S): void {
    if (!this.#held.delete(session)) {
      // It is of a pool that was closed meanwhile.
      this.#discard(session);
      return;
    }
    const { maxAge } = this.#options;
    const tooOld = maxAge !== null && Date.now() - session.openedAt >= maxAge * 1000;
    if (session.lost || this.#closed || tooOld) {
      this.#discard(session);
      this.#serveByOpening();
      return;
    }
    const next = this.#nextWaiting();
    if (next !== undefined) {
      next.resolve(this.#give(session, next.holder));
      return;
    }
    session.hold(false);
    this.#idle.push(session);
    this.#sweepLater();
  }

  /** Close what is idle now, and the others when they come back. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#sweep);
    await Promise.all(this.#idle.splice(0).map((session) => session.end()));
  }

  /** The idle connection that was used last, when it needs no question first. */
  #take(holder: Holder): S | undefined {
    const idle = this.#idle.at(-1);
    if (idle === undefined || idle.lost || this.#wantsCheck(idle)) return undefined;
    this.#idle.pop();
    return this.#give(idle, holder);
  }

  #give(session: S, holder: Holder): S {
    session.hold(true);
    this.#held.set(session, { since: Date.now(), holder });
    return session;
  }

  /** A place that stays empty, as the connection can't be made, goes to the next who waits. */
  async #openFor(holder: Holder): Promise<S> {
    this.#pending++;
    try {
      const session = await this.#open();
      this.#pending--;
      return this.#give(session, holder);
    } catch (error) {
      this.#pending--;
      this.#serveByOpening();
      throw error;
    }
  }

  /** A connection was lost: who waits gets a new one. */
  #serveByOpening(): void {
    const next = this.#nextWaiting();
    if (next !== undefined) this.#openFor(next.holder).then(next.resolve, next.reject);
  }

  #nextWaiting(): Waiting<S> | undefined {
    const next = this.#waiting.shift();
    clearTimeout(next?.timer);
    return next;
  }

  #wantsCheck(session: S): boolean {
    return this.#options.checksHealth && Date.now() - session.usedAt >= 1000;
  }

  async #giveIfAlive(session: S, holder: Holder): Promise<boolean> {
    this.#pending++;
    session.hold(true);
    try {
      await session.ping();
      this.#give(session, holder);
      return true;
    } catch {
      this.#discard(session);
      return false;
    } finally {
      this.#pending--;
    }
  }

  /** A connection that is thrown away may be broken in any way: what ending it says interests nobody. */
  #discard(session: S): void {
    session.end().catch(() => undefined);
  }

  #sweepLater(): void {
    if (this.#sweep !== undefined) return;
    const { idleTimeout } = this.#options;
    this.#sweep = setTimeout(() => {
      this.#sweep = undefined;
      const since = Date.now() - idleTimeout * 1000;
      for (const session of this.#idle.filter((one) => one.usedAt <= since)) {
        this.#idle.splice(this.#idle.indexOf(session), 1);
        this.#discard(session);
      }
      if (this.#idle.length > 0) this.#sweepLater();
    }, idleTimeout * 1000).unref();
  }

  #timedOut(): OperationalError {
    const { alias, max, acquireTimeout } = this.#options;
    const holders = [...this.#held.values()].map(
      ({ since, holder }) => `- for ${((Date.now() - since) / 1000).toFixed(1)} s: ${holder()}`,
    );
    return new OperationalError(
      `No connection to the database '${alias}' became free within ${acquireTimeout} s; the pool has ${max}. They are held by:\n${holders.join('\n')}`,
      `Keep transactions short, await nothing else in them, or raise OPTIONS.pool.max of DATABASES['${alias}'].`,
    );
  }
}
