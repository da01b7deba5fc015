import { OperationalError } from '../../errors.ts';
import type { PostgresSession } from './session.ts';

export interface PoolOptions {
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

interface Holder {
  readonly since: number;
  readonly what: () => string;
}

interface Waiting {
  readonly what: () => string;
  readonly resolve: (session: PostgresSession) => void;
  readonly reject: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
}

/** The connections of a database: opened when they are needed, given on in the order in which they were asked for. */
export class Pool {
  readonly #open: () => Promise<PostgresSession>;
  readonly #options: PoolOptions;
  readonly #idle: PostgresSession[] = [];
  readonly #held = new Map<PostgresSession, Holder>();
  readonly #waiting: Waiting[] = [];
  #opening = 0;
  #closed = false;
  #sweep: NodeJS.Timeout | undefined;

  constructor(open: () => Promise<PostgresSession>, options: PoolOptions) {
    this.#open = open;
    this.#options = options;
  }

  /**
   * @param what says who holds the connection, should somebody wait for it in vain
   * @throws OperationalError when there is none within the time, naming those who hold them
   */
  async acquire(what: () => string): Promise<PostgresSession> {
    for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
      if (await this.#usable(idle)) return this.#give(idle, what);
    }
    if (this.#held.size + this.#opening < this.#options.max) return this.#give(await this.#openOne(), what);
    return new Promise((resolve, reject) => {
      const { acquireTimeout } = this.#options;
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(this.#timedOut());
      }, acquireTimeout * 1000);
      const waiting: Waiting = { what, resolve, reject, timer };
      this.#waiting.push(waiting);
    });
  }

  release(session: PostgresSession): void {
    this.#held.delete(session);
    const { maxAge } = this.#options;
    const tooOld = maxAge !== null && Date.now() - session.openedAt >= maxAge * 1000;
    if (session.lost || this.#closed || tooOld) {
      this.#discard(session);
      this.#serveByOpening();
      return;
    }
    const next = this.#waiting.shift();
    if (next !== undefined) {
      clearTimeout(next.timer);
      next.resolve(this.#give(session, next.what));
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

  #give(session: PostgresSession, what: () => string): PostgresSession {
    session.hold(true);
    this.#held.set(session, { since: Date.now(), what });
    return session;
  }

  async #openOne(): Promise<PostgresSession> {
    this.#opening++;
    try {
      return await this.#open();
    } finally {
      this.#opening--;
    }
  }

  /** A connection was lost: who waits gets a new one. */
  #serveByOpening(): void {
    const next = this.#waiting.shift();
    if (next === undefined) return;
    clearTimeout(next.timer);
    this.#openOne().then(
      (session) => next.resolve(this.#give(session, next.what)),
      (error: unknown) => next.reject(error),
    );
  }

  async #usable(session: PostgresSession): Promise<boolean> {
    if (session.lost) {
      this.#discard(session);
      return false;
    }
    if (!this.#options.checksHealth || Date.now() - session.usedAt < 1000) return true;
    session.hold(true);
    try {
      await session.query('SELECT 1', []);
      return true;
    } catch {
      this.#discard(session);
      return false;
    }
  }

  /** A connection that is thrown away may be broken in any way: what ending it says interests nobody. */
  #discard(session: PostgresSession): void {
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
    const { max, acquireTimeout } = this.#options;
    const holders = [...this.#held.values()].map(
      ({ since, what }) => `- for ${((Date.now() - since) / 1000).toFixed(1)} s: ${what()}`,
    );
    return new OperationalError(
      `No connection became free within ${acquireTimeout} s; the pool has ${max}. They are held by:\n${holders.join('\n')}`,
      'Keep transactions short, await nothing else in them, or raise OPTIONS.pool.max of the database.',
    );
  }
}
