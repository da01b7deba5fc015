import { dumps, loads } from '../../core/signing/dumps.ts';
import { BadSignature } from '../../core/signing/errors.ts';

/** The salt of Django's own session stores: either framework reads what the other wrote. */
export const SESSION_SALT = 'django.contrib.sessions.SessionStore';

export type SessionRecord = Readonly<Record<string, unknown>>;

/** The signed text that a session is stored as. */
export function encodeSession(record: SessionRecord): string {
  return dumps(record, { salt: SESSION_SALT, compress: true });
}

/** What a stored text holds; nothing when it was tampered with or signed with a key that is gone. */
export function decodeSession(text: string): SessionRecord {
  try {
    const record = loads(text, { salt: SESSION_SALT });
    return typeof record === 'object' && record !== null ? (record as SessionRecord) : {};
  } catch (error) {
    if (error instanceof BadSignature || error instanceof SyntaxError) return {};
    throw error;
  }
}
