import { settings } from '../../conf/configure.ts';
import { dumps, loads } from '../../core/signing/dumps.ts';
import { BadSignature } from '../../core/signing/errors.ts';
import type { SessionRecord } from './codec.ts';
import { SessionBase } from './session-base.ts';

/** The salt of Django's own store of this kind. */
const SALT = 'django.contrib.sessions.backends.signed_cookies';

/**
 * Keeps the whole session in the cookie, signed but readable: for small things that need no secrecy. The server cannot
 * take such a session back before it expires.
 */
export default class SignedCookieSessionStore extends SessionBase {
  #signed: string | undefined;

  /** The whole session: this is what goes into the cookie. */
  override get sessionKey(): string | null {
    return this.#signed ?? super.sessionKey;
  }

  override async exists(): Promise<boolean> {
    return false;
  }

  protected override async fetch(sessionKey: string): Promise<SessionRecord | undefined> {
    try {
      return loads(sessionKey, { salt: SALT, maxAge: settings.SESSION_COOKIE_AGE }) as SessionRecord;
    } catch (error) {
      if (error instanceof BadSignature) return undefined;
      throw error;
    }
  }

  protected override async store(_key: string, record: SessionRecord): Promise<void> {
    this.#signed = dumps(record, { salt: SALT, compress: true });
    this.modified = true;
  }

  protected override async remove(): Promise<void> {
    this.#signed = undefined;
  }
}
