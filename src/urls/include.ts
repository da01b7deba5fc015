import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import { Include, type UrlSource } from './urlconf.ts';

export interface IncludeOptions {
  /** Name of this instance, where an app is included more than once; needs the app to have an `appName`. */
  namespace?: string;
}

/**
 * The patterns of another file, for `path()`: `path('articles/', include(articles))`, where `articles` is the module, its file
 * name (`'articles/urls.ts'`), a list of patterns, `[patterns, appName]`, or a function that gives a module (for two files that
 * import each other).
 */
export function include(
  source: UrlSource | string | readonly [patterns: UrlSource, appName: string],
  options: IncludeOptions = {},
): Include {
  const [patterns, named] = isPair(source) ? source : [source, undefined];
  const appName =
    named ?? (typeof patterns === 'object' && 'appName' in patterns ? patterns.appName : undefined);
  const later = typeof patterns === 'string' || typeof patterns === 'function';
  if (options.namespace !== undefined && appName === undefined && !later) {
    throw new ImproperlyConfigured(
      `include() was given the namespace '${options.namespace}' for patterns that have no appName.`,
      "Export `appName` from the included module, or include([patterns, 'app name']).",
    );
  }
  return new Include(patterns, appName, options.namespace);
}

function isPair(source: unknown): source is readonly [UrlSource, string] {
  return Array.isArray(source) && source.length === 2 && typeof source[1] === 'string';
}
