import type { UrlPattern } from './url-pattern.ts';
import type { UrlResolver } from './url-resolver.ts';
import type { AnyView } from './view.ts';

/** A line of `urlpatterns`. */
export type UrlEntry = UrlPattern | UrlResolver;

/** A module of URL patterns, as an app's `urls.ts` exports it. */
export interface UrlconfModule {
  readonly urlpatterns: readonly UrlEntry[];
  /** Namespace of the app: `'articles'` makes `reverse('articles:detail')`. */
  readonly appName?: string;
}

/** The root module may answer errors itself. */
export interface RootUrlconf extends UrlconfModule {
  readonly handler400?: AnyView;
  readonly handler403?: AnyView;
  readonly handler404?: AnyView;
  readonly handler500?: AnyView;
}

/** A site that brings its own URLs: `path('admin/', admin.site.urls)`. */
export interface UrlSite extends UrlconfModule {
  readonly namespace?: string;
}

/** Where patterns come from: a module, a list, or a function that gives one of them when it is first needed. */
export type UrlSource = UrlconfModule | readonly UrlEntry[] | (() => UrlconfModule | readonly UrlEntry[]);

/** What `include()` gives to `path()`. */
export class Include {
  /** The patterns, or the file that has them, as written from the project's folder: `'articles/urls.ts'`. */
  readonly source: UrlSource | string;
  /** Undefined for a file or a function means: what the module says. */
  readonly appName: string | undefined;
  readonly namespace: string | undefined;

  constructor(source: UrlSource | string, appName: string | undefined, namespace: string | undefined) {
    this.source = source;
    this.appName = appName;
    this.namespace = namespace;
  }
}
