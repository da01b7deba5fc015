import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requestFinished, requestStarted } from '../../src/core/signals.ts';
import { closeServer } from '../../src/server.ts';
import { type Site, startSite } from '../support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

test('a view answers', async () => {
  const response = await site.fetch('/articles/7/');
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('article 7');
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-length': '9',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'x-frame-options': 'DENY',
  });
});

test('HEAD gets the headers of GET and nothing else', async () => {
  const answer = await site.raw('HEAD /articles/7/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n');
  expect(answer).toMatch(/Content-Length: 9\r\n[\s\S]*\r\n\r\n$/);
  const stream = await site.raw('HEAD /stream/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n');
  expect(stream).toMatch(/\r\n\r\n$/);
});

test('a streaming response is sent while it is made', async () => {
  const response = await site.fetch('/stream/');
  expect(response.headers.get('transfer-encoding')).toBe('chunked');
  expect(await response.text()).toBe('one two');
});

test('a missing slash is appended by a redirect that keeps the query', async () => {
  const response = await site.fetch('/articles/7?page=2');
  expect(response.status).toBe(301);
  expect(response.headers.get('location')).toBe('/articles/7/?page=2');
  expect((await site.fetch('/nowhere')).status).toBe(404);
});

test('fields and files of forms are there at once', async () => {
  const urlencoded = await site.fetch('/echo/?q=1', {
    method: 'POST',
    body: new URLSearchParams('a=1&a=2&b=한글'),
  });
  expect(await urlencoded.json()).toMatchObject({
    GET: [['q', ['1']]],
    POST: [
      ['a', ['1', '2']],
      ['b', ['한글']],
    ],
  });
  const form = new FormData();
  form.append('title', '커피');
  form.append('picture', new File(['x'.repeat(3_000_000)], '../../사진.png', { type: 'image/png' }));
  const multipart = await site.fetch('/echo/', { method: 'POST', body: form });
  expect(await multipart.json()).toMatchObject({
    POST: [['title', ['커피']]],
    FILES: [['picture', [['사진.png', 3_000_000]]]],
  });
});

test('a JSON body is read when the view asks for it', async () => {
  const response = await site.fetch('/json/', { method: 'PUT', body: '{"a":[1]}' });
  expect(await response.json()).toEqual({ a: [1] });
});

test('a method that a view does not take is refused', async () => {
  const response = await site.fetch('/post/');
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('POST');
});

test('signals tell of each request', async () => {
  const seen: string[] = [];
  const started = (): unknown => seen.push('started');
  const finished = (): unknown => seen.push('finished');
  requestStarted.connect(started);
  requestFinished.connect(finished);
  await (await site.fetch('/')).text();
  requestStarted.disconnect(started);
  requestFinished.disconnect(finished);
  expect(seen).toEqual(['started', 'finished']);
});

test('requests follow each other on one connection', async () => {
  const { port } = site.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  const request = 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';
  socket.write(request + request + request.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'));
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  expect(text.match(/index/g)).toHaveLength(3);
});

describe('stopping', () => {
  test('lets requests in work finish and takes no more', async () => {
    const stopping = await startSite();
    const idle = connect((stopping.server.address() as AddressInfo).port, '127.0.0.1');
    await once(idle, 'connect');
    const inWork = stopping.fetch('/slow/');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closed = closeServer(stopping.server, 5000);
    expect(await (await inWork).text()).toBe('slow');
    await closed;
    await expect(stopping.fetch('/')).rejects.toThrow();
    await stopping.close();
  });
});
