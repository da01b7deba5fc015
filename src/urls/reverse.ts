import { escapeLeadingSlashes, quotePath } from '../utils/http.ts';
import { nearest } from '../utils/nearest.ts';
import { getScriptPrefix } from '../utils/script-prefix.ts';
import { type UrlencodeInput, urlencode } from '../utils/urlencode.ts';
import { findCandidates } from './find-candidates.ts';
import { getResolver, type Urlconf } from './get-resolver.ts';
import { NoReverseMatch } from './no-reverse-match.ts';
import type { ReverseCandidate } from './reverse-candidate.ts';
import type { UrlResolver } from './url-resolver.ts';
import type { AnyView } from './view.ts';

/** Values for a route: by name, or in order. */
export type ReverseParams = Readonly<Record<string, unknown>> | readonly unknown[];

export interface ReverseOptions {
  urlconf?: Urlconf | undefined;
  /** Namespace of the request at hand, `request.resolverMatch.namespace`. */
  currentApp?: string | undefined;
  /** Put behind the path: `{ page: 2 }` makes `?page=2`. */
  query?: UrlencodeInput | { urlencode(): string } | undefined;
  fragment?: string | undefined;
}

/**
 * The URL of a named pattern: `reverse('articles:detail', { pk: 3 })` is `/articles/3/`.
 * @throws NoReverseMatch when no pattern has this name, or none takes these values
 */
export function reverse(
  viewName: string | AnyView,
  params: ReverseParams = {},
  options: ReverseOptions = {},
): string {
  const resolver = getResolver(options.urlconf);
  const candidates = findCandidates(resolver, viewName, options.currentApp);
  for (const candidate of candidates) {
    const path = candidate.write(params);
    if (path !== undefined)
      return withSuffix(escapeLeadingSlashes(quotePath(getScriptPrefix() + path)), options);
  }
  throw noMatch(resolver, viewName, params, candidates);
}

function withSuffix(url: string, { query, fragment }: ReverseOptions): string {
  const text = query === undefined ? '' : isQueryDict(query) ? query.urlencode() : urlencode(query);
  return url + (text === '' ? '' : `?${text}`) + (fragment === undefined ? '' : `#${fragment}`);
}

function isQueryDict(query: object): query is { urlencode(): string } {
  return 'urlencode' in query && typeof query.urlencode === 'function';
}

function noMatch(
  resolver: UrlResolver,
  viewName: string | AnyView,
  params: ReverseParams,
  candidates: readonly ReverseCandidate[],
): NoReverseMatch {
  const name = typeof viewName === 'string' ? viewName : viewName.name;
  if (candidates.length === 0) {
    const near = nearest(name, namesBelow(resolver));
    return new NoReverseMatch(
      `Reverse for '${name}' not found: no URL pattern has this name.`,
      near === undefined
        ? 'Add a path() with that name, or include() the urls that define it.'
        : `Did you mean '${near}'?`,
    );
  }
  const tried = candidates.map((candidate) => `'${candidate}'`).join(', ');
  return new NoReverseMatch(
    `Reverse for '${name}' with ${describe(params)} not found. ${candidates.length} pattern(s) tried: ${tried}.`,
    `It takes ${candidates
      .flatMap((candidate) => candidate.signatures)
      .map((names) => (names.length === 0 ? 'no parameters' : `{ ${names.join(', ')} }`))
      .join(' or ')}.`,
  );
}

function describe(params: ReverseParams): string {
  const given = Array.isArray(params)
    ? params.map(show)
    : Object.entries(params).map(([name, value]) => `${name}: ${show(value)}`);
  if (given.length === 0) return 'no parameters';
  return Array.isArray(params) ? `[${given.join(', ')}]` : `{ ${given.join(', ')} }`;
}

function show(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

/** Every name that can be reversed, with its namespaces. */
function namesBelow(resolver: UrlResolver, prefix = '', depth = 0): string[] {
  const { candidates, namespaces } = resolver.reverseIndex;
  const own = [...candidates.keys()].flatMap((key) => (typeof key === 'string' ? [prefix + key] : []));
  if (depth > 4) return own;
  return [
    ...own,
    ...[...namespaces].flatMap(([name, entry]) => namesBelow(entry.resolver, `${prefix}${name}:`, depth + 1)),
  ];
}
