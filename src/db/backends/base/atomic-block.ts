import { type Awaitable, whenReady } from '../../../utils/awaitable.ts';
import { TransactionManagementError } from '../../errors.ts';
import type { DatabaseWrapper } from './database-wrapper.ts';
import { anyWrapper, throughWrappers } from './execute-wrappers.ts';
import type { ExecuteResult, Row, Session } from './session.ts';

export type CommitCallback = () => Awaitable<unknown>;

let savepoints = 0;

/**
 * One `atomic()` while it runs. The outermost block holds a session and a transaction, an inner one a savepoint in it,
 * or nothing when it was opened with `savepoint: false`.
 *
 * While an inner block runs, statements of the outer one wait for its end: a savepoint never catches work that
 * runs beside it.
 */
export class AtomicBlock {
  readonly connection: DatabaseWrapper;
  readonly session: Session;
  readonly parent: AtomicBlock | undefined;
  readonly durable: boolean;
  savepoint: string | undefined = undefined;
  /** An error, or `setRollback(true)`, left this block with no way but back. */
  needsRollback = false;
  /** The block that a test case keeps open around a test: durable blocks may stand in it. */
  isTestBlock = false;
  /** Its transactions are ended by hand: `setAutocommit(false, ...)`. */
  readonly isManual: boolean = false;
  /** No statement may be sent through this block any more. */
  finished = false;
  callbacks: CommitCallback[] = [];
  #child: Promise<void> | undefined = undefined;
  /** Savepoints set by hand, and how many functions were to be called on commit then. */
  readonly #marks = new Map<string, number>();

  constructor(
    connection: DatabaseWrapper,
    session: Session,
    parent: AtomicBlock | undefined,
    durable: boolean,
  ) {
    this.connection = connection;
    this.session = session;
    this.parent = parent;
    this.durable = durable;
  }

  query(sql: string, params: readonly unknown[], wide = false): Awaitable<Row[]> {
    if (this.#child !== undefined) return this.#child.then(() => this.query(sql, params, wide));
    this.#checkUsable();
    return this.session.query(sql, params, wide);
  }

  execute(sql: string, params: readonly unknown[]): Awaitable<ExecuteResult> {
    if (this.#child !== undefined) return this.#child.then(() => this.execute(sql, params));
    this.#checkUsable();
    return this.session.execute(sql, params);
  }

  /** Whatever else its session can do. */
  run<T>(body: (session: Session) => Awaitable<T>): Awaitable<T> {
    if (this.#child !== undefined) return this.#child.then(() => this.run(body));
    this.#checkUsable();
    return this.session.begun === undefined ? body(this.session) : whenReady(this.session.begun(), body);
  }

  /** Take the block's turn for an inner block. @returns what gives the turn back. */
  async enterChild(): Promise<() => void> {
    while (this.#child !== undefined) await this.#child;
    this.#checkOpen();
    let leave!: () => void;
    this.#child = new Promise((resolve) => {
      leave = () => {
        this.#child = undefined;
        resolve();
      };
    });
    return leave;
  }

  /** Open a savepoint on this block's session. */
  openSavepoint(): Awaitable<void> {
    this.savepoint = `s${++savepoints}`;
    return whenReady(this.#send(`SAVEPOINT ${this.savepoint}`), () => undefined);
  }

  /** Set a savepoint of one's own. @returns its name */
  async setSavepoint(): Promise<string> {
    const name = `s${++savepoints}`;
    await this.run(() => this.#send(`SAVEPOINT ${name}`));
    this.#marks.set(name, this.callbacks.length);
    return name;
  }

  /** Also where an error has left the transaction no other way: the work since is gone, and with it the reason. */
  async rollbackSavepoint(name: string): Promise<void> {
    const callbacks = this.#mark(name);
    await this.#send(`ROLLBACK TO SAVEPOINT ${name}`);
    this.callbacks.length = Math.min(this.callbacks.length, callbacks);
  }

  async releaseSavepoint(name: string): Promise<void> {
    this.#mark(name);
    await this.run(() => this.#send(`RELEASE SAVEPOINT ${name}`));
    this.#marks.delete(name);
  }

  #mark(name: string): number {
    this.#checkOpen();
    const callbacks = this.#marks.get(name);
    if (callbacks !== undefined) return callbacks;
    throw new TransactionManagementError(
      `The block has no savepoint '${name}'.`,
      'Give what savepoint() gave, within the same atomic().',
    );
  }

  /** Close an inner block: keep its work, or undo it together with what it asked to be called on commit. */
  async end(keep: boolean): Promise<void> {
    const { parent } = this;
    if (parent === undefined) return;
    if (!keep) return this.#undo(parent);
    try {
      if (this.savepoint !== undefined) await this.#send(`RELEASE SAVEPOINT ${this.savepoint}`);
    } catch (error) {
      await this.#undo(parent);
      throw error;
    }
    parent.callbacks.push(...this.callbacks);
  }

  /** The savepoint may be gone, with the connection or in a deadlock: then all of the block around has to go. */
  async #undo(parent: AtomicBlock): Promise<void> {
    const { savepoint } = this;
    if (savepoint !== undefined) {
      try {
        await this.#send(`ROLLBACK TO SAVEPOINT ${savepoint}`);
        await this.#send(`RELEASE SAVEPOINT ${savepoint}`);
        return;
      } catch {
        // The error that brought us here says more.
      }
    }
    parent.needsRollback = true;
  }

  /** A statement of the block's own, which `executeWrapper()` sees like any other. */
  #send(sql: string): Awaitable<ExecuteResult> {
    if (!anyWrapper()) return this.session.execute(sql, []);
    return throughWrappers(this.connection, sql, [], (text, params) => this.session.execute(text, params));
  }

  #checkOpen(): void {
    if (!this.finished) return;
    throw new TransactionManagementError(
      'A query was sent through an atomic() block that has ended.',
      'Await every query before the block returns, or start the work outside of it.',
    );
  }

  #checkUsable(): void {
    this.#checkOpen();
    for (let block: AtomicBlock | undefined = this; block !== undefined; block = block.parent) {
      if (block.needsRollback) {
        throw new TransactionManagementError(
          "An error occurred in the current transaction. You can't execute queries until the end of the 'atomic' block.",
          'Wrap the part that may fail in an atomic() of its own, so that only that part is undone.',
        );
      }
      if (block.savepoint !== undefined) return;
    }
  }
}
