import type { Message } from '../message.ts';
import { decodeMessage, encodeMessage } from '../message-codec.ts';
import { BaseStorage, type Retrieved } from './base-storage.ts';

const KEY = '_messages';

/** Keeps messages in the session, however many. */
export class SessionStorage extends BaseStorage {
  override retrieve(): Retrieved {
    const text = this.request.session.peek(KEY);
    const stored: unknown = typeof text === 'string' ? JSON.parse(text) : [];
    const messages = Array.isArray(stored) ? stored.map(decodeMessage) : [];
    return { messages: messages.filter((message) => message !== undefined), all: true };
  }

  override store(messages: readonly Message[]): readonly Message[] {
    const { session } = this.request;
    if (messages.length > 0) session.set(KEY, JSON.stringify(messages.map(encodeMessage)));
    else if (session.peek(KEY) !== undefined) session.delete(KEY);
    return [];
  }
}
