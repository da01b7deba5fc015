import { settings } from '../../../conf/configure.ts';
import type { HttpRequest } from '../../../http/request.ts';
import type { HttpResponseBase } from '../../../http/response-base.ts';
import type { SafeString } from '../../../utils/safe-string.ts';
import { Message } from '../message.ts';

/** What a place for messages gives back: the messages, and whether those are all that were put there. */
export interface Retrieved {
  /** Undefined when nothing was put there at all. */
  messages: readonly Message[] | undefined;
  all: boolean;
}

/**
 * The messages of one request: those kept from earlier ones, and those added now. Going through them empties it: what was
 * shown is not kept. `{% for message in messages %}` does that.
 */
export abstract class BaseStorage implements Iterable<Message> {
  readonly request: HttpRequest;
  /** Whether somebody went through the messages. */
  used = false;
  /** Whether a message was added. */
  addedNew = false;
  /** The least level that is kept; MESSAGE_LEVEL unless set for this request. */
  level: number = settings.MESSAGE_LEVEL;
  #loaded: Message[] | undefined;
  #queued: Message[] = [];

  constructor(request: HttpRequest) {
    this.request = request;
  }

  /** Read what is kept; nothing is there yet for a request without it. */
  abstract retrieve(): Retrieved;
  /** Keep these, the oldest first if there isn't room for all. @returns the ones that there is no room for */
  abstract store(messages: readonly Message[], response: HttpResponseBase): readonly Message[];

  /** How many messages wait, added or kept. */
  get length(): number {
    return this.#messages().length + this.#queued.length;
  }

  *[Symbol.iterator](): Iterator<Message> {
    this.used = true;
    if (this.#queued.length > 0) {
      this.#messages().push(...this.#queued);
      this.#queued = [];
    }
    yield* this.#messages();
  }

  add(level: number, message: string | SafeString, extraTags = ''): void {
    if (String(message) === '' || level < this.level) return;
    this.addedNew = true;
    this.#queued.push(new Message(level, message, extraTags));
  }

  /** Put away what has to be kept, at the end of the request. @returns what there was no room for */
  update(response: HttpResponseBase): readonly Message[] {
    if (this.used) return this.store(this.#queued, response);
    if (this.addedNew) return this.store([...this.#messages(), ...this.#queued], response);
    return [];
  }

  #messages(): Message[] {
    this.#loaded ??= [...(this.retrieve().messages ?? [])];
    return this.#loaded;
  }
}
