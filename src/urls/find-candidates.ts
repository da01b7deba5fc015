import { nearest } from '../utils/nearest.ts';
import { NoReverseMatch } from './no-reverse-match.ts';
import type { Pattern } from './pattern.ts';
import type { ReverseCandidate } from './reverse-candidate.ts';
import type { UrlResolver } from './url-resolver.ts';
import type { AnyView } from './view.ts';

const cache = new WeakMap<UrlResolver, Map<string, readonly ReverseCandidate[]>>();

/**
 * The patterns that a name can mean, in the order in which they are tried.
 * @param currentApp namespace of the request at hand: of several instances of an app, it picks this one
 * @throws NoReverseMatch for a namespace that isn't there
 */
export function findCandidates(
  root: UrlResolver,
  viewName: string | AnyView,
  currentApp: string | undefined,
): readonly ReverseCandidate[] {
  if (typeof viewName !== 'string') return root.reverseIndex.candidates.get(viewName) ?? [];
  let known = cache.get(root);
  if (known === undefined) {
    known = new Map();
    cache.set(root, known);
  }
  const key = currentApp === undefined ? viewName : `${currentApp}\0${viewName}`;
  let found = known.get(key);
  if (found === undefined) {
    found = lookUp(root, viewName, currentApp);
    if (found.length > 0) known.set(key, found);
  }
  return found;
}

function lookUp(
  root: UrlResolver,
  viewName: string,
  currentApp: string | undefined,
): readonly ReverseCandidate[] {
  const namespaces = viewName.split(':');
  const name = namespaces.pop()!;
  let current = currentApp?.split(':') ?? [];
  let resolver = root;
  const prefix: Pattern[] = [];
  const passed: string[] = [];
  for (const written of namespaces) {
    const wanted = current.shift();
    const { apps, namespaces: known } = resolver.reverseIndex;
    const instances = apps.get(written);
    let namespace = written;
    if (instances !== undefined) {
      if (wanted !== undefined && instances.includes(wanted)) namespace = wanted;
      else if (!instances.includes(written)) namespace = instances[0]!;
    }
    if (namespace !== wanted) current = [];
    const entry = known.get(namespace);
    if (entry === undefined) throw unknownNamespace(namespace, passed, [...known.keys(), ...apps.keys()]);
    prefix.push(...entry.prefix);
    passed.push(namespace);
    resolver = entry.resolver;
  }
  const candidates = resolver.reverseIndex.candidates.get(name) ?? [];
  return prefix.length === 0 ? candidates : candidates.map((candidate) => candidate.under(prefix, undefined));
}

function unknownNamespace(
  namespace: string,
  passed: readonly string[],
  known: readonly string[],
): NoReverseMatch {
  const inside = passed.length === 0 ? '' : ` inside '${passed.join(':')}'`;
  const near = nearest(namespace, known);
  const all = [...new Set(known)].sort().join(', ');
  return new NoReverseMatch(
    `'${namespace}' is not a registered namespace${inside}.`,
    near !== undefined
      ? `Did you mean '${near}'?`
      : `Namespaces here: ${all === '' ? 'none' : all}. One comes from \`export const appName = '${namespace}'\` in the urls.ts of an app that is included.`,
  );
}
