import { getResolver, type Urlconf } from './get-resolver.ts';
import { ResolverMatch } from './resolver-match.ts';
import { Resolver404 } from './resolver404.ts';
import { UrlPattern } from './url-pattern.ts';
import type { UrlResolver } from './url-resolver.ts';
import type { UrlEntry } from './urlconf.ts';

/**
 * The view that a path leads to: `resolve('/articles/3/').kwargs` is `{ pk: 3 }`.
 * @param path decoded, with its first slash
 * @throws Resolver404 when no pattern matches
 */
export function resolve(path: string | { toString(): string }, urlconf?: Urlconf): ResolverMatch {
  return resolveWith(getResolver(urlconf), String(path));
}

/** As `resolve()`, with a resolver at hand. */
export function resolveWith(resolver: UrlResolver, path: string): ResolverMatch {
  const found = path.startsWith('/') ? resolver.dispatch.find(path, 1) : undefined;
  if (found !== undefined) return new ResolverMatch(found);
  throw new Resolver404(path.replace(/^\//, ''), () =>
    path.startsWith('/') ? triedBy(resolver, path, 1) : [],
  );
}

/** Whether some pattern matches. */
export function isValidPath(path: string, urlconf?: Urlconf): boolean {
  return path.startsWith('/') && getResolver(urlconf).dispatch.find(path, 1) !== undefined;
}

/** The patterns in the order in which they were tried; an include that matched stands in front of what it holds. */
function triedBy(resolver: UrlResolver, path: string, offset: number): UrlEntry[][] {
  return resolver.urlPatterns.flatMap((entry) => {
    if (entry instanceof UrlPattern) return [[entry]];
    const match = entry.pattern.match(path, offset);
    return match === undefined
      ? [[entry]]
      : triedBy(entry, path, match.end).map((inner): UrlEntry[] => [entry, ...inner]);
  });
}
