import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { parseAddress, urlOf } from '../../src/management/runserver/address.ts';
import { listen, listenError } from '../../src/management/runserver/listen.ts';
import { matters } from '../../src/management/runserver/watch.ts';

describe('the address', () => {
  test.each([
    [undefined, { host: '127.0.0.1', port: 8000, ipv6: false }],
    ['8001', { host: '127.0.0.1', port: 8001, ipv6: false }],
    ['0:8000', { host: '0.0.0.0', port: 8000, ipv6: false }],
    ['0.0.0.0:80', { host: '0.0.0.0', port: 80, ipv6: false }],
    ['localhost:9000', { host: 'localhost', port: 9000, ipv6: false }],
    ['[::1]:8000', { host: '::1', port: 8000, ipv6: true }],
  ])('%s', (text, address) => {
    expect(parseAddress(text)).toEqual(address);
  });

  test.each(['', 'abc', '70000', '1.2.3.4', ':8000', '127.0.0.1:'])(
    '%j is refused with an example',
    (text) => {
      expect(() => parseAddress(text)).toThrow(
        `'${text}' is not a valid port number or address:port pair. For example: runserver 8001`,
      );
    },
  );

  test('its URL has brackets for IPv6', () => {
    expect(urlOf({ host: '::1', port: 8000 })).toBe('http://[::1]:8000/');
    expect(urlOf({ host: '127.0.0.1', port: 8000 })).toBe('http://127.0.0.1:8000/');
  });

  test('a busy port is told, with the next free one', async () => {
    const blocker = createServer();
    const port = await listen(blocker, { host: '127.0.0.1', port: 0 });
    const error = await listen(createServer(), { host: '127.0.0.1', port }).catch((e) => e);
    const told = await listenError(error.code, { host: '127.0.0.1', port }, String(port));
    expect(told.message).toMatch(
      /^That port is already in use\. Try the next one that is free: node manage\.js runserver \d+$/,
    );
    blocker.close();
  });
});

describe('what a restart is for', () => {
  const folder = '/site';
  test.each(['/site/articles/models.ts', '/site/locale/ko/LC_MESSAGES/django.po', '/site/.env'])(
    '%s',
    (file) => {
      expect(matters(file, folder)).toBe(true);
    },
  );

  test.each([
    '/site/db.sqlite3',
    '/site/db.sqlite3-wal',
    '/site/node_modules/x/index.js',
    '/site/articles/static/articles/site.js',
    '/site/media/cat.png',
    '/site/.git/index.ts',
    '/site/README.md',
    '/site/articles/templates/articles/index.html',
  ])('not for %s', (file) => {
    expect(matters(file, folder)).toBe(false);
  });
});
