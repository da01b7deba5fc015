import { FrameworkError } from '../../core/errors/framework-error.ts';
import type { HttpRequest } from '../../http/request.ts';
import type { SafeString } from '../../utils/safe-string.ts';
import * as levels from './levels.ts';
import { findMessages } from './request-messages.ts';
import type { BaseStorage } from './storage/base-storage.ts';

/** A message was added to a request that the message middleware has not seen. */
export class MessageFailure extends FrameworkError {
  constructor() {
    super(
      'messages.no-middleware',
      'You cannot add messages: the message middleware has not run.',
      "Put 'jango/contrib/messages/middleware' into MIDDLEWARE, after the session middleware.",
    );
  }
}

export interface MessageOptions {
  /** More CSS classes: `'modal sticky'`. */
  extraTags?: string;
  /** Do nothing where there is no message middleware. */
  failSilently?: boolean;
}

/** Say something to the visitor on the next page that shows messages. @throws MessageFailure without the middleware */
export function addMessage(
  request: HttpRequest,
  level: number,
  message: string | SafeString,
  options: MessageOptions = {},
): void {
  const storage = findMessages(request);
  if (storage !== undefined) storage.add(level, message, options.extraTags);
  else if (!options.failSilently) throw new MessageFailure();
}

type Say = (request: HttpRequest, message: string | SafeString, options?: MessageOptions) => void;
const at =
  (level: number): Say =>
  (request, message, options) =>
    addMessage(request, level, message, options);

export const debug: Say = at(levels.DEBUG);
export const info: Say = at(levels.INFO);
export const success: Say = at(levels.SUCCESS);
export const warning: Say = at(levels.WARNING);
export const error: Say = at(levels.ERROR);

/** The messages that wait for this visitor; going through them takes them out. */
export function getMessages(request: HttpRequest): BaseStorage | readonly [] {
  return findMessages(request) ?? [];
}

/** The least level that is kept in this request. */
export function getLevel(request: HttpRequest): number | undefined {
  return findMessages(request)?.level;
}

/** Change the least level for this request alone. @returns whether the request has messages */
export function setLevel(request: HttpRequest, level: number): boolean {
  const storage = findMessages(request);
  if (storage !== undefined) storage.level = level;
  return storage !== undefined;
}
