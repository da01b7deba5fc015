import { OperationalError } from '../../errors.ts';
import type { MysqlSession } from './session.ts';

export interface PoolOptions {
  readonly alias: string;
  readonly size: number;
  /** Milliseconds to wait for a connection. */
  readonly timeout: number;
  /** Milliseconds after which an idle connection is not used again; undefined for no limit. */
  readonly idle: number | undefined;
  open(): Promise<MysqlSession>;
}

interface Waiting {
  readonly holder: string;
  give(session: MysqlSession): void;
  fail(error: unknown): void;
}

/** Connections to one database, handed out in the order in which they were asked for. */
export class Pool {
  readonly #options: PoolOptions;
  readonly #idle: MysqlSession[] = [];
  readonly #held = new Set<MysqlSession>();
  readonly #waiting: Waiting[] = [];
  #opening = 0;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** @param holder who asks, for the message to those that wait in vain */
  async acquire(holder: string): Promise<MysqlSession> {
    const idle = this.#takeIdle();
    if (idle !== undefined) return this.#hold(idle, holder);
    if (this.#held.size + this.#opening < this.#options.size) return this.#open(holder);
    return this.#wait(holder);
  }

  release(session: MysqlSession): void {
    this.#held.delete(session);
    if (session.broken) {
      session.connection.destroy();
      this.#serveByOpening();
      return;
    }
    const next = this.#waiting.shift();
    if (next !== undefined) {
      next.give(this.#hold(session, next.holder));
      return;
    }
    session.heldSince = performance.now();
    this.#idle.push(session);
  }

  /** Close all that are idle; those in use are closed when they come back. */
  async close(): Promise<void> {
    for (const session of this.#held) session.broken = true;
    const idle = this.#idle.splice(0);
    await Promise.all(idle.map((session) => session.end()));
  }

  #takeIdle(): MysqlSession | undefined {
    const { idle } = this.#options;
    for (let session = this.#idle.pop(); session !== undefined; session = this.#idle.pop()) {
      const tooOld = idle !== undefined && performance.now() - session.heldSince > idle;
      if (!session.broken && !tooOld) return session;
      session.connection.destroy();
    }
    return undefined;
  }

  #hold(session: MysqlSession, holder: string): MysqlSession {
    session.holder = holder;
    session.heldSince = performance.now();
    this.#held.add(session);
    return session;
  }

  async #open(holder: string): Promise<MysqlSession> {
    this.#opening++;
    try {
      return this.#hold(await this.#options.open(), holder);
    } catch (error) {
      this.#waiting.shift()?.fail(error);
      throw error;
    } finally {
      this.#opening--;
    }
  }

  #serveByOpening(): void {
    const next = this.#waiting.shift();
    if (next !== undefined) this.#open(next.holder).then(next.give, next.fail);
  }

  #wait(holder: string): Promise<MysqlSession> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(this.#timeoutError());
      }, this.#options.timeout);
      const waiting: Waiting = {
        holder,
        give: (session) => {
          clearTimeout(timer);
          resolve(session);
        },
        fail: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      };
      this.#waiting.push(waiting);
    });
  }

  #timeoutError(): OperationalError {
    const { alias, size, timeout } = this.#options;
    const longest = [...this.#held].sort((a, b) => a.heldSince - b.heldSince)[0];
    const held =
      longest === undefined
        ? ''
        : ` Held longest, for ${seconds(performance.now() - longest.heldSince)}: ${longest.holder}.`;
    return new OperationalError(
      `No connection to the database '${alias}' became free within ${seconds(timeout)}: all ${size} are in use.${held}`,
      `End the transaction that holds it sooner, or raise OPTIONS.pool.max of DATABASES['${alias}'].`,
    );
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
