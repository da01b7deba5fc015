import type { HttpRequest } from '../../http/request.ts';
import { getMessages } from './add-message.ts';
import * as levels from './levels.ts';
import type { BaseStorage } from './storage/base-storage.ts';

const DEFAULT_MESSAGE_LEVELS = Object.fromEntries(
  Object.entries(levels).filter(([, level]) => typeof level === 'number'),
);

/** Gives templates `messages` and `DEFAULT_MESSAGE_LEVELS`. */
export function messages(request: HttpRequest): {
  messages: BaseStorage | readonly [];
  DEFAULT_MESSAGE_LEVELS: Record<string, unknown>;
} {
  return { messages: getMessages(request), DEFAULT_MESSAGE_LEVELS };
}
