import { SessionBase, SessionInterrupted, SessionKeyTaken } from 'jango/contrib/sessions';
import { HttpResponse, makeRequest } from 'jango/http';
import { beforeAll, beforeEach, describe, expect, expectTypeOf, it, vi } from 'vitest';
import { decodeSession, encodeSession, type SessionRecord } from '../../../src/contrib/sessions/codec.ts';
import { SessionGone } from '../../../src/contrib/sessions/errors.ts';
import sessionMiddleware from '../../../src/contrib/sessions/middleware.ts';
import { attachSession } from '../../../src/contrib/sessions/request-session.ts';
import { configureForTests, withSettings } from '../settings.ts';

beforeAll(() => configureForTests());

/** A store in a Map, for what all stores have in common. */
const rows = new Map<string, SessionRecord>();
class MapSession extends SessionBase {
  override async exists(key: string) {
    return rows.has(key);
  }
  protected override async fetch(key: string) {
    return rows.get(key);
  }
  protected override async store(key: string, record: SessionRecord, mustCreate: boolean) {
    if (mustCreate && rows.has(key)) throw new SessionKeyTaken();
    if (!mustCreate && !rows.has(key)) throw new SessionGone();
    rows.set(key, record);
  }
  protected override async remove(key: string) {
    rows.delete(key);
  }
}

beforeEach(() => rows.clear());

describe('a session', () => {
  it('is a map that notices being looked at and being changed', () => {
    const session = new MapSession();
    expect([session.accessed, session.modified]).toEqual([false, false]);
    expect(session.get('cart', 'empty')).toBe('empty');
    expect([session.accessed, session.modified]).toEqual([true, false]);
    session.set('cart', [1]);
    expect(session.modified).toBe(true);
    expectTypeOf(session.get('cart')).toEqualTypeOf<unknown>();
  });

  it('can be peeked into without a trace', () => {
    const session = new MapSession();
    expect(session.peek('cart')).toBeUndefined();
    expect(session.accessed).toBe(false);
  });

  it('gets a key of 32 letters when it is saved first, and keeps it', async () => {
    const session = new MapSession();
    expect(session.sessionKey).toBeNull();
    session.set('a', 1);
    await session.save();
    const key = session.sessionKey;
    expect(key).toMatch(/^[a-z0-9]{32}$/);
    session.set('a', 2);
    await session.save();
    expect(session.sessionKey).toBe(key);
    expect(rows.get(key!)).toEqual({ a: 2 });
  });

  it('gives up a key that means nothing, so that nobody can choose one', async () => {
    const session = new MapSession('chosenbysomebodyelse');
    await session.load();
    expect(session.sessionKey).toBeNull();
    expect(session.isEmpty()).toBe(true);
  });

  it('takes another key and keeps its values', async () => {
    const session = new MapSession();
    session.set('cart', [1]);
    await session.save();
    const old = session.sessionKey!;
    await session.cycleKey();
    expect(session.sessionKey).not.toBe(old);
    expect([...rows.keys()]).toEqual([session.sessionKey]);
    expect(session.get('cart')).toEqual([1]);
  });

  it('forgets everything, here and in the store', async () => {
    const session = new MapSession();
    session.set('cart', [1]);
    await session.save();
    await session.flush();
    expect(rows.size).toBe(0);
    expect(session.isEmpty()).toBe(true);
  });

  it('tries the next key when one is taken', async () => {
    const session = new MapSession();
    const keys = ['a'.repeat(32), 'b'.repeat(32)];
    rows.set(keys[0]!, {});
    vi.spyOn(session as unknown as { newKey(): string }, 'newKey').mockImplementation(() => keys.shift()!);
    await session.save();
    expect(session.sessionKey).toBe('b'.repeat(32));
  });

  it('pops, sets by default, and updates as Django’s does', () => {
    const session = new MapSession();
    expect(session.setDefault('visits', 1)).toBe(1);
    expect(session.setDefault('visits', 2)).toBe(1);
    session.update({ visits: 3, name: 'ada' });
    expect(session.pop('visits')).toBe(3);
    expect(session.pop('visits', 0)).toBe(0);
    expect([...session.keys()]).toEqual(['name']);
  });
});

describe('expiry', () => {
  const now = new Date('2026-01-31T09:00:00Z');

  it('is two weeks unless told', () => {
    const session = new MapSession();
    expect(session.getExpiryAge(now)).toBe(1_209_600);
    expect(session.getExpiryDate(now)).toEqual(new Date('2026-02-14T09:00:00Z'));
    expect(session.getExpireAtBrowserClose()).toBe(false);
  });

  it('is a number of seconds, a moment, or when the browser is closed', () => {
    const session = new MapSession();
    session.setExpiry(60);
    expect(session.getExpiryAge(now)).toBe(60);
    session.setExpiry(new Date('2026-01-31T09:00:10Z'));
    expect(session.getExpiryAge(now)).toBe(10);
    session.setExpiry(0);
    expect(session.getExpireAtBrowserClose()).toBe(true);
    session.setExpiry(null);
    expect(session.getExpireAtBrowserClose()).toBe(false);
  });
});

