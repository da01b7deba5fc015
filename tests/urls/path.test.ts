import { configure } from 'jango/conf';
import { type HttpRequest, HttpResponse } from 'jango/http';
import {
  include,
  path,
  Resolver404,
  type RouteParams,
  registerConverter,
  rePath,
  resolve,
  type UrlconfModule,
} from 'jango/urls';
import { describe, expect, expectTypeOf, test } from 'vitest';

declare module 'jango/urls' {
  interface CustomConverters {
    yyyy: number;
  }
}

configure({ SECRET_KEY: 'a key for tests', BASE_DIR: '/nowhere' });

const index = (): HttpResponse => new HttpResponse('index');
const detail = (_request: HttpRequest, { pk }: { pk: number }): HttpResponse =>
  new HttpResponse(`article ${pk}`);
const archive = async (
  _request: HttpRequest,
  params: { year: number; title: string },
): Promise<HttpResponse> => new HttpResponse(`${params.year} ${params.title}`);

const articles = {
  appName: 'articles',
  urlpatterns: [path('', index, { name: 'index' }), path('<int:pk>/', detail, { name: 'detail' })],
};
const urls = [
  path('', index),
  path('articles/', include(articles)),
  path('articles/latest/', index, { name: 'latest' }),
  path('<int:year>/<slug:title>/', archive, { name: 'archive' }),
  path('files/<path:name>', index),
  rePath(/^old\/(?<pk>[0-9]+)\/$/, (_request, { pk }) => new HttpResponse(pk)),
  rePath(/^pairs\/([a-z]+)\/([a-z]+)\/$/, index),
];

describe('resolve()', () => {
  test('finds the view and converts what the route captured', () => {
    const match = resolve('/2024/hello-world/', urls);
    expect(match.view).toBe(archive);
    expect(match.kwargs).toEqual({ year: 2024, title: 'hello-world' });
    expect(match.route).toBe('<int:year>/<slug:title>/');
  });

  test('goes through includes and knows their namespaces', () => {
    const match = resolve('/articles/3/', urls);
    expect(match).toMatchObject({
      viewName: 'articles:detail',
      namespaces: ['articles'],
      route: 'articles/<int:pk>/',
    });
    expect(match.kwargs).toEqual({ pk: 3 });
  });

  test('goes on behind an include that has no match for the rest', () => {
    expect(resolve('/articles/latest/', urls).urlName).toBe('latest');
  });

  test('takes the first pattern that matches, in the order of the list', () => {
    const first = (): HttpResponse => new HttpResponse('1');
    const second = (): HttpResponse => new HttpResponse('2');
    expect(resolve('/a/b/', [path('<str:x>/b/', first), path('a/b/', second)]).view).toBe(first);
    expect(resolve('/a/b/', [path('a/b/', second), path('<str:x>/b/', first)]).view).toBe(second);
  });

  test('hands unnamed groups of rePath() over as a list', () => {
    const match = resolve('/pairs/salt/pepper/', urls);
    expect(match.args).toEqual(['salt', 'pepper']);
    expect([...(match.params as unknown as Iterable<string>)]).toEqual(['salt', 'pepper']);
  });

  test('refuses a number that would lose digits, which would be another one', () => {
    expect(() => resolve('/articles/9007199254740993/', urls)).toThrow(Resolver404);
  });

  test('lists the patterns tried, with the includes they are below', () => {
    try {
      resolve('/articles/x/', urls);
      expect.unreachable();
    } catch (error) {
      const { path: tried, tried: patterns } = error as Resolver404;
      expect(tried).toBe('articles/x/');
      expect(patterns.map((route) => route.map((entry) => entry.pattern.source).join(''))).toEqual([
        '',
        'articles/',
        'articles/<int:pk>/',
        'articles/latest/',
        '<int:year>/<slug:title>/',
        'files/<path:name>',
        '^old\\/(?<pk>[0-9]+)\\/$',
        '^pairs\\/([a-z]+)\\/([a-z]+)\\/$',
      ]);
    }
  });

  test('gives extra values of path() and include() to the view', () => {
    const view = (_request: HttpRequest, _params: { pk: number; draft: boolean }): HttpResponse =>
      new HttpResponse();
    const drafts = [path('<int:pk>/', view, { kwargs: { draft: true } })];
    const match = resolve('/drafts/4/', [path('drafts/', include(drafts), { kwargs: { section: 'news' } })]);
    expect(match.kwargs).toEqual({ pk: 4, draft: true, section: 'news' });
    expect(match.capturedKwargs).toEqual({ pk: 4 });
    expect(match.extraKwargs).toEqual({ draft: true, section: 'news' });
  });

  test('finds one route among a thousand by its first segment', () => {
    const many = Array.from({ length: 1000 }, (_, i) => path(`app${i}/<int:pk>/` as 'app/<int:pk>/', detail));
    const begin = performance.now();
    for (let i = 0; i < 10_000; i++) resolve('/app999/5/', many);
    expect(performance.now() - begin).toBeLessThan(500);
  });
});

