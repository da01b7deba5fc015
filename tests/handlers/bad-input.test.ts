import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { captureLog, type Site, startSite, statusOf } from '../support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite({ DATA_UPLOAD_MAX_MEMORY_SIZE: 100_000, DATA_UPLOAD_MAX_NUMBER_FIELDS: 50 });
});
afterAll(() => site.close());
/** Whatever came, the next visitor is served. */
afterEach(async () => {
  expect(await (await site.fetch('/')).text()).toBe('index');
});

const get = (target: string, headers = ''): string =>
  `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}Connection: close\r\n\r\n`;
const post = (type: string, body: string, length = body.length): string =>
  `POST /echo/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${body}`;
const URLENCODED = 'application/x-www-form-urlencoded';

/** The answer is of this status, and says nothing about the inside. */
function expectRefusal(answer: string, ...statuses: number[]): void {
  expect(statuses).toContain(statusOf(answer));
  expect(answer).not.toMatch(/node_modules|\.ts:\d|at \w+ \(|stack|jango/i);
}

describe('paths', () => {
  test.each(['/%zz/', '/%', '/files/%E0%A4%A', '/files/%ff%fe', '/files/%c0%ae%c0%ae/'])(
    'that are not valid percent-encoding are refused: %s',
    async (target) => expectRefusal(await site.raw(get(target)), 400),
  );

  test.each(['/files/a%00b', '/%00', '/files/a\0b'])('that hold a NUL are refused: %j', async (target) =>
    expectRefusal(await site.raw(get(target)), 400),
  );

  test.each([
    '/static/../../etc/passwd',
    '/static/%2e%2e/%2e%2e/etc/passwd',
    '/static/..%2f..%2fetc%2fpasswd',
    '/static/..%5c..%5cetc%5cpasswd',
    '/static/%252e%252e/etc/passwd',
  ])('that climb out of a folder lead nowhere: %s', async (target) =>
    expectRefusal(await site.raw(get(target)), 404),
  );

  test('of another host in the request line are read as paths', async () => {
    expect(await site.raw(get('http://evil.example/articles/7/'))).toMatch(/article 7$/);
  });

  test('that never end are refused', async () => {
    expectRefusal(await site.raw(get(`/${'a'.repeat(100_000)}`)), 431);
  });
});

test('a query string that is no valid percent-encoding is read as far as it goes, as Django does', async () => {
  const answer = await site.raw(get('/echo/?a=100%&b=%zz&c=%ff'));
  expect(answer).toContain('[["a",["100%"]],["b",["%zz"]]');
  expect(statusOf(answer)).toBe(200);
});

test('too many parameters of a query string are refused', async () => {
  expectRefusal(await site.raw(get(`/echo/?${'a=1&'.repeat(60)}`)), 400);
});

describe('headers', () => {
  test('of ten megabytes are refused while they come in', async () => {
    expectRefusal(await site.raw(get('/', `X-Long: ${'x'.repeat(10_000_000)}\r\n`)), 431);
  });

  test('that are not headers are refused', async () => {
    expectRefusal(await site.raw('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nno colon here\r\n\r\n'), 400);
    expectRefusal(await site.raw('this is not HTTP\r\n\r\n'), 400);
    expectRefusal(await site.raw('GET / HTTP/1.1\r\nConnection: close\r\n\r\n'), 400);
  });

  test.each(['evil.example', '127.0.0.1@evil.example', 'a b', '[::1', '127.0.0.1:80/x', ''])(
    'that name a host which is not ours are refused: %j',
    async (host) =>
      expectRefusal(await site.raw(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`), 400),
  );

  test('with a broken cookie leave the other cookies readable', async () => {
    const answer = await site.raw(
      get('/echo/', 'Cookie: good=1; =; broken; "; x="\\777; __proto__=2; last=%zz\r\n'),
    );
    expect(statusOf(answer)).toBe(200);
    const body = JSON.parse(answer.slice(answer.indexOf('{'))) as { COOKIES: Record<string, string> };
    expect(body.COOKIES).toMatchObject({ good: '1', last: '%zz' });
    expect(({} as Record<string, unknown>)['2']).toBeUndefined();
  });

  test('that two length headers contradict are refused', async () => {
    const smuggled = `POST /echo/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`;
    expectRefusal(await site.raw(smuggled), 400);
  });
});

describe('bodies', () => {
  test('over the limit are refused before they are read', async () => {
    expectRefusal(await site.raw(post(URLENCODED, 'a=1', 1_000_000)), 413);
  });

  test('over the limit are refused when their length is not told', async () => {
    const chunk = `2710\r\n${'a'.repeat(10_000)}\r\n`;
    const head = `POST /echo/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: ${URLENCODED}\r\nTransfer-Encoding: chunked\r\n\r\n`;
    expectRefusal(await site.raw(head + chunk.repeat(50)), 413);
  });

  test('with a field over the limit are refused as multipart, too', async () => {
    const body = `--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n${'x'.repeat(200_000)}\r\n--b--\r\n`;
    expectRefusal(await site.raw(post('multipart/form-data; boundary=b', body)), 413);
  });

  test('with too many fields are refused', async () => {
    expectRefusal(await site.raw(post(URLENCODED, 'a=1&'.repeat(60))), 400);
    const part = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n';
    expectRefusal(
      await site.raw(post('multipart/form-data; boundary=b', `${part.repeat(60)}--b--\r\n`)),
      400,
    );
  });

  test('whose boundary never comes are refused', async () => {
    const body = '--right\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--right--\r\n';
    expectRefusal(await site.raw(post('multipart/form-data; boundary=wrong', body)), 400);
    expectRefusal(await site.raw(post('multipart/form-data', body)), 400);
    expectRefusal(await site.raw(post(`multipart/form-data; boundary=${'b'.repeat(300)}`, body)), 400);
  });

  test('that are cut short are refused', async () => {
    expectRefusal(await site.raw(post(URLENCODED, 'a=1', 100), { end: true }), 400);
    expectRefusal(
      await site.raw(post('multipart/form-data; boundary=b', '--b\r\nContent-', 100), { end: true }),
      400,
    );
  });

  test('that are not JSON are refused', async () => {
    const answer = await site.raw(
      'POST /json/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nConnection: close\r\n\r\n{"a":',
    );
    expectRefusal(answer, 400);
  });

  test('in an encoding that forms cannot have are refused', async () => {
    expectRefusal(await site.raw(post(`${URLENCODED}; charset=utf-16`, 'a=1')), 400);
  });
});

describe('responses', () => {
  test.each(['a%0d%0aSet-Cookie: x=1', 'a%0ab', '%00'])('do not break out of a header: %s', async (value) => {
    const { result, log } = await captureLog(() =>
      site.raw(get(`/header/?value=${value.replaceAll(' ', '%20')}`)),
    );
    expectRefusal(result, 500);
    expect(result).not.toContain('Set-Cookie');
    expect(log).toContain('BadHeaderError');
  });

  test('carry text beyond Latin-1 in a header by RFC 2047', async () => {
    expect(await site.raw(get('/header/?value=%ED%95%9C'))).toContain('X-Echo: =?utf-8?b?7ZWc?=');
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd'])(
    'do not send a browser to %s',
    async (to) => expectRefusal(await site.raw(get(`/redirect/?to=${encodeURIComponent(to)}`)), 400),
  );

  test('append a slash without sending anybody to another host', async () => {
    const answer = await site.raw(get('//articles/7'));
    expect(answer).not.toMatch(/Location: \/\//);
  });
});

test('a connection that goes away while its request is worked on harms nobody', async () => {
  const socketGone = site.raw(get('/slow/'), { end: true });
  await setTimeout(50);
  await socketGone;
});
