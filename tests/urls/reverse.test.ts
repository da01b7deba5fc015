import { configure } from 'jango/conf';
import { type HttpRequest, HttpResponse, QueryDict } from 'jango/http';
import {
  clearScriptPrefix,
  include,
  NoReverseMatch,
  path,
  rePath,
  resolve,
  reverse,
  reverseLazy,
  setScriptPrefix,
} from 'jango/urls';
import { afterEach, expect, test } from 'vitest';

configure({ SECRET_KEY: 'a key for tests', BASE_DIR: '/nowhere' });
afterEach(clearScriptPrefix);

const view = (_request: HttpRequest): HttpResponse => new HttpResponse();
const shop = {
  appName: 'shop',
  urlpatterns: [path('', view, { name: 'index' }), path('<int:pk>/<slug:name>/', view, { name: 'item' })],
};
const urlconf = [
  path('archive/<int:year>/', view, { name: 'archive' }),
  path('search/<path:terms>', view, { name: 'search' }),
  path('shop/', include(shop)),
  path('outlet/', include(shop, { namespace: 'outlet' })),
];

test('reverse() fills a route with named or ordered values', () => {
  expect(reverse('archive', { year: 2024 }, { urlconf })).toBe('/archive/2024/');
  expect(reverse('archive', [2024], { urlconf })).toBe('/archive/2024/');
  expect(reverse('shop:item', { pk: 3, name: 'tea' }, { urlconf })).toBe('/shop/3/tea/');
});

test('reverse() encodes what a path cannot hold, and nothing more', () => {
  expect(reverse('search', { terms: 'a b/ü?&#%' }, { urlconf })).toBe('/search/a%20b/%C3%BC%3F&%23%25');
});

test('reverse() never gives a URL of another host', () => {
  const patterns = [path('<path:rest>', view, { name: 'any' })];
  expect(reverse('any', { rest: '/evil.example/' }, { urlconf: patterns })).toBe('/%2Fevil.example/');
});

test('reverse() adds a query string and a fragment', () => {
  expect(
    reverse('archive', { year: 1 }, { urlconf, query: { q: 'a b', page: [1, 2] }, fragment: 'top' }),
  ).toBe('/archive/1/?q=a+b&page=1&page=2#top');
  expect(reverse('archive', { year: 1 }, { urlconf, query: new QueryDict('x=1&x=2') })).toBe(
    '/archive/1/?x=1&x=2',
  );
});

test('of several instances of an app, the one at hand is meant', () => {
  expect(reverse('shop:index', {}, { urlconf })).toBe('/shop/');
  expect(reverse('shop:index', {}, { urlconf, currentApp: 'outlet' })).toBe('/outlet/');
  expect(reverse('outlet:index', {}, { urlconf })).toBe('/outlet/');
});

test('reverse() takes the view itself', () => {
  const about = (): HttpResponse => new HttpResponse();
  expect(reverse(about, {}, { urlconf: [path('about/', about)] })).toBe('/about/');
});

test('reverse() stands below the script prefix', () => {
  setScriptPrefix('/app');
  expect(reverse('archive', { year: 2024 }, { urlconf })).toBe('/app/archive/2024/');
});

test('reverse() suggests the nearest name', () => {
  expect(() => reverse('archvie', { year: 2024 }, { urlconf })).toThrow(
    new NoReverseMatch(
      "Reverse for 'archvie' not found: no URL pattern has this name.",
      "Did you mean 'archive'?",
    ),
  );
  expect(() => reverse('shop:itme', {}, { urlconf })).toThrow("Did you mean 'shop:item'?");
  expect(() => reverse('shpo:item', {}, { urlconf })).toThrow(
    "'shpo' is not a registered namespace. Did you mean 'shop'?",
  );
});

test('reverse() says what the pattern takes', () => {
  expect(() => reverse('archive', { yaer: 2024 }, { urlconf })).toThrow(
    "Reverse for 'archive' with { yaer: 2024 } not found. 1 pattern(s) tried: 'archive/<int:year>/'. It takes { year }.",
  );
  expect(() => reverse('archive', { year: null }, { urlconf })).toThrow(NoReverseMatch);
  expect(() => reverse('archive', { year: 'last' }, { urlconf })).toThrow(NoReverseMatch);
});

test('reverseLazy() waits until it is read', () => {
  let patterns = [path('one/', view, { name: 'page' })];
  const url = reverseLazy(
    'page',
    {},
    {
      get urlconf() {
        return patterns;
      },
    },
  );
  patterns = [path('two/', view, { name: 'page' })];
  expect(`${url}`).toBe('/two/');
  expect(JSON.stringify({ url })).toBe('{"url":"/two/"}');
});

test('an endpoint that ends in $ is matched as a whole, on each side of a |', () => {
  const view = () => new HttpResponse();
  const urlconf = [rePath('(?P<one>[0-9]+)|(?P<two>[0-9]+)/$', view)];
  expect(resolve('/1/', urlconf).kwargs).toEqual({ two: '1' });
});

test('True in a URL is written as Python writes it', () => {
  const urlconf = [path('part/<value>/', () => new HttpResponse(), { name: 'part' })];
  expect(reverse('part', { value: true }, { urlconf })).toBe('/part/True/');
});
