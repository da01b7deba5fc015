import type { PatternMatch } from './pattern.ts';
import type { UrlPattern } from './url-pattern.ts';
import type { UrlResolver } from './url-resolver.ts';
import type { AnyView } from './view.ts';

declare module '../http/request.ts' {
  interface RequestAttributes {
    /** Which pattern the request matched; undefined until it is resolved, and when nothing matched. */
    resolverMatch?: ResolverMatch | undefined;
  }
}

/** A pattern that matched, with the includes it was found through, outermost first. */
export interface Found {
  readonly leaf: UrlPattern;
  readonly match: PatternMatch;
  readonly resolvers: UrlResolver[];
  readonly args: readonly (string | undefined)[];
  readonly kwargs: Record<string, unknown>;
}

/** Which view a path leads to and what it captured: `request.resolverMatch`. */
export class ResolverMatch {
  readonly view: AnyView;
  /** Values of unnamed groups of `rePath()`. */
  readonly args: readonly (string | undefined)[];
  /** Captured values and those given by `path()`'s and `include()`'s `kwargs`. */
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly #found: Found;

  constructor(found: Found) {
    this.#found = found;
    this.view = found.leaf.view;
    this.args = found.args;
    this.kwargs = found.kwargs;
  }

  /** What the view is called with: the named values, or the list of unnamed ones with the named as properties. */
  get params(): Readonly<Record<string, unknown>> {
    return this.args.length === 0
      ? this.kwargs
      : (Object.assign([...this.args], this.kwargs) as unknown as Record<string, unknown>);
  }

  /** The values that the last pattern captured, without extra ones. */
  get capturedKwargs(): Readonly<Record<string, unknown>> {
    return this.#found.match.kwargs;
  }

  /** The values that were given and not captured. */
  get extraKwargs(): Readonly<Record<string, unknown>> {
    const { resolvers, leaf } = this.#found;
    return Object.assign({}, ...resolvers.map((resolver) => resolver.extraKwargs), leaf.extraKwargs);
  }

  get urlName(): string | undefined {
    return this.#found.leaf.name;
  }

  /** The name with its namespaces: `'articles:detail'`; the view's own name when the pattern has none. */
  get viewName(): string {
    return [...this.namespaces, this.urlName ?? this.view.name].join(':');
  }

  get appNames(): string[] {
    return this.#found.resolvers.flatMap((resolver) => resolver.appName ?? []);
  }

  /** `'articles'`, or `'news:articles'` when nested; `''` for none. */
  get appName(): string {
    return this.appNames.join(':');
  }

  get namespaces(): string[] {
    return this.#found.resolvers.flatMap((resolver) => resolver.namespace ?? []);
  }

  get namespace(): string {
    return this.namespaces.join(':');
  }

  /** The route as it was written, includes joined: `'articles/<int:pk>/'`. */
  get route(): string {
    return [...this.#found.resolvers, this.#found.leaf]
      .map((entry) => entry.pattern.source)
      .reduce((outer, inner) => (outer === '' ? inner : outer + inner.replace(/^\^/, '')));
  }
}
