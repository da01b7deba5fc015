export {
  addMessage,
  debug,
  error,
  getLevel,
  getMessages,
  info,
  MessageFailure,
  type MessageOptions,
  setLevel,
  success,
  warning,
} from './add-message.ts';
export { MessagesConfig } from './apps.ts';
export { DEBUG, ERROR, INFO, SUCCESS, WARNING } from './levels.ts';
export { Message } from './message.ts';
export { BaseStorage } from './storage/base-storage.ts';
export { CookieStorage } from './storage/cookie-storage.ts';
export { FallbackStorage } from './storage/fallback-storage.ts';
export { SessionStorage } from './storage/session-storage.ts';
