import path from 'node:path';
import { configure } from 'jango/conf';
import {
  assertContains,
  assertNotContains,
  assertRedirects,
  Client,
  overrideSettings,
  RequestFactory,
} from 'jango/test';
import { beforeAll, describe, expect, test, vi } from 'vitest';

beforeAll(() => {
  configure({
    SECRET_KEY: 'x'.repeat(50),
    BASE_DIR: path.join(import.meta.dirname, 'fixtures'),
    ALLOWED_HOSTS: ['testserver'],
    ROOT_URLCONF: 'urls.ts',
    MIDDLEWARE: ['jango/middleware/common', 'jango/middleware/csrf'],
  });
});

describe('requests', () => {
  const client = new Client();

  test('get() makes the query string of its data', async () => {
    const response = await client.get('/hello/', { name: 'Ada & Grace' });
    expect(response.statusCode).toBe(200);
    expect(response.text).toBe('Hello Ada & Grace');
    assertContains(response, 'Ada', { count: 1 });
    assertNotContains(response, 'Alan');
    expect(() => assertContains(response, 'Alan')).toThrow(
      "Couldn't find 'Alan' in the following response\nHello Ada",
    );
  });

  test('post() sends a form, with several values of a name', async () => {
    const response = await client.post('/form/', { title: 'first', tag: ['a', 'b'] });
    expect(response.json()).toEqual({ title: 'first', tags: ['a', 'b'] });
  });

  test('post() sends files', async () => {
    const file = new File(['12345'], 'cat.png', { type: 'image/png' });
    const response = await client.post('/upload/', { file, note: '고양이' });
    expect(response.json()).toEqual({ name: 'cat.png', size: 5, note: '고양이' });
  });

  test('a field without a value is a mistake', async () => {
    await expect(client.post('/form/', { title: null as never })).rejects.toThrow(
      "The field 'title' is null, which a form cannot send.",
    );
  });

  test('put() sends JSON', async () => {
    const response = await client.put('/json/', { a: [1, null] });
    expect(response.json()).toEqual({ got: { a: [1, null] }, method: 'PUT' });
  });

  test('post() sends JSON when it is told to', async () => {
    const response = await client.post('/json/', { a: 1 }, { contentType: 'application/json' });
    expect(response.json()).toEqual({ got: { a: 1 }, method: 'POST' });
  });

  test('head() gets no content', async () => {
    expect((await client.head('/hello/')).content).toHaveLength(0);
  });

  test('a streamed response is read to its end', async () => {
    expect((await client.get('/stream/')).text).toBe('one two');
  });
});

describe('redirects', () => {
  const client = new Client();

  test('are shown, or followed', async () => {
    const response = await client.get('/there/');
    expect([response.statusCode, response.url]).toEqual([302, '/hello/?name=you']);
    await assertRedirects(response, '/hello/?name=you', client);
    const end = await client.get('/there/', {}, { follow: true });
    expect(end.text).toBe('Hello you');
    expect(end.redirectChain).toEqual([['/hello/?name=you', 302]]);
    await assertRedirects(end, '/hello/?name=you', client);
  });

  test('to another place than expected are told', async () => {
    const response = await client.get('/there/');
    await expect(assertRedirects(response, '/elsewhere/', client)).rejects.toThrow(
      "Response redirected to '/hello/?name=you', expected '/elsewhere/'",
    );
  });

  test('in a circle are told', async () => {
    await expect(client.get('/loop/', {}, { follow: true })).rejects.toThrow('Redirect loop detected');
  });
});

describe('state', () => {
  test('cookies are kept and sent', async () => {
    const client = new Client();
    expect((await client.get('/cookie/')).text).toBe('new');
    expect((await client.get('/cookie/')).text).toBe('before, and again');
    expect((await new Client().get('/cookie/')).text).toBe('new');
  });

  test('forms need no token, unless the client is to be checked as a browser is', async () => {
    expect((await new Client().post('/form/', {})).statusCode).toBe(200);
    expect((await new Client({ enforceCsrfChecks: true }).post('/form/', {})).statusCode).toBe(403);
  });

  test('what a view throws is thrown, or becomes the page that visitors see', async () => {
    const silence = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    await expect(new Client().get('/boom/')).rejects.toThrow(RangeError);
    const response = await new Client({ raiseRequestException: false }).get('/boom/');
    expect(response.statusCode).toBe(500);
    silence.mockRestore();
  });

  test('settings can be others for a while', async () => {
    const client = new Client();
    const response = await overrideSettings({ APPEND_SLASH: false, ALLOWED_HOSTS: ['*'] }, () =>
      client.get('/hello'),
    );
    expect(response.statusCode).toBe(404);
    expect((await client.get('/hello')).statusCode).toBe(301);
  });
});

test('a factory makes requests for views that are called directly', async () => {
  const factory = new RequestFactory({ headers: { 'X-Team': 'blue' } });
  const request = await factory.post('/form/', { title: 'x' }, { secure: true, query: { page: 2 } });
  expect(request.POST.get('title')).toBe('x');
  expect(request.headers.get('x-team')).toBe('blue');
  expect(request.GET.get('page')).toBe('2');
  expect(request.isSecure()).toBe(true);
});
