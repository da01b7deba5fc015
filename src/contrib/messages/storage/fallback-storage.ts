import type { HttpResponseBase } from '../../../http/response-base.ts';
import { hasSessions } from '../../sessions/request-session.ts';
import type { Message } from '../message.ts';
import { BaseStorage, type Retrieved } from './base-storage.ts';
import { CookieStorage } from './cookie-storage.ts';
import { SessionStorage } from './session-storage.ts';

/** Keeps messages in a cookie, and in the session what the cookie has no room for: a short message makes no session. */
export class FallbackStorage extends BaseStorage {
  readonly #storages: readonly BaseStorage[] = hasSessions(this.request)
    ? [new CookieStorage(this.request), new SessionStorage(this.request)]
    : [new CookieStorage(this.request)];
  readonly #holding = new Set<BaseStorage>();

  override retrieve(): Retrieved {
    const messages: Message[] = [];
    for (const storage of this.#storages) {
      const found = storage.retrieve();
      if (found.messages === undefined) break;
      if (found.messages.length > 0) this.#holding.add(storage);
      messages.push(...found.messages);
      if (found.all) break;
    }
    return { messages, all: true };
  }

  override store(messages: readonly Message[], response: HttpResponseBase): readonly Message[] {
    let left = messages;
    for (const storage of this.#storages) {
      if (left.length > 0) left = storage.store(left, response);
      else if (this.#holding.delete(storage)) storage.store([], response);
    }
    return left;
  }
}
