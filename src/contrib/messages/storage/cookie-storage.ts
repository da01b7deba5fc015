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
    const stored = cookie === undefined ? [] : unsigned(cookie);
    const all = stored.at(-1) !== NOT_FINISHED;
    return { messages: stored.map(decodeMessage).filter((message) => message !== undefined), all };
  }

  override store(messages: readonly Message[], response: HttpResponseBase): readonly Message[] {
    const kept = [...messages];
    const left: Message[] = [];
    let value = kept.length === 0 ? '' : signed(kept.map(encodeMessage));
    while (value.length > MAX_LENGTH && kept.length > 0) {
      left.unshift(kept.shift()!);
      value = signed([...kept.map(encodeMessage), NOT_FINISHED]);
    }
    this.#write(value, response);
    return left;
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

/** A cookie that somebody changed holds no messages. */
function unsigned(cookie: string): unknown[] {
  try {
    const value = getCookieSigner(SALT).unsignObject(cookie);
    return Array.isArray(value) ? value : [];
  } catch (error) {
    if (error instanceof BadSignature || error instanceof SyntaxError) return [];
    throw error;
  }
}
