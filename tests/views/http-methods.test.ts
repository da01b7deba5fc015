import { type HttpRequest, HttpResponse, makeRequest } from 'jango/http';
import { path } from 'jango/urls';
import {
  neverCache,
  requireGET,
  requireHttpMethods,
  requirePOST,
  requireSafe,
  varyOnCookie,
} from 'jango/views';
import { beforeAll, expect, test } from 'vitest';
import { configureForTests } from '../support/override.ts';

beforeAll(() => configureForTests());

const detail = (_request: HttpRequest, { pk }: { pk: number }): HttpResponse => new HttpResponse(String(pk));

test('decorators keep the name and the parameters of a view', async () => {
  const guarded = requirePOST(detail);
  expect(guarded.name).toBe('detail');
  expect((await guarded(makeRequest({ method: 'POST' }), { pk: 3 })).statusCode).toBe(200);
  path('<int:pk>/', guarded);
  // @ts-expect-error -- the view inside takes a number
  path('<slug:pk>/', guarded);
});

test.each([
  [requireGET(detail), ['GET']],
  [requirePOST(detail), ['POST']],
  [requireSafe(detail), ['GET', 'HEAD']],
  [requireHttpMethods(['PUT', 'PATCH'], detail), ['PUT', 'PATCH']],
] as const)('methods that are not taken get 405 and the list of those that are', async (view, allowed) => {
  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    const response = await view(makeRequest({ method }), { pk: 1 });
    const isAllowed = (allowed as readonly string[]).includes(method);
    expect(response.statusCode).toBe(isAllowed ? 200 : 405);
    if (!isAllowed) expect(response.headers.get('Allow')).toBe(allowed.join(', '));
  }
});

test('headers for caches are set by decorators', async () => {
  const page = neverCache(varyOnCookie(() => new HttpResponse()));
  const response = await page(makeRequest(), {});
  expect(response.headers.get('Cache-Control')).toBe(
    'max-age=0, no-cache, no-store, must-revalidate, private',
  );
  expect(response.headers.get('Vary')).toBe('Cookie');
});
