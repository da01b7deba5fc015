import { gunzipSync } from 'node:zlib';
import type { Settings } from 'jango/conf';
import { HttpResponse, type HttpResponseBase, type MakeRequestOptions, makeRequest } from 'jango/http';
import type { Middleware } from 'jango/middleware';
import { xframeOptionsExempt, xframeOptionsSameorigin } from 'jango/views';
import { beforeAll, describe, expect, test } from 'vitest';
import xFrameOptions from '../../src/middleware/clickjacking.ts';
import common from '../../src/middleware/common.ts';
import conditionalGet from '../../src/middleware/conditional-get.ts';
import gzip from '../../src/middleware/gzip.ts';
import type { GetResponse } from '../../src/middleware/middleware.ts';
import security from '../../src/middleware/security.ts';
import { configureForTests, withSettings } from '../support/override.ts';

beforeAll(() => configureForTests({ ALLOWED_HOSTS: ['testserver'] }));

/** What a middleware answers around this view. */
async function through(
  middleware: Middleware,
  request: MakeRequestOptions = {},
  view: GetResponse = () => new HttpResponse('content'),
  settings: Partial<Settings> = {},
): Promise<HttpResponseBase> {
  return withSettings({ ALLOWED_HOSTS: ['testserver', 'www.testserver'], ...settings }, async () => {
    const made = (await middleware(view)) as GetResponse;
    return made(makeRequest({ ...request, headers: { host: 'testserver', ...request.headers } }));
  });
}

describe('security', () => {
  const https = { connection: { encrypted: true } };

  test('sends plain http to https', async () => {
    const settings = { SECURE_SSL_REDIRECT: true, SECURE_REDIRECT_EXEMPT: [/^health\/$/] };
    const response = await through(security, { url: '/a/?b=1' }, undefined, settings);
    expect([response.statusCode, response.headers.get('Location')]).toEqual([
      301,
      'https://testserver/a/?b=1',
    ]);
    expect((await through(security, { url: '/health/' }, undefined, settings)).statusCode).toBe(200);
    expect((await through(security, https, undefined, settings)).statusCode).toBe(200);
  });

  test('tells browsers to stay with https', async () => {
    const settings = {
      SECURE_HSTS_SECONDS: 60,
      SECURE_HSTS_INCLUDE_SUBDOMAINS: true,
      SECURE_HSTS_PRELOAD: true,
    };
    const header = async (request: MakeRequestOptions) =>
      (await through(security, request, undefined, settings)).headers.get('Strict-Transport-Security');
    expect(await header(https)).toBe('max-age=60; includeSubDomains; preload');
    expect(await header({})).toBeUndefined();
  });

  test('leaves a header that the view set', async () => {
    const view = (): HttpResponse => new HttpResponse('', { headers: { 'Referrer-Policy': 'origin' } });
    expect((await through(security, {}, view)).headers.get('Referrer-Policy')).toBe('origin');
  });
});

describe('common', () => {
  test('refuses user agents and unknown hosts', async () => {
    const settings = { DISALLOWED_USER_AGENTS: [/^Bad/] };
    await expect(
      through(common, { headers: { 'user-agent': 'Badbot' } }, undefined, settings),
    ).rejects.toThrow('Forbidden user agent');
    await expect(through(common, { headers: { host: 'evil.example' } })).rejects.toThrow(
      'Invalid HTTP_HOST header',
    );
  });

  test('puts www. in front', () =>
    expect(
      through(common, { url: '/a/' }, undefined, { PREPEND_WWW: true }).then((response) =>
        response.headers.get('Location'),
      ),
    ).resolves.toBe('http://www.testserver/a/'));
});

describe('clickjacking', () => {
  const header = async (view: GetResponse, settings: Partial<Settings> = {}) =>
    (await through(xFrameOptions, {}, view, settings)).headers.get('X-Frame-Options');
  const plain = (): HttpResponse => new HttpResponse();

  test('forbids frames unless the view allows them', async () => {
    expect(await header(plain)).toBe('DENY');
    expect(await header(plain, { X_FRAME_OPTIONS: 'sameorigin' })).toBe('SAMEORIGIN');
    expect(await header((request) => xframeOptionsSameorigin(plain)(request, {}))).toBe('SAMEORIGIN');
    expect(await header((request) => xframeOptionsExempt(plain)(request, {}))).toBeUndefined();
  });
});

describe('conditional GET', () => {
  test('answers 304 to a client that has the content', async () => {
    const first = await through(conditionalGet);
    const etag = first.headers.get('ETag')!;
    expect(etag).toBe('"9a0364b9e99bb480dd25e1f0284c8555"');
    const again = await through(conditionalGet, { headers: { 'if-none-match': `W/${etag}, "x"` } });
    expect(again.statusCode).toBe(304);
    expect(again.headers.get('ETag')).toBe(etag);
    expect((await through(conditionalGet, { headers: { 'if-match': '"x"' } })).statusCode).toBe(412);
  });

  test('compares dates', async () => {
    const view = (): HttpResponse =>
      new HttpResponse('', {
        headers: { 'Last-Modified': 'Wed, 15 May 2024 15:04:15 GMT', 'Cache-Control': 'No-Store' },
      });
    const at = async (date: string) =>
      (await through(conditionalGet, { headers: { 'if-modified-since': date } }, view)).statusCode;
    expect(await at('Wed, 15 May 2024 15:04:15 GMT')).toBe(304);
    expect(await at('Wed, 15 May 2024 15:04:14 GMT')).toBe(200);
    expect(await at('yesterday')).toBe(200);
  });
});

describe('gzip', () => {
  const long = 'content '.repeat(200);
  const view = (): HttpResponse => new HttpResponse(long, { headers: { ETag: '"x"' } });

  test('compresses what is long, for clients that take it', async () => {
    const response = (await through(
      gzip,
      { headers: { 'accept-encoding': 'gzip, br' } },
      view,
    )) as HttpResponse;
    expect(gunzipSync(response.content).toString()).toBe(long);
    expect(response.headers.get('Content-Encoding')).toBe('gzip');
    expect(response.headers.get('Vary')).toBe('Accept-Encoding');
    expect(response.headers.get('ETag')).toBe('W/"x"');
    expect(response.headers.get('Content-Length')).toBe(String(response.content.length));
  });

  test('leaves what is short, and clients that do not take it', async () => {
    expect((await through(gzip, {}, view)).headers.get('Content-Encoding')).toBeUndefined();
    expect(
      (await through(gzip, { headers: { 'accept-encoding': 'gzip' } })).headers.get('Content-Encoding'),
    ).toBeUndefined();
  });

  test('makes two compressions of one page differ in length', async () => {
    const lengths = new Set<number>();
    for (let i = 0; i < 20; i++) {
      lengths.add(
        ((await through(gzip, { headers: { 'accept-encoding': 'gzip' } }, view)) as HttpResponse).content
          .length,
      );
    }
    expect(lengths.size).toBeGreaterThan(3);
  });
});
