import type { Settings } from 'jango/conf';
import { type HttpRequest, HttpResponse, makeRequest } from 'jango/http';
import { getToken, rotateToken, skipCsrfChecks } from 'jango/middleware';
import { csrfExempt, csrfProtect, ensureCsrfCookie } from 'jango/views';
import { beforeAll, describe, expect, test } from 'vitest';
import csrfMiddleware from '../../src/middleware/csrf.ts';
import type { AnyView } from '../../src/urls/view.ts';
import { configureForTests, withSettings } from '../support/override.ts';
import { captureLog } from '../support/site.ts';

beforeAll(() => configureForTests({ ALLOWED_HOSTS: ['testserver', 'www.example.com'] }));

const SECRET = 'a'.repeat(16) + 'B'.repeat(16);
const view = (): HttpResponse => new HttpResponse('done');

interface Sent {
  method?: string;
  cookie?: string | null;
  token?: string;
  headers?: Record<string, string>;
  secure?: boolean;
}

function requestWith({
  method = 'POST',
  cookie = SECRET,
  token,
  headers = {},
  secure = false,
}: Sent): HttpRequest {
  return makeRequest({
    method,
    headers: {
      host: 'testserver',
      ...(cookie === null ? {} : { cookie: `csrftoken=${cookie}` }),
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
    body: token === undefined ? '' : `csrfmiddlewaretoken=${token}`,
    connection: { encrypted: secure, localPort: secure ? 443 : 80 },
  });
}

/** What the middleware makes of a request: the response, and the reason of a refusal. */
async function send(
  request: HttpRequest,
  target: AnyView = view,
): Promise<{ response: HttpResponse; reason: string }> {
  const middleware = csrfMiddleware((inner) =>
    (target as typeof view & ((r: HttpRequest) => HttpResponse))(inner),
  );
  const { result, log } = await captureLog(async () => {
    const refusal = await middleware.processView!(request, target, {});
    return (refusal ?? (await middleware.handle(request))) as HttpResponse;
  });
  return { response: result, reason: /Forbidden \((.*)\):/.exec(log)?.[1] ?? '' };
}

async function reasonFor(sent: Sent, settings: Partial<Settings> = {}): Promise<string> {
  return withSettings({ DEBUG: true, ALLOWED_HOSTS: ['testserver'], ...settings }, async () => {
    const { response, reason } = await send(requestWith(sent));
    expect(response.statusCode).toBe(reason === '' ? 200 : 403);
    return reason;
  });
}

describe('tokens', () => {
  test('hide the same secret behind another mask each time', () => {
    const request = requestWith({ method: 'GET' });
    const [one, two] = [getToken(request), getToken(request)];
    expect(one).toMatch(/^[a-zA-Z0-9]{64}$/);
    expect(one).not.toBe(two);
  });

  test('are taken in both forms, from the form and from the header', async () => {
    const token = getToken(requestWith({ method: 'GET' }));
    expect(await reasonFor({ token })).toBe('');
    expect(await reasonFor({ token: SECRET })).toBe('');
    expect(await reasonFor({ headers: { 'x-csrftoken': token } })).toBe('');
    expect(await reasonFor({ method: 'DELETE', headers: { 'x-csrftoken': SECRET } })).toBe('');
  });

  test('that Django masked are taken', async () => {
    const mask = 'y5HhXYv9Xw0zCqVQ3m1f7sJdT2kLbNpR';
    const chars = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
    const cipher = [...SECRET].map(
      (char, i) => chars[(chars.indexOf(char) + chars.indexOf(mask[i]!)) % chars.length],
    );
    expect(await reasonFor({ token: mask + cipher.join('') })).toBe('');
    expect(await reasonFor({ cookie: mask + cipher.join(''), token: SECRET })).toBe('');
  });

  test('that are missing or wrong are refused, and why is said', async () => {
    expect(await reasonFor({ cookie: null, token: SECRET })).toBe('CSRF cookie not set.');
    expect(await reasonFor({})).toBe('CSRF token missing.');
    expect(await reasonFor({ token: 'x'.repeat(32) })).toBe('CSRF token from POST incorrect.');
    expect(await reasonFor({ token: 'x' })).toBe('CSRF token from POST has incorrect length.');
    expect(await reasonFor({ token: `${'x'.repeat(31)}-` })).toBe(
      'CSRF token from POST has invalid characters.',
    );
    expect(await reasonFor({ headers: { 'x-csrftoken': 'x' } })).toBe(
      "CSRF token from the 'X-Csrftoken' HTTP header has incorrect length.",
    );
    expect(await reasonFor({ cookie: 'short', token: SECRET })).toBe('CSRF cookie has incorrect length.');
  });

  test('are not asked of methods that change nothing', async () => {
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'TRACE'])
      expect(await reasonFor({ method, cookie: null })).toBe('');
  });
});

