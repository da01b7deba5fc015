import { randomBytes } from 'node:crypto';
import * as messages from 'jango/contrib/messages';
import { type HttpRequest, HttpResponse, makeRequest } from 'jango/http';
import { beforeAll, describe, expect, test } from 'vitest';
import messageMiddleware from '../../../src/contrib/messages/middleware.ts';
import { attachSession } from '../../../src/contrib/sessions/request-session.ts';
import type { SessionStoreClass } from '../../../src/contrib/sessions/session-base.ts';
import { SessionBase } from '../../../src/contrib/sessions/session-base.ts';
import { markSafe } from '../../../src/utils/safe-string.ts';
import { configureForTests, withSettings } from '../../support/override.ts';

beforeAll(() => configureForTests());

/** A session that is nowhere. */
class EmptySession extends SessionBase {
  exists(): Promise<boolean> {
    return Promise.resolve(false);
  }
  protected store(): Promise<void> {
    return Promise.resolve();
  }
  protected fetch(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
  protected remove(): Promise<void> {
    return Promise.resolve();
  }
}

interface Visit {
  cookie?: string;
  session?: Record<string, unknown>;
}

/** One request: what the view does, and what it leaves for the next one. */
function visit(view: (request: HttpRequest) => void, { cookie, session }: Visit = {}) {
  const request = makeRequest({ headers: cookie === undefined ? {} : { cookie: `messages=${cookie}` } });
  const store = new EmptySession();
  store.update(session ?? {});
  attachSession(request, EmptySession as unknown as SessionStoreClass, store);
  const response = messageMiddleware((inner) => {
    view(inner);
    return new HttpResponse();
  })(request) as HttpResponse;
  const set = response.cookies.get('messages');
  return { cookie: set?.value, session: Object.fromEntries(store), isSet: set !== undefined };
}

const texts = (request: HttpRequest): string[] => [...messages.getMessages(request)].map(String);

test('a message is shown on the next page, once', () => {
  const first = visit((request) => messages.success(request, 'Saved: 저장'));
  let shown: messages.Message[] = [];
  const second = visit(
    (request) => {
      shown = [...messages.getMessages(request)];
    },
    { cookie: first.cookie! },
  );
  expect(shown.map((message) => [message.tags, String(message)])).toEqual([['success', 'Saved: 저장']]);
  expect(second).toMatchObject({ cookie: '', isSet: true });
});

test('messages wait until a page shows them', () => {
  const first = visit((request) => messages.info(request, 'one'));
  const second = visit((request) => messages.info(request, 'two'), { cookie: first.cookie! });
  let shown: string[] = [];
  visit(
    (request) => {
      shown = texts(request);
    },
    { cookie: second.cookie! },
  );
  expect(shown).toEqual(['one', 'two']);
  expect(visit(() => undefined, { cookie: first.cookie! }).isSet).toBe(false);
});

test('levels decide what is kept and how it is tagged', () =>
  withSettings({ MESSAGE_TAGS: { [messages.ERROR]: 'danger' } }, () => {
    visit((request) => {
      messages.debug(request, 'hidden');
      messages.error(request, 'shown', { extraTags: 'sticky' });
      expect([...messages.getMessages(request)].map((message) => message.tags)).toEqual(['sticky danger']);
      messages.setLevel(request, messages.DEBUG);
      messages.debug(request, 'now');
      expect(texts(request)).toContain('now');
    });
  }));

test('safe HTML stays safe, and text stays text', () => {
  const first = visit((request) => {
    messages.info(request, markSafe('<b>bold</b>'));
    messages.info(request, '<script>');
  });
  visit(
    (request) => {
      expect([...messages.getMessages(request)].map((message) => String(message.toHtml()))).toEqual([
        '<b>bold</b>',
        '&lt;script&gt;',
      ]);
    },
    { cookie: first.cookie! },
  );
});

test('a cookie that was changed is no message', () => {
  const { cookie } = visit((request) => messages.info(request, 'one'));
  visit((request) => expect(texts(request)).toEqual([]), { cookie: `${cookie!.slice(0, -2)}xx` });
});

test('what a cookie has no room for goes into the session, in order', () => {
  const many = Array.from({ length: 40 }, (_, i) => `${i} ${randomBytes(60).toString('hex')}`);
  const first = visit((request) => {
    for (const text of many) messages.info(request, text);
  });
  expect(first.cookie!.length).toBeLessThanOrEqual(2048);
  expect(first.session).toHaveProperty('_messages');
  visit((request) => expect(texts(request)).toEqual(many), { cookie: first.cookie!, session: first.session });
});

describe('Django', () => {
  test('reads and writes the same cookie', () =>
    withSettings({ SECRET_KEY: 'django_tests_secret_key' }, () => {
      // CookieStorage of Django 5.2: messages.success(request, 'Saved <b>x</b>'), messages.info(request, mark_safe('<i>y</i>'), extra_tags='a')
      const cookie =
        '.eJyLjlaKj88qzs-Lz00tLk5MT1XSMdAxMtVRCk4sS01RsEmyq7DRT7JT0lFSitXBVGuoY2Sgo2STaVdpo58JUpWoFBsLAGCHGTA:1s7GAn:Jq0v4DafMZDT03c1I0_HZQESgOzSn7zR_oT40zrX1YM';
      visit(
        (request) => {
          const shown = [...messages.getMessages(request)];
          expect(shown.map((message) => [message.level, message.tags, String(message.toHtml())])).toEqual([
            [25, 'success', 'Saved &lt;b&gt;x&lt;/b&gt;'],
            [20, 'a info', '<i>y</i>'],
          ]);
        },
        { cookie },
      );
    }));
});

test('without the middleware adding a message says what is missing', () => {
  expect(() => messages.success(makeRequest(), 'x')).toThrow(
    "Put 'jango/contrib/messages/middleware' into MIDDLEWARE",
  );
  messages.success(makeRequest(), 'x', { failSilently: true });
});
