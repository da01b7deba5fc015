import { BadRequest, DisallowedHost, RequestDataTooBig, SuspiciousOperation } from 'jango/core/errors';
import { makeRequest, QueryDict } from 'jango/http';
import { beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import { configureForTests, withSettings } from '../support/override.ts';

beforeAll(() => configureForTests({ ALLOWED_HOSTS: ['testserver', '.example.com'] }));
const HOST = { host: 'testserver' };

test('a request knows its path, query, headers and cookies', () => {
  const request = makeRequest({
    url: '/%ED%95%9C%20/?q=a%20b&q=c&empty=',
    headers: { ...HOST, 'User-Agent': 'me', Cookie: 'a=1; b="x\\054y"' },
  });
  expect(request.path).toBe('/한 /');
  expect(request.GET.get('q')).toBe('c');
  expect(request.GET.getlist('q')).toEqual(['a b', 'c']);
  expect(request.GET.get('empty')).toBe('');
  expect(request.GET.get('missing')).toBeUndefined();
  expect(request.GET.get('missing', 'none')).toBe('none');
  expectTypeOf(request.GET.get('q')).toEqualTypeOf<string | undefined>();
  expectTypeOf(request.GET.get('q', '')).toEqualTypeOf<string>();
  expect(request.headers.get('user-agent')).toBe('me');
  expect(request.headers.get('USER_AGENT')).toBe('me');
  expect(request.META['HTTP_USER_AGENT']).toBe('me');
  expect(request.COOKIES).toEqual({ a: '1', b: 'x,y' });
  expect(request.getFullPath()).toBe('/%ED%95%9C%20/?q=a%20b&q=c&empty=');
  expect(String(request)).toBe("<HttpRequest: GET '/%ED%95%9C%20/?q=a%20b&q=c&empty='>");
});

test('a header whose name has an underscore does not pass for the one with a dash', () => {
  const request = makeRequest({ headers: { ...HOST, x_forwarded_for: 'evil', 'x-real': 'good' } });
  expect(request.META).not.toHaveProperty('HTTP_X_FORWARDED_FOR');
  expect(request.META['HTTP_X_REAL']).toBe('good');
});

test('form data is read from the body, and cannot be changed', () => {
  const request = makeRequest({
    method: 'POST',
    headers: { ...HOST, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'title=%EC%BB%A4%ED%94%BC&tag=a&tag=b',
  });
  expect(request.POST.dict()).toEqual({ title: '커피', tag: 'b' });
  expect([...request.POST]).toEqual([
    ['title', '커피'],
    ['tag', 'b'],
  ]);
  expect(() => request.POST.set('title', 'tea')).toThrow(
    'This QueryDict instance is immutable. Change a `copy()` of it.',
  );
  const copy = request.POST.copy();
  copy.set('title', 'tea');
  copy.appendlist('tag', 'c');
  expect(copy.urlencode()).toBe('title=tea&tag=a&tag=b&tag=c');
});

test('other methods have no form', () => {
  const request = makeRequest({
    method: 'PUT',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'a=1',
  });
  expect(request.POST.size).toBe(0);
});

describe('the body of a request', () => {
  test('is read as JSON, text or bytes', async () => {
    const make = () =>
      makeRequest({ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a":1}' });
    expect(await make().json()).toEqual({ a: 1 });
    expect(await make().text()).toBe('{"a":1}');
    expect(await make().bytes()).toEqual(Buffer.from('{"a":1}'));
    expect(Buffer.concat(await make().stream.toArray()).toString()).toBe('{"a":1}');
  });

  test('that is no JSON is a bad request', async () => {
    await expect(makeRequest({ method: 'POST', body: '{' }).json()).rejects.toThrow(BadRequest);
  });

  test('over the limit is refused', () =>
    withSettings({ DATA_UPLOAD_MAX_MEMORY_SIZE: 3 }, async () => {
      const request = makeRequest({ method: 'POST', headers: { 'content-length': '4' } });
      await expect(request.bytes()).rejects.toThrow(RequestDataTooBig);
    }));
});

describe('the host', () => {
  const host = (name: string) => makeRequest({ headers: { host: name } }).getHost();

  test('has to be one of ALLOWED_HOSTS', () => {
    expect(host('testserver')).toBe('testserver');
    expect(host('www.example.com:8000')).toBe('www.example.com:8000');
    expect(() => host('evil.example')).toThrow(
      "Invalid HTTP_HOST header: 'evil.example'. You may need to add 'evil.example' to ALLOWED_HOSTS.",
    );
    expect(() => host('a/b')).toThrow(DisallowedHost);
  });

  test('of this machine is enough in DEBUG', () =>
    withSettings({ DEBUG: true, ALLOWED_HOSTS: [] }, () => {
      expect(host('localhost:8000')).toBe('localhost:8000');
      expect(host('[::1]:8000')).toBe('[::1]:8000');
      expect(() => host('evil.example')).toThrow(DisallowedHost);
    }));
});

test('absolute URIs are of the host and scheme of the request', () => {
  const request = makeRequest({
    url: '/a/b/?q=1',
    headers: HOST,
    connection: { encrypted: true, localPort: 443 },
  });
  expect(request.buildAbsoluteUri()).toBe('https://testserver/a/b/?q=1');
  expect(request.buildAbsoluteUri('/ü/')).toBe('https://testserver/%C3%BC/');
  expect(request.buildAbsoluteUri('../c/')).toBe('https://testserver/a/c/');
  expect(request.buildAbsoluteUri('https://other.example/')).toBe('https://other.example/');
});

test('signed cookies are believed only unchanged, and only as long as asked', () => {
  const request = makeRequest({ headers: { cookie: 'a=1:x:y' } });
  expect(request.getSignedCookie('a', { fallback: null })).toBeNull();
  expect(() => request.getSignedCookie('a')).toThrow('does not match');
  expect(() => request.getSignedCookie('b')).toThrow("The request has no cookie 'b'.");
});

test('the type that a client likes best is found', () => {
  const request = makeRequest({ headers: { accept: 'text/html;q=0.8, application/json, */*;q=0.1' } });
  expect(request.getPreferredType(['text/html', 'application/json'])).toBe('application/json');
  expect(request.accepts('image/png')).toBe(true);
  expect(makeRequest({ headers: { accept: 'text/html' } }).getPreferredType(['image/png'])).toBeUndefined();
});

test('a site below a prefix sees its own paths', () =>
  withSettings({ FORCE_SCRIPT_NAME: '/shop' }, () => {
    const request = makeRequest({ url: '/shop/tea/' });
    expect([request.path, request.pathInfo, request.META['SCRIPT_NAME']]).toEqual([
      '/shop/tea/',
      '/tea/',
      '/shop',
    ]);
    expect(makeRequest({ url: '/tea/' }).path).toBe('/shop/tea/');
  }));

test('a proxy may say that a request came by https, if the settings trust it', async () => {
  const request = makeRequest({ headers: { 'x-forwarded-proto': 'https' } });
  expect(request.isSecure()).toBe(false);
  await withSettings({ SECURE_PROXY_SSL_HEADER: ['HTTP_X_FORWARDED_PROTO', 'https'] }, () => {
    expect(request.isSecure()).toBe(true);
  });
});

test('too many fields are refused when they are asked for', () =>
  withSettings({ DATA_UPLOAD_MAX_NUMBER_FIELDS: 2 }, () => {
    expect(makeRequest({ url: '/?a=1&b=2' }).GET.size).toBe(2);
    expect(() => makeRequest({ url: '/?a=1&b=2&c=3' }).GET).toThrow(SuspiciousOperation);
  }));

test('a QueryDict reads text and bytes alike, in the encodings that Python names', () => {
  expect(new QueryDict('naïve=é').lists()).toEqual([['naïve', ['é']]]);
  expect(new QueryDict(Buffer.from('é=%C3%BC')).lists()).toEqual([['é', ['ü']]]);
  expect(new QueryDict('a=%FC', { encoding: 'latin-1' }).get('a')).toBe('ü');
});

test('a QueryDict writes a space as %20 where characters are to stay as they are', () => {
  const query = QueryDict.fromLists([['next', ['/a b/']]]);
  expect(query.urlencode()).toBe('next=%2Fa+b%2F');
  expect(query.urlencode('/')).toBe('next=/a%20b/');
});