describe('origins', () => {
  test('other than the site are refused', async () => {
    expect(await reasonFor({ token: SECRET, headers: { origin: 'http://testserver' } })).toBe('');
    expect(await reasonFor({ token: SECRET, headers: { origin: 'https://evil.example' } })).toBe(
      'Origin checking failed - https://evil.example does not match any trusted origins.',
    );
    expect(await reasonFor({ token: SECRET, headers: { origin: 'null' } })).toContain(
      'Origin checking failed',
    );
  });

  test('that the settings trust are taken', async () => {
    const trusting = { CSRF_TRUSTED_ORIGINS: ['https://a.example', 'https://*.b.example'] };
    const from = (origin: string) => reasonFor({ token: SECRET, headers: { origin } }, trusting);
    expect(await from('https://a.example')).toBe('');
    expect(await from('https://x.b.example')).toBe('');
    expect(await from('http://a.example')).not.toBe('');
    expect(await from('https://xb.example')).not.toBe('');
  });

  test('are looked for in the Referer over https', async () => {
    const from = (referer?: string) =>
      reasonFor({ token: SECRET, secure: true, headers: referer === undefined ? {} : { referer } });
    expect(await from('https://testserver/form/')).toBe('');
    expect(await from()).toBe('Referer checking failed - no Referer.');
    expect(await from('http://testserver/')).toBe(
      'Referer checking failed - Referer is insecure while host is secure.',
    );
    expect(await from('nonsense')).toBe('Referer checking failed - Referer is malformed.');
    expect(await from('https://evil.example/')).toContain('does not match any trusted origins.');
  });

  test('that the browser calls another site are refused even with a token', async () => {
    expect(await reasonFor({ token: SECRET, headers: { 'sec-fetch-site': 'cross-site' } })).toBe(
      'Sec-Fetch-Site checking failed - the request comes from another site.',
    );
    expect(await reasonFor({ token: SECRET, headers: { 'sec-fetch-site': 'same-origin' } })).toBe('');
  });
});

describe('the cookie', () => {
  test('is set when a page has a form, and only then', async () => {
    const plain = await send(requestWith({ method: 'GET', cookie: null }));
    expect(plain.response.hasCookies).toBe(false);
    const request = requestWith({ method: 'GET', cookie: null });
    const form = await send(request, (() => new HttpResponse(getToken(request))) as AnyView);
    expect(String(form.response.cookies.get('csrftoken'))).toMatch(
      /^csrftoken=[a-zA-Z0-9]{32}; expires=.*; Max-Age=31449600; Path=\/; SameSite=Lax$/,
    );
    expect(form.response.headers.get('Vary')).toBe('Cookie');
  });

  test('changes when somebody logs in', async () => {
    const request = requestWith({ token: SECRET });
    const { response } = await send(request, (() => {
      rotateToken(request);
      return new HttpResponse();
    }) as AnyView);
    expect(response.cookies.get('csrftoken')!.value).not.toBe(SECRET);
  });
});

test('views may be exempt, protected by themselves, or send the cookie always', async () => {
  expect((await send(requestWith({ cookie: null }), csrfExempt(view))).response.text).toBe('done');
  const protectedView = csrfProtect(view);
  const { result } = await captureLog(async () => protectedView(requestWith({ cookie: null }), {}));
  expect(result.statusCode).toBe(403);
  const { response } = await send(requestWith({ method: 'GET', cookie: null }), ensureCsrfCookie(view));
  expect(response.hasCookies).toBe(true);
});

test('a test client is taken at its word', async () => {
  const request = requestWith({ cookie: null });
  skipCsrfChecks(request);
  expect((await send(request)).response.text).toBe('done');
});

test('the page of a refusal explains in DEBUG only', async () => {
  const page = (debug: boolean) =>
    withSettings({ DEBUG: debug }, async () => (await send(requestWith({ cookie: null }))).response.text);
  expect(await page(true)).toMatch(/CSRF cookie not set\.[\s\S]*\{% csrf_token %\}/);
  expect(await page(false)).not.toMatch(/cookie not set|csrf_token|DEBUG/);
});