describe('path()', () => {
  test('checks the view against the route while it is compiled', () => {
    path('<int:pk>/', index);
    path('<int:pk>/<slug:extra>/', detail);
    const text = (_request: HttpRequest, { pk }: { pk: string }): HttpResponse => new HttpResponse(pk);
    // @ts-expect-error -- the route gives a number, the view takes a text
    path('<int:pk>/', text);
    // @ts-expect-error -- the route gives no pk
    path('latest/', detail);
    // @ts-expect-error -- `year` is a number, so it has no trim()
    path('<int:year>/', (_request, { year }) => new HttpResponse(year.trim()));
    // @ts-expect-error -- a view gives back a response
    path('text/', () => 'text');
  });

  test('knows what each converter gives to the view', () => {
    expectTypeOf<RouteParams<'<int:year>/<slug:title>/'>>().toEqualTypeOf<{ year: number; title: string }>();
    expectTypeOf<RouteParams<'<pk>/'>>().toEqualTypeOf<{ pk: string }>();
    expectTypeOf<RouteParams<'latest/'>>().toEqualTypeOf<Record<never, never>>();
    path('blogs/<slug:blog>/', include([path('<int:pk>/', detail)]));
    const post = (_request: HttpRequest, _params: { blog: string; pk: number }): HttpResponse =>
      new HttpResponse();
    path('blogs/<slug:blog>/', include([path('<int:pk>/', post, { within: 'blogs/<slug:blog>/' })]));
  });

  test('takes converters of the project', () => {
    registerConverter<number>('yyyy', {
      regex: '[0-9]{4}',
      toPython: Number,
      toUrl: (year) => String(year).padStart(4, '0'),
    });
    const patterns = [path('in/<yyyy:year>/', (_request, { year }) => new HttpResponse(year.toFixed(1)))];
    expect(resolve('/in/0987/', patterns).kwargs).toEqual({ year: 987 });
    expect(() => resolve('/in/87/', patterns)).toThrow(Resolver404);
  });

  test('says what is wrong with a route', () => {
    expect(() => path('<inn:pk>/' as string, index)).toThrow(
      "URL route '<inn:pk>/' uses the converter 'inn', which is not registered. Did you mean 'int'?",
    );
    expect(() => path('<int:pk>/<slug:pk>/' as string, index)).toThrow(
      "the parameter name 'pk' more than once",
    );
    expect(() => path('<int:1st>/' as string, index)).toThrow("'1st', which isn't a valid identifier");
    expect(() => path('<int: pk>/' as string, index)).toThrow('has white space in <int: pk>');
  });

  test('says what is wrong with a view', () => {
    const missing = undefined as unknown as typeof index;
    expect(() => path('x/', missing)).toThrow(
      "The second argument of path('x/', ...) is undefined, and has to be a view or include(...). Is it exported from views.ts under this name?",
    );
    expect(() => path('x/', [path('', index)] as never)).toThrow('is a list');
  });

  test('takes a site that brings its own URLs', () => {
    const site = {
      appName: 'admin',
      namespace: 'admin',
      urlpatterns: [path('login/', index, { name: 'login' })],
    };
    expect(resolve('/admin/login/', [path('admin/', site)]).viewName).toBe('admin:login');
  });
});

test('two URLconfs may include each other through functions', () => {
  const outer: UrlconfModule = {
    urlpatterns: [
      path(
        'inner/',
        include(() => inner),
      ),
      path('end/', index, { name: 'end' }),
    ],
  };
  const inner: UrlconfModule = {
    urlpatterns: [
      path(
        'outer/',
        include(() => outer),
      ),
    ],
  };
  expect(resolve('/inner/outer/inner/outer/end/', outer).urlName).toBe('end');
});

test('a namespace needs an app name', () => {
  expect(() => include([path('', index)], { namespace: 'n' })).toThrow(
    "include() was given the namespace 'n' for patterns that have no appName.",
  );
});
