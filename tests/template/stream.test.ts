import path from 'node:path';
import { makeRequest, type StreamingHttpResponse } from 'jango/http';
import { renderStream } from 'jango/shortcuts';
import { TemplateDoesNotExist } from 'jango/template';
import { path as route } from 'jango/urls';
import { afterEach, describe, expect, expectTypeOf, test } from 'vitest';
import { captureLog, type Site, startSite } from '../support/site.ts';
import { engineOf } from './render.ts';

async function chunksOf(stream: AsyncIterable<string>): Promise<string[]> {
  const chunks: string[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

const PAGES = {
  base: '<html>{% block head %}<title>{{ title }}</title>{% endblock %}<body>{% block body %}{% endblock %}</body>',
  page: '{% extends "base" %}{% block body %}{% with n=list|length %}{{ n }}:{% for a in list %}{% cycle "x" "y" %}{{ a }}{{ forloop.revcounter }}|{% empty %}none{% endfor %}{% endwith %}{% include "part" with a=sign %}{{ block.super }}{% endblock %}',
  part: '[{% if a == sign %}{{ a }}{% elif a %}b{% else %}c{% endif %}{% if nothing %}d{% endif %}{% for k, v in pairs reversed %}{{ k }}={{ v }};{% endfor %}]',
};
const DATA = {
  sign: '<',
  title: 'T',
  list: ['a', 'b', 'c'],
  pairs: [
    [1, 2],
    [3, 4],
  ],
};

describe('a template rendered piece by piece', () => {
  test('gives what it gives at once', async () => {
    const engine = engineOf(PAGES);
    for (const data of [DATA, { ...DATA, list: [] }, { ...DATA, list: Promise.resolve([1, 2]) }]) {
      const whole = await engine.renderToString('page', data);
      expect((await chunksOf(engine.getTemplate('page').stream(data))).join('')).toBe(whole);
    }
    expect(await engine.renderToString('page', DATA)).toBe(
      '<html><title>T</title><body>3:xa3|yb2|xc1|[&lt;3=4;1=2;]</body>',
    );
  });

  test('gives each tag and each turn of a loop by itself, through parents, blocks and includes', async () => {
    const chunks = await chunksOf(engineOf(PAGES).getTemplate('page').stream(DATA));
    expect(chunks).toEqual([
      '<html>',
      '<title>',
      'T',
      '</title>',
      '<body>',
      '3',
      ':',
      'xa3|',
      'yb2|',
      'xc1|',
      '[',
      '&lt;',
      '3=4;',
      '1=2;',
      ']',
      '</body>',
    ]);
  });

  test('gathers short pieces, and sends what there is before it waits', async () => {
    const template = engineOf({ a: 'head{{ x }}{{ slow }}tail{{ x }}' }).getTemplate('a');
    const data = { x: 1, slow: () => new Promise((resolve) => setTimeout(resolve, 5, 'slow')) };
    expect(await chunksOf(template.stream(data, { chunkSize: 1000 }))).toEqual(['head1', 'slowtail1']);
  });

  test('does no more than it is asked for, and cleans up when nobody asks any more', async () => {
    let turns = 0;
    const list = [1, 2, 3].map(() => () => ++turns);
    const stream = engineOf({ a: '{% for f in list %}{{ f }}{% endfor %}' })
      .getTemplate('a')
      .stream({ list });
    expect(turns).toBe(0);
    expect((await stream.next()).value).toBe('1');
    expect(turns).toBe(1);
    await stream.return();
    expect([turns, (await stream.next()).done]).toEqual([1, true]);
    expectTypeOf(stream).toExtend<AsyncIterable<string>>();
  });

  test('says where in the template an error happened', async () => {
    const boom = () => Promise.reject(new Error('boom'));
    const stream = engineOf({ a: 'one\n{% block b %}\n{{ boom }}{% endblock %}' })
      .getTemplate('a')
      .stream({ boom });
    await expect(chunksOf(stream)).rejects.toMatchObject({
      message: 'boom',
      templateDebug: { name: 'a', line: 3 },
    });
  });
});

test('the condition of an {% if %} and the value of a {% with %} fail in their own line', async () => {
  for (const tag of ['{% if boom %}', '{% with a=boom %}']) {
    const end = tag.includes('if') ? '{% endif %}' : '{% endwith %}';
    const engine = engineOf({ a: `one\n\n${tag}two${end}` });
    const boom = () => {
      throw new Error('boom');
    };
    await expect(chunksOf(engine.getTemplate('a').stream({ boom }))).rejects.toMatchObject({
      templateDebug: { line: 3 },
    });
  }
});

describe('renderStream()', () => {
  let site: Site | undefined;
  afterEach(() => site?.close());

  let made = 0;
  const long = Array.from({ length: 200 }, () => () => `${++made} ${'x'.repeat(100_000)}`);
  const urlpatterns = [
    route('', (request) => renderStream(request, 'both.html', { name: '<' })),
    route('fails/', (request) =>
      renderStream(request, 'lines.html', { lines: ['a', () => Promise.reject(new Error('boom'))] }),
    ),
    route('long/', (request) => renderStream(request, 'lines.html', { lines: long })),
  ];
  const start = () =>
    startSite({
      ROOT_URLCONF: { urlpatterns } as never,
      TEMPLATES: [{ BACKEND: 'jango/template', DIRS: [path.join(import.meta.dirname, 'engines/templates')] }],
    });

  test('answers with the page', async () => {
    site = await start();
    const response = await site.fetch('/');
    expect([response.status, response.headers.get('transfer-encoding'), await response.text()]).toEqual([
      200,
      'chunked',
      'jango &lt;',
    ]);
    expect(() => renderStream(makeRequest(), 'none.html')).toThrow(TemplateDoesNotExist);
    expectTypeOf(renderStream).returns.toEqualTypeOf<StreamingHttpResponse>();
  });

  test('an error in the middle is logged with its place and cuts the connection', async () => {
    site = await start();
    const { result, log } = await captureLog(() =>
      site!.raw('GET /fails/ HTTP/1.1\r\nHost: localhost\r\n\r\n'),
    );
    expect(result).toContain('\r\na\n\r\n');
    expect(result).not.toMatch(/\r\n0\r\n\r\n$/);
    expect(log).toMatch(
      /A streaming response failed: GET \/fails\/\nIn the template .*lines\.html, line 1:\nError: boom/,
    );
  });

  test('waits for a client that reads slowly', async () => {
    site = await start();
    const response = await site.fetch('/long/');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(made).toBeLessThan(200);
    expect((await response.text()).split('\n')).toHaveLength(201);
    expect(made).toBe(200);
  });
});
