import { settings } from '../../../conf/configure.ts';
import { BadSignature } from '../../../core/signing/errors.ts';
import type { HttpResponseBase } from '../../../http/response-base.ts';
import { getCookieSigner } from '../../../http/signed-cookie.ts';
import type { Message } from '../message.ts';
import { decodeMessage, encodeMessage } from '../message-codec.ts';
import { BaseStorage, type Retrieved } from './base-storage.ts';

const COOKIE = 'messages';
/** Django's salt and mark: either framework shows the other's messages. */
const SALT = 'django.contrib.messages';
const NOT_FINISHED = '__messagesnotfinished__';
/** Greatest length of the cookie's value; together with its name and options it fits into the 4 KB that browsers keep. */
const MAX_LENGTH = 2048;

/** Keeps messages in a signed cookie. */
export class CookieStorage extends BaseStorage {
  override retrieve(): Retrieved {
    const cookie = this.request.COOKIES[COOKIE];
    const stored = cookie === undefined ? undefined : unsigned(cookie);
    if (stored === undefined) return { messages: undefined, all: true };
    const messages = stored.map(decodeMessage).filter((message) => message !== undefined);
    return { messages, all: stored.at(-1) !== NOT_FINISHED };
  }

  override store(messages: readonly Message[], response: HttpResponseBase): readonly Message[] {
    const encoded = messages.map(encodeMessage);
    const everything = encoded.length === 0 ? '' : signed(encoded);
    if (everything.length <= MAX_LENGTH) {
      this.#write(everything, response);
      return [];
    }
    const kept = mostThatFit(encoded);
    this.#write(signed([...encoded.slice(0, kept), NOT_FINISHED]), response);
    return messages.slice(kept);
  }

  #write(value: string, response: HttpResponseBase): void {
    const options = { domain: settings.SESSION_COOKIE_DOMAIN, samesite: settings.SESSION_COOKIE_SAMESITE };
    if (value === '') {
      if (COOKIE in this.request.COOKIES) response.deleteCookie(COOKIE, options);
      return;
    }
    const { SESSION_COOKIE_SECURE: secure, SESSION_COOKIE_HTTPONLY: httponly } = settings;
    response.setCookie(COOKIE, value, { ...options, secure, httponly });
  }
}

function signed(value: readonly unknown[]): string {
  return getCookieSigner(SALT).signObject(value, { compress: true });
}

/** How many of the messages fit into a cookie beside the mark that there are more. */
function mostThatFit(encoded: readonly unknown[]): number {
  let [least, most] = [0, encoded.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (signed([...encoded.slice(0, middle), NOT_FINISHED]).length <= MAX_LENGTH) least = middle;
    else most = middle - 1;
  }
  return least;
}

/** A cookie that somebody changed holds no messages. */
function unsigned(cookie: string): unknown[] | undefined {
  try {
    const value = getCookieSigner(SALT).unsignObject(cookie);
    return Array.isArray(value) ? value : undefined;
  } catch (error) {
    if (error instanceof BadSignature || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
