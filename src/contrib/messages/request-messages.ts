import { settings } from '../../conf/configure.ts';
import { ImproperlyConfigured } from '../../core/errors/improperly-configured.ts';
import type { HttpRequest } from '../../http/request.ts';
import type { BaseStorage } from './storage/base-storage.ts';
import { CookieStorage } from './storage/cookie-storage.ts';
import { FallbackStorage } from './storage/fallback-storage.ts';
import { SessionStorage } from './storage/session-storage.ts';

const STORAGES = { FallbackStorage, CookieStorage, SessionStorage };
const MESSAGES = Symbol('messages');
const WANTED = Symbol('messages wanted');

interface MessageSlots {
  [MESSAGES]?: BaseStorage;
  [WANTED]?: true;
}

/** Let a request have messages; the storage is made when it is first asked for. */
export function attachMessages(request: HttpRequest): void {
  (request as MessageSlots)[WANTED] = true;
}

/** The storage, if somebody asked for it. */
export function attachedMessages(request: HttpRequest): BaseStorage | undefined {
  return (request as MessageSlots)[MESSAGES];
}

/** The request's messages: go through them to show them. @returns undefined where the message middleware has not run */
export function findMessages(request: HttpRequest): BaseStorage | undefined {
  const slots = request as MessageSlots;
  if (slots[MESSAGES] === undefined && slots[WANTED]) slots[MESSAGES] = new (storageClass())(request);
  return slots[MESSAGES];
}

function storageClass(): new (request: HttpRequest) => BaseStorage {
  const name = settings.MESSAGE_STORAGE;
  if (name in STORAGES) return STORAGES[name as keyof typeof STORAGES];
  throw new ImproperlyConfigured(
    `MESSAGE_STORAGE is '${name}', which is no storage of messages.`,
    `The choices are: ${Object.keys(STORAGES).join(', ')}.`,
  );
}
