import type { Awaitable } from '../utils/awaitable.ts';

/** What a receiver is called with: the signal's own values and who sent it. */
export type SignalEvent<T extends object> = T & { sender: unknown; signal: Signal<T> };
export type Receiver<T extends object> = (event: SignalEvent<T>) => Awaitable<unknown>;

interface Connection<T extends object> {
  receiver: Receiver<T>;
  sender: unknown;
  uid: string | undefined;
}

/**
 * A signal of Django's kind: `postSave.connect(receiver, { sender: Article })`, `await postSave.send(Article, { instance })`.
 * Receivers run in the order they were connected, one after the other.
 */
export class Signal<T extends object = object> {
  #connections: readonly Connection<T>[] = [];

  /** @param options.sender hear only what this sender sends. @param options.dispatchUid connect at most once under this name. */
  connect(receiver: Receiver<T>, options: { sender?: unknown; dispatchUid?: string } = {}): void {
    const { sender, dispatchUid: uid } = options;
    const known = this.#connections.some(
      (c) =>
        c.sender === sender &&
        (uid === undefined ? c.receiver === receiver && c.uid === undefined : c.uid === uid),
    );
    if (!known) this.#connections = [...this.#connections, { receiver, sender, uid }];
  }

  /** @returns whether there was such a connection. */
  disconnect(
    receiver: Receiver<T> | undefined,
    options: { sender?: unknown; dispatchUid?: string } = {},
  ): boolean {
    const { sender, dispatchUid: uid } = options;
    const kept = this.#connections.filter(
      (c) => !(c.sender === sender && (uid === undefined ? c.receiver === receiver : c.uid === uid)),
    );
    const removed = kept.length < this.#connections.length;
    this.#connections = kept;
    return removed;
  }

  /** Whether anybody would hear `sender`: lets a hot path skip building the event. */
  hasListeners(sender?: unknown): boolean {
    return (
      this.#connections.length > 0 &&
      this.#connections.some((c) => c.sender === undefined || c.sender === sender)
    );
  }

  /** Tell the receivers; the first one that throws stops the sending. @returns what each receiver gave back. */
  async send(sender: unknown, values: T): Promise<[Receiver<T>, unknown][]> {
    const answers: [Receiver<T>, unknown][] = [];
    for (const receiver of this.#receiversOf(sender)) {
      answers.push([receiver, await receiver({ ...values, sender, signal: this })]);
    }
    return answers;
  }

  /** As `send()`, but an error becomes the answer of the receiver that threw it. */
  async sendRobust(sender: unknown, values: T): Promise<[Receiver<T>, unknown][]> {
    const answers: [Receiver<T>, unknown][] = [];
    for (const receiver of this.#receiversOf(sender)) {
      try {
        answers.push([receiver, await receiver({ ...values, sender, signal: this })]);
      } catch (error) {
        answers.push([receiver, error]);
      }
    }
    return answers;
  }

  #receiversOf(sender: unknown): Receiver<T>[] {
    return this.#connections
      .filter((c) => c.sender === undefined || c.sender === sender)
      .map((c) => c.receiver);
  }
}
