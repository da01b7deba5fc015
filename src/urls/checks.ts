import { settings } from '../conf/configure.ts';
import { CheckError, type CheckMessage, CheckWarning } from '../core/checks/messages.ts';
import { loadUrlconf } from './get-resolver.ts';
import { checkPattern } from './pattern-checks.ts';
import { UrlPattern } from './url-pattern.ts';
import { UrlResolver } from './url-resolver.ts';
import type { RootUrlconf } from './urlconf.ts';

/** Look at every URL pattern of the project. */
export async function checkUrls(): Promise<CheckMessage[]> {
  if (settings.ROOT_URLCONF === '') return [];
  return checkResolver(await loadUrlconf(), new Set());
}

function checkResolver(resolver: UrlResolver, seen: Set<unknown>): CheckMessage[] {
  if (seen.has(resolver.urlPatterns)) return [];
  seen.add(resolver.urlPatterns);
  return resolver.urlPatterns.flatMap((entry: unknown) => {
    if (entry instanceof UrlPattern) return checkPattern(entry);
    if (entry instanceof UrlResolver) return [...checkPattern(entry), ...checkResolver(entry, seen)];
    return [notAPattern(entry)];
  });
}

function notAPattern(entry: unknown): CheckError {
  return new CheckError(
    `Your URL pattern ${describe(entry)} is invalid. Ensure that urlpatterns is a list of path() and/or rePath() instances.`,
    {
      hint: Array.isArray(entry)
        ? 'Spread a list into urlpatterns: `...serveMedia(...)`.'
        : 'Write it as path(route, view).',
      id: 'urls.E004',
    },
  );
}

function describe(entry: unknown): string {
  if (typeof entry === 'string') return `'${entry}'`;
  return Array.isArray(entry) ? `[${entry.map(String).join(', ')}]` : String(entry);
}

/** Each namespace leads to one place only: `reverse()` could not tell two apart. */
export async function checkNamespaces(): Promise<CheckMessage[]> {
  if (settings.ROOT_URLCONF === '') return [];
  const count = new Map<string, number>();
  for (const namespace of namespacesBelow(await loadUrlconf(), '', new Set())) {
    count.set(namespace, (count.get(namespace) ?? 0) + 1);
  }
  return [...count]
    .filter(([, times]) => times > 1)
    .map(
      ([namespace]) =>
        new CheckWarning(
          `URL namespace '${namespace}' isn't unique. You may not be able to reverse all URLs in this namespace`,
          {
            hint: `Give one of the includes a name of its own: include(urls, { namespace: '...' }).`,
            id: 'urls.W005',
          },
        ),
    );
}

function namespacesBelow(resolver: UrlResolver, prefix: string, path: ReadonlySet<unknown>): string[] {
  if (path.has(resolver.urlPatterns)) return [];
  const inside = new Set(path).add(resolver.urlPatterns);
  return resolver.urlPatterns.flatMap((entry) => {
    if (!(entry instanceof UrlResolver)) return [];
    const own =
      entry.namespace === undefined ? prefix : `${prefix}${prefix === '' ? '' : ':'}${entry.namespace}`;
    return [...(entry.namespace === undefined ? [] : [own]), ...namespacesBelow(entry, own, inside)];
  });
}

/** STATIC_URL and MEDIA_URL are put in front of names. */
export function checkUrlSettings(): CheckMessage[] {
  return (['STATIC_URL', 'MEDIA_URL'] as const)
    .filter((name) => settings[name] !== '' && !settings[name].endsWith('/'))
    .map(
      (name) =>
        new CheckError(`The ${name} setting must end with a slash.`, {
          hint: `Write '${settings[name]}/'.`,
          id: 'urls.E006',
        }),
    );
}

/** `handler404` and its like are views: they take the request and `{ exception }`. */
export async function checkErrorHandlers(): Promise<CheckMessage[]> {
  if (settings.ROOT_URLCONF === '') return [];
  const urlconf = (await loadUrlconf()).urlconf as RootUrlconf;
  return ([400, 403, 404, 500] as const).flatMap((status) => {
    const handler: unknown = urlconf[`handler${status}`];
    if (handler === undefined) return [];
    if (typeof handler !== 'function') {
      return [
        new CheckError(`The custom handler${status} is not a view, but of type ${typeof handler}.`, {
          hint: 'Export the function itself from the root URLconf.',
          id: 'urls.E008',
        }),
      ];
    }
    if (handler.length <= 2) return [];
    return [
      new CheckError(
        `The custom handler${status} view '${handler.name}' does not take the correct number of arguments (request, { exception }).`,
        {
          hint: 'It is called with two arguments.',
          id: 'urls.E007',
        },
      ),
    ];
  });
}
