import { getHandler } from 'jango/handlers';
import { makeRequest } from 'jango/http';
import { beforeEach, expect, test } from 'vitest';
import { withSettings } from '../support/override.ts';
import { captureLog, startSite } from '../support/site.ts';
import { seen } from './site/middleware/trace.ts';

const TRACE = 'tests/handlers/site/middleware/trace.ts';

beforeEach(async () => {
  seen.length = 0;
  await (await startSite()).close();
});

const settings = (...names: string[]) => ({
  BASE_DIR: process.cwd(),
  ROOT_URLCONF: 'tests/handlers/site/urls.ts',
  MIDDLEWARE: names.map((name) => `${TRACE}#${name}`),
});

test('middleware runs around the view, the first of the list outermost', () =>
  withSettings(settings('outer', 'hooks'), async () => {
    const handler = await getHandler();
    await handler(makeRequest({ url: '/articles/3/' }));
    expect(seen).toEqual(['outer in', 'hooks in', 'view detail {"pk":3}', 'outer out 200']);
  }));

test('a hook may answer before the view, and in place of its error', () =>
  withSettings(settings('outer', 'hooks'), async () => {
    const handler = await getHandler();
    expect(await handler(makeRequest({ url: '/?early' }))).toMatchObject({ text: 'early' });
    expect(await handler(makeRequest({ url: '/boom/' }))).toMatchObject({ text: 'mended', statusCode: 503 });
    expect(seen).toContain('exception A secret detail of the inside.');
  }));

test('an error of a middleware is a response to the one around it', () =>
  withSettings(settings('outer', 'throws'), async () => {
    const handler = await getHandler();
    await captureLog(async () => handler(makeRequest()));
    expect(seen).toEqual(['outer in', 'outer out 500']);
  }));

test('a middleware may leave itself out', () =>
  withSettings(settings('unused'), async () => {
    expect(await (await getHandler())(makeRequest())).toMatchObject({ text: 'index' });
  }));

test('a chain of synchronous middleware and view makes no promise', () =>
  withSettings(
    { ...settings(), MIDDLEWARE: ['jango/middleware/security', 'jango/middleware/clickjacking'] },
    async () => {
      const handler = await getHandler();
      expect(handler(makeRequest())).toMatchObject({ text: 'index' });
    },
  ));

test('a middleware that is none, or not there, is refused when the site starts', async () => {
  await withSettings(settings('broken'), () =>
    expect(getHandler()).rejects.toThrow('which is not a function'),
  );
  await withSettings(settings('outre'), () =>
    expect(getHandler()).rejects.toThrow(`Did you mean '${TRACE}#outer'?`),
  );
  await withSettings({ ...settings(), MIDDLEWARE: ['jango/middleware/comon'] }, () =>
    expect(getHandler()).rejects.toThrow("There is no module 'jango/middleware/comon'."),
  );
});
