import { type Awaitable, recovering, whenReady } from '../../../utils/awaitable.ts';
import { TransactionManagementError } from '../../errors.ts';
import { AtomicBlock, type CommitCallback } from './atomic-block.ts';
import type { DatabaseWrapper } from './database-wrapper.ts';
import type { ExecuteResult, Row, Session } from './session.ts';

/** A connection that is taken, and a transaction begun, when there is something to send. */
class LateSession implements Session {
  readonly #connection: DatabaseWrapper;
  #begun: Awaitable<Session> | undefined = undefined;

  constructor(connection: DatabaseWrapper) {
    this.#connection = connection;
  }

  get isOpen(): boolean {
    return this.#begun !== undefined;
  }

  begun(): Awaitable<Session> {
    this.#begun ??= recovering(
      () => this.#connection.begin(),
      (error) => {
        this.#begun = undefined;
        throw error;
      },
    );
    return this.#begun;
  }

  query(sql: string, params: readonly unknown[], wide?: boolean): Awaitable<Row[]> {
    return whenReady(this.begun(), (session) => session.query(sql, params, wide));
  }

  execute(sql: string, params: readonly unknown[]): Awaitable<ExecuteResult> {
    return whenReady(this.begun(), (session) => session.execute(sql, params));
  }

  /** End the transaction, if one has begun, and give the connection back. */
  async end(how: 'commit' | 'rollback'): Promise<void> {
    const begun = this.#begun;
    if (begun === undefined) return;
    this.#begun = undefined;
    const session = await begun;
    try {
      await this.#connection[how](session);
    } catch (error) {
      if (how === 'commit') await this.#connection.rollback(session);
      throw error;
    } finally {
      this.#connection.release(session);
    }
  }
}

/** A `setAutocommit(false, ...)` while it runs: one transaction after the other, each until `commit()` or `rollback()`. */
export class ManualBlock extends AtomicBlock {
  override readonly isManual: boolean = true;
  /** What was committed and is to be called once autocommit is on again. */
  readonly committed: CommitCallback[] = [];
  readonly #late: LateSession;

  constructor(connection: DatabaseWrapper) {
    const late = new LateSession(connection);
    super(connection, late, undefined, false);
    this.#late = late;
  }

  async commit(): Promise<void> {
    await this.#late.end('commit');
    this.committed.push(...this.callbacks.splice(0));
  }

  async rollback(): Promise<void> {
    this.needsRollback = false;
    this.callbacks.length = 0;
    await this.#late.end('rollback');
  }

  /** @throws TransactionManagementError when the last transaction was neither committed nor undone; it is undone then */
  async finish(): Promise<void> {
    this.finished = true;
    if (!this.#late.isOpen) return;
    await this.rollback();
    throw new TransactionManagementError(
      'Autocommit was turned on again while a transaction was open, which has been undone.',
      'End the body of setAutocommit(false, ...) by commit() or rollback().',
    );
  }
}
