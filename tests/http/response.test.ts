import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  BadHeaderError,
  DisallowedRedirect,
  FileResponse,
  HttpResponse,
  HttpResponseNotAllowed,
  HttpResponseNotModified,
  HttpResponsePermanentRedirect,
  HttpResponseRedirect,
  JsonResponse,
  makeRequest,
  StreamingHttpResponse,
  urlHasAllowedHostAndScheme,
} from 'jango/http';
import { beforeAll, describe, expect, test } from 'vitest';
import { configureForTests } from '../support/override.ts';

beforeAll(() => configureForTests());

test('a response has content, status and headers', () => {
  const response = new HttpResponse('안녕', { status: 201, headers: { 'X-One': 1 } });
  expect(response.content).toEqual(Buffer.from('안녕'));
  expect(response.statusCode).toBe(201);
  expect(response.reasonPhrase).toBe('Created');
  expect([...response.headers]).toEqual([
    ['X-One', '1'],
    ['Content-Type', 'text/html; charset=utf-8'],
  ]);
  response.write('!');
  expect(response.text).toBe('안녕!');
  expect(response.headers.get('x-one')).toBe('1');
});

test('content may be bytes, a number, or a list of parts', () => {
  expect(new HttpResponse(Buffer.from([1, 2])).content).toEqual(Buffer.from([1, 2]));
  expect(new HttpResponse(7).text).toBe('7');
  expect(new HttpResponse(['a', 1, Buffer.from('b')]).text).toBe('a1b');
});

test('content is written in the charset of its type', () => {
  const response = new HttpResponse('é', { contentType: 'text/plain; charset=iso-8859-1' });
  expect(response.content).toEqual(Buffer.from([0xe9]));
  expect(response.body).toEqual(Buffer.from([0xe9]));
});

test('a status and a header that cannot be are refused', () => {
  expect(() => new HttpResponse('', { status: 99 })).toThrow('an integer from 100 to 599');
  expect(() => new HttpResponse('', { headers: { 'X-A': 'a\r\nX-B: b' } })).toThrow(BadHeaderError);
  expect(() => new HttpResponse('', { headers: { 'X A': 'a' } })).toThrow(BadHeaderError);
});

describe('redirects', () => {
  test('encode what a URL cannot hold', () => {
    expect(new HttpResponseRedirect('/한/?a=1#b').url).toBe('/%ED%95%9C/?a=1#b');
    expect(new HttpResponseRedirect('/').statusCode).toBe(302);
    expect(new HttpResponsePermanentRedirect('/').statusCode).toBe(301);
    expect(new HttpResponseRedirect('/', { preserveRequest: true }).statusCode).toBe(307);
    expect(new HttpResponsePermanentRedirect('/', { preserveRequest: true }).statusCode).toBe(308);
  });

  test('lead to http and https alone', () => {
    for (const url of ['javascript:x', ' JavaScript:x', 'data:x', 'file:///x', 'mailto:a@b']) {
      expect(() => new HttpResponseRedirect(url)).toThrow(DisallowedRedirect);
    }
    expect(() => new HttpResponseRedirect(`/${'x'.repeat(20_000)}`)).toThrow(DisallowedRedirect);
  });

  test('from outside are checked by urlHasAllowedHostAndScheme()', () => {
    const isSafe = (url: string): boolean =>
      urlHasAllowedHostAndScheme(url, { allowedHosts: 'here.example' });
    expect(['/next/', 'next/', 'https://here.example/x', '?a=//b'].map(isSafe)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    const evil = [
      '//evil.example',
      '///evil.example',
      'https:evil.example',
      '/\\evil.example',
      'http:///evil.example',
    ];
    const tricks = [
      '\x08//evil.example',
      'javascript:alert(1)',
      'https://here.example@evil.example',
      '',
      '\t//evil.example',
    ];
    expect([...evil, ...tricks].filter(isSafe)).toEqual([]);
  });
});

describe('cookies', () => {
  test('are written with their attributes', () => {
    const response = new HttpResponse();
    response.setCookie('theme', 'dark;"', {
      maxAge: 60,
      secure: true,
      httponly: true,
      samesite: 'Strict',
      domain: 'a.b',
    });
    expect(String(response.cookies.get('theme'))).toMatch(
      /^theme="dark\\073\\""; expires=.* GMT; Max-Age=60; Path=\/; Domain=a\.b; Secure; HttpOnly; SameSite=Strict$/,
    );
    response.deleteCookie('theme');
    expect(String(response.cookies.get('theme'))).toBe(
      'theme=""; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/',
    );
  });

  test('cannot break out of their header', () => {
    const response = new HttpResponse();
    expect(() => response.setCookie('a;b', 'x')).toThrow(TypeError);
    expect(() => response.setCookie('a', 'x', { path: '/; Domain=evil' })).toThrow(TypeError);
    response.setCookie('a', 'x\r\nSet-Cookie: y=1');
    expect(String(response.cookies.get('a'))).not.toContain('\n');
  });

  test('that are signed come back as they were', () => {
    const response = new HttpResponse();
    response.setSignedCookie('user', '한글:7', { salt: 's' });
    const cookie = String(response.cookies.get('user')).split(';')[0]!;
    const header = Buffer.from(cookie).toString('latin1');
    const request = makeRequest({ headers: { cookie: header } });
    expect(request.getSignedCookie('user', { salt: 's' })).toBe('한글:7');
    expect(request.getSignedCookie('user', { salt: 'other', fallback: 'no' })).toBe('no');
  });
});

test('JSON is written with its type', () => {
  const response = new JsonResponse({ at: new Date(0), list: [1] });
  expect(response.text).toBe('{"at":"1970-01-01T00:00:00.000Z","list":[1]}');
  expect(response.headers.get('Content-Type')).toBe('application/json');
  expect(() => new JsonResponse(undefined)).toThrow(TypeError);
});

test('a stream may be a generator of texts and bytes', async () => {
  const response = new StreamingHttpResponse(
    (function* () {
      yield '가';
      yield Buffer.from('b');
    })(),
  );
  expect((await response.readAll()).toString()).toBe('가b');
});

test('a file knows its type, length and name', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'file-'));
  const file = path.join(folder, '보고서.pdf');
  writeFileSync(file, 'content');
  const response = new FileResponse(file, { asAttachment: true });
  expect([...response.headers]).toEqual([
    ['Content-Type', 'application/pdf'],
    ['Content-Length', '7'],
    ['Content-Disposition', "attachment; filename*=utf-8''%EB%B3%B4%EA%B3%A0%EC%84%9C.pdf"],
  ]);
  expect((await response.readAll()).toString()).toBe('content');
  response.close();
  rmSync(folder, { recursive: true });
});

test('special responses have what they need', () => {
  expect(new HttpResponseNotAllowed(['GET', 'POST']).headers.get('Allow')).toBe('GET, POST');
  expect([...new HttpResponseNotModified().headers]).toEqual([]);
});
