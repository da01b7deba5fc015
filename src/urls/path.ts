import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import type { Pattern } from './pattern.ts';
import type { RouteParams, ViewDoesNotFit } from './route-params.ts';
import { RoutePattern } from './route-pattern.ts';
import { UrlPattern } from './url-pattern.ts';
import { UrlResolver } from './url-resolver.ts';
import { Include, type UrlSite } from './urlconf.ts';
import type { AnyView, View } from './view.ts';

type NoParams = Record<never, never>;

export interface PathOptions<Extra extends object = NoParams, Outer extends string = ''> {
  /** For `reverse()` and `{% url %}`. */
  name?: string;
  /** Values for the view beside those of the route. */
  kwargs?: Extra;
  /** Route of the include() that these patterns are below, when the view takes its parameters too; only read by the compiler. */
  within?: Outer;
}

/**
 * A line of `urlpatterns`: `path('<int:pk>/', views.detail, { name: 'detail' })`, or `path('articles/', include(articles))`.
 *
 * The view gets what the route captured as its second argument, and the compiler checks it: this view may take `{ pk: number }`.
 * @throws ImproperlyConfigured for a route that cannot work
 */
export function path<
  const Route extends string,
  Extra extends object = NoParams,
  const Outer extends string = '',
>(
  route: Route,
  view: View<RouteParams<`${Outer}${Route}`> & NoInfer<Extra>>,
  options?: PathOptions<Extra, Outer>,
): UrlPattern;
export function path(
  route: string,
  urls: Include | UrlSite,
  options?: Pick<PathOptions<Readonly<Record<string, unknown>>>, 'kwargs'>,
): UrlResolver;
export function path<const Route extends string>(
  route: Route,
  view: ViewDoesNotFit<Route>,
  options?: object,
): never;
export function path(
  route: string,
  target: AnyView | Include | UrlSite | string,
  options: PathOptions<object, string> = {},
): UrlPattern | UrlResolver {
  return entryFor((isEndpoint) => new RoutePattern(route, isEndpoint), route, target, options);
}

/** The pattern or the resolver for what a line leads to; also behind `rePath()`. */
export function entryFor(
  makePattern: (isEndpoint: boolean) => Pattern,
  route: string,
  target: AnyView | Include | UrlSite | string,
  { name, kwargs }: { name?: string; kwargs?: object },
): UrlPattern | UrlResolver {
  const extra = kwargs as Readonly<Record<string, unknown>> | undefined;
  if (typeof target === 'function') return new UrlPattern(makePattern(true), target, name, extra);
  if (target instanceof Include) {
    return new UrlResolver(makePattern(false), target.source, {
      appName: target.appName,
      namespace: target.namespace,
      kwargs: extra,
    });
  }
  if (typeof target === 'object' && target !== null && 'urlpatterns' in target) {
    return new UrlResolver(makePattern(false), target, { ...pick(target), kwargs: extra });
  }
  throw new ImproperlyConfigured(
    `The second argument of path('${route}', ...) is ${describe(target)}, and has to be a view or include(...).`,
    Array.isArray(target)
      ? 'Write include([...]) around the list.'
      : 'Is it exported from views.ts under this name?',
  );
}

function pick({ appName, namespace }: UrlSite) {
  return { appName, namespace };
}

function describe(target: unknown): string {
  if (target === undefined || target === null) return String(target);
  return Array.isArray(target) ? 'a list' : `of type ${typeof target}`;
}
