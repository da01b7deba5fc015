import { isSafe, markSafe } from '../../utils/safe-string.ts';
import { Message } from './message.ts';

const KEY = '__json_message';

/** A message as Django stores it: `["__json_message", 0, 25, "Saved."]`; the 1 in second place says that the text is safe HTML. */
export type StoredMessage = readonly [typeof KEY, 0 | 1, number, string, string?];

export function encodeMessage(message: Message): StoredMessage {
  const stored: StoredMessage = [
    KEY,
    isSafe(message.message) ? 1 : 0,
    message.level,
    String(message.message),
  ];
  return message.extraTags === '' ? stored : ([...stored, message.extraTags] as unknown as StoredMessage);
}

/** @returns undefined for what is no stored message */
export function decodeMessage(stored: unknown): Message | undefined {
  if (!Array.isArray(stored) || stored[0] !== KEY) return undefined;
  const [, safe, level, text, extraTags] = stored as unknown[];
  if (typeof level !== 'number' || typeof text !== 'string') return undefined;
  return new Message(
    level,
    safe === 1 || safe === true ? markSafe(text) : text,
    typeof extraTags === 'string' ? extraTags : '',
  );
}
