import type { Awaitable } from '../utils/awaitable.ts';

/** What a receiver is called with: the signal's own values and who sent it. */
export type SignalEvent<T extends object> = T & { sender: unknown; signal: Signal<T> };
export type Receiver<T extends object> = (event: SignalEvent<T>) => Awaitable<unknown>;

export interface ConnectOptions {
  /** Hear only what this sender sends. */
  sender?: unknown;
  /** Connect at most once under this name. */
  dispatchUid?: string;
  /** Let go of the receiver when nothing else holds it; it is kept otherwise. */
  weak?: boolean;
}

interface Connection<T extends object> {
  /** The receiver, or what finds it as long as it is there. */
  held: Receiver<T> | WeakRef<Receiver<T>>;
  sender: unknown;
  uid: string | undefined;
}

/**
 * A signal of Django's kind: `postSave.connect(receiver, { sender: Article })`, `await postSave.send(Article, { instance })`.
 * Receivers run in the order they were connected, one after the other.
 */
export class Signal<T extends object = object> {
  #connections: readonly Connection<T>[] = [];

  connect(receiver: Receiver<T>, options: ConnectOptions = {}): void {
    const { sender, dispatchUid: uid, weak = false } = options;
    const there = this.#connections.filter((c) => receiverOf(c) !== undefined);
    const known = there.some(
      (c) =>
        c.sender === sender &&
        (uid === undefined ? receiverOf(c) === receiver && c.uid === undefined : c.uid === uid),
    );
    if (known) return;
    const held = weak ? new WeakRef(receiver) : receiver;
    this.#connections = [...there, { held, sender, uid }];
  }

  /** @returns whether there was such a connection. */
  disconnect(receiver?: Receiver<T>, options: { sender?: unknown; dispatchUid?: string } = {}): boolean {
    const { sender, dispatchUid: uid } = options;
    const kept = this.#connections.filter(
      (c) => !(c.sender === sender && (uid === undefined ? receiverOf(c) === receiver : c.uid === uid)),
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

  /** Tell the receivers at once and wait for none: for what cannot be waited for, such as a constructor. The first one that throws stops it. */
  tell(sender: unknown, values: T): void {
    if (!this.hasListeners(sender)) return;
    for (const receiver of this.#receiversOf(sender)) void receiver({ ...values, sender, signal: this });
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
      .map(receiverOf)
      .filter((receiver) => receiver !== undefined);
  }
}

function receiverOf<T extends object>({ held }: Connection<T>): Receiver<T> | undefined {
  return held instanceof WeakRef ? held.deref() : held;
}
