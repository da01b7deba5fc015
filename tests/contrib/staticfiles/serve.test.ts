import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findAll, listStaticFiles, withStaticFiles } from 'jango/contrib/staticfiles';
import { responseForException } from 'jango/handlers';
import { HttpResponse } from 'jango/http';
import { loadUrlconf } from 'jango/urls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pushOverride } from '../../../src/conf/configure.ts';
import { createServer } from '../../../src/handlers/create-server.ts';
import { configureForTests } from '../../support/override.ts';
import { statusOf } from '../../support/site.ts';

const base = mkdtempSync(path.join(tmpdir(), 'static-'));
const folder = path.join(base, 'assets');
const server = createServer(withStaticFiles(() => new HttpResponse('the site'), responseForException));
let restore = (): void => undefined;
let port = 0;

beforeAll(async () => {
  mkdirSync(path.join(folder, 'css'), { recursive: true });
  writeFileSync(path.join(folder, 'css/site.css'), 'body {}');
  writeFileSync(path.join(folder, '한글 이름.txt'), '안녕');
  writeFileSync(path.join(base, 'secret.txt'), 'TOP SECRET');
  configureForTests();
  restore = pushOverride({
    STATICFILES_DIRS: [folder],
    ALLOWED_HOSTS: ['127.0.0.1'],
    BASE_DIR: process.cwd(),
    ROOT_URLCONF: 'tests/handlers/site/urls.ts',
  });
  await loadUrlconf();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  restore();
  rmSync(base, { recursive: true });
});

/** The path goes over the wire as it is written here; `fetch()` would tidy it up. */
function get(target: string, headers = ''): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('close', () => resolve(text));
    socket.write(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}Connection: close\r\n\r\n`);
  });
}

test('files of the folders are served with their type and length', async () => {
  const answer = await get('/static/css/site.css');
  expect(answer).toMatch(/^HTTP\/1\.1 200/);
  expect(answer).toMatch(/content-type: text\/css; charset=utf-8/i);
  expect(answer).toMatch(/content-length: 7/i);
  expect(answer).toMatch(/body \{\}$/);
  expect(await get('/static/%ED%95%9C%EA%B8%80%20%EC%9D%B4%EB%A6%84.txt')).toMatch(/^HTTP\/1\.1 200/);
});

test('a browser that has the file already gets no second copy', async () => {
  const etag = /etag: (.*)\r/i.exec(await get('/static/css/site.css'))![1]!;
  const answer = await get('/static/css/site.css', `If-None-Match: ${etag}\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 304[\s\S]*\r\n\r\n$/);
});

test('a part of a file may be asked for', async () => {
  const answer = await get('/static/css/site.css', 'Range: bytes=0-3\r\n');
  expect(answer).toMatch(/^HTTP\/1\.1 206[\s\S]*body$/);
  expect(statusOf(await get('/static/css/site.css', 'Range: bytes=90-99\r\n'))).toBe(416);
});

test('other paths go to the site', async () => {
  expect(await get('/css/site.css')).toMatch(/the site$/);
});

describe('a path that leads out of the folders', () => {
  test.each([
    '/static/../secret.txt',
    '/static/../../etc/passwd',
    '/static/css/../../secret.txt',
    '/static/%2e%2e/secret.txt',
    '/static/%2e%2e%2fsecret.txt',
    '/static/..%2f..%2f..%2fetc%2fpasswd',
    '/static/..%5csecret.txt',
    '/static/%252e%252e/secret.txt',
    '/static//etc/passwd',
    '/static/%2fetc%2fpasswd',
    '/static/css',
    '/static/',
    '/static/.',
    '/static/..',
    '/static/%c0%ae%c0%ae/secret.txt',
    '/static/a%00.css',
  ])('gets nothing: %s', async (target) => {
    const answer = await get(target);
    expect(answer).not.toMatch(/TOP SECRET|root:/);
    if (/%c0|%00/.test(target)) expect(answer).toMatch(/the site$/);
    else expect(statusOf(answer)).toBe(404);
  });
});

test('finders know every place of a name, and every file once', () => {
  expect(findAll('css/site.css')).toEqual([path.join(folder, 'css/site.css')]);
  expect(findAll('../secret.txt')).toEqual([]);
  expect(listStaticFiles().map(({ name }) => name)).toEqual(['css/site.css', '한글 이름.txt']);
});