describe('the stored text', () => {
  it('is read back, and nothing is read from one that was changed', () => {
    const text = encodeSession({ _auth_user_id: '1', cart: ['tea', '커피'] });
    expect(decodeSession(text)).toEqual({ _auth_user_id: '1', cart: ['tea', '커피'] });
    expect(decodeSession(`${text}x`)).toEqual({});
  });

  it('that Django wrote is read', async () => {
    await withSettings({ SECRET_KEY: 'django_tests_secret_key' }, async () => {
      expect(decodeSession(FROM_DJANGO)).toEqual({
        _auth_user_id: '1',
        _auth_user_backend: 'django.contrib.auth.backends.ModelBackend',
        _auth_user_hash: 'a'.repeat(64),
        cart: ['tea', '커피'],
      });
      expect(encodeSession({ a: 1 })).toMatch(/^eyJhIjoxfQ:[0-9A-Za-z]+:[\w-]{43}$/);
    });
  });
});

const FROM_DJANGO =
  '.eJyrVopPLC3JiC8tTi2Kz0xRslIyVNJBFktKTM5OzQNJpGQl5qXn6yXn55UUZSbpgZToQWWL9XzzU1JznKBqUQzISCzOAOpOpBAADU1OLCpRsopWKkkF8WJKk1NTTWJKU0yNk5ViawGlSUe5:1xVKaL:w216QbL1JIn6nCQfCcaFSx4r246k3WM3QTyjLTTUISM';

describe('the middleware', () => {
  const respond = (view: (request: ReturnType<typeof makeRequest>) => void) =>
    sessionMiddleware(async (request) => {
      view(request);
      return new HttpResponse('ok');
    });

  function requestWith(cookie?: string) {
    const request = makeRequest({ headers: { host: 'testserver', ...(cookie && { cookie }) } });
    return request;
  }

  it('leaves a request alone that touches no session', async () => {
    const response = await respond(() => {})(requestWith());
    expect(response.hasCookies).toBe(false);
    expect(response.headers.has('Vary')).toBe(false);
  });

  it('sends no cookie for a session that was only looked at', async () => {
    const response = await respond((request) => request.session.get('cart'))(requestWith());
    expect(response.hasCookies).toBe(false);
    expect(response.headers.get('Vary')).toBe('Cookie');
  });

  it('sends a cookie that scripts cannot read when something was set', async () => {
    await withSettings({ SESSION_ENGINE: 'jango/contrib/sessions/signed-cookies' }, async () => {
      const response = await respond((request) => request.session.set('cart', [1]))(requestWith());
      const cookie = String(response.cookies.get('sessionid'));
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; SameSite=Lax/);
      expect(cookie).toMatch(/Max-Age=1209600/);
      expect(response.headers.get('Vary')).toBe('Cookie');
    });
  });

  it('remembers between requests', async () => {
    await withSettings({ SESSION_ENGINE: 'jango/contrib/sessions/signed-cookies' }, async () => {
      const first = await respond((request) => request.session.set('cart', ['tea']))(requestWith());
      const value = first.cookies.get('sessionid')!.value;
      let found: unknown;
      await respond((request) => {
        found = request.session.get('cart');
      })(requestWith(`sessionid=${value}`));
      expect(found).toEqual(['tea']);
    });
  });

  it('takes the cookie away when the session was flushed', async () => {
    await withSettings({ SESSION_ENGINE: 'jango/contrib/sessions/signed-cookies' }, async () => {
      const first = await respond((request) => request.session.set('cart', ['tea']))(requestWith());
      const value = first.cookies.get('sessionid')!.value;
      const middleware = sessionMiddleware(async (request) => {
        await request.session.flush();
        return new HttpResponse('bye');
      });
      const response = await middleware(requestWith(`sessionid=${value}`));
      expect(String(response.cookies.get('sessionid'))).toMatch(/Max-Age=0/);
    });
  });

  it('answers 400 when the session was deleted meanwhile', async () => {
    const session = new MapSession();
    await session.save();
    const request = requestWith();
    const middleware = sessionMiddleware(async () => {
      attachSession(request, MapSession, session);
      session.set('a', 1);
      rows.clear();
      return new HttpResponse('ok');
    });
    await expect(middleware(request)).rejects.toThrow(SessionInterrupted);
  });

  it('says how to install it when a session is asked for without it', () => {
    expect(() => requestWith().session).toThrow("Put 'jango/contrib/sessions/middleware' into MIDDLEWARE");
  });
});
