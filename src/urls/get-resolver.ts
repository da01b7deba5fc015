import { settings } from '../conf/configure.ts';
import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import { importModule } from '../utils/import-string.ts';
import { RegexPattern } from './regex-pattern.ts';
import { UrlResolver } from './url-resolver.ts';
import type { RootUrlconf, UrlEntry, UrlSource } from './urlconf.ts';

/** A root URLconf: the file's name as `ROOT_URLCONF` has it, its module, or a list of patterns. */
export type Urlconf = string | RootUrlconf | readonly UrlEntry[];

const byFile = new Map<string, UrlResolver>();
const byModule = new WeakMap<object, UrlResolver>();

/**
 * The resolver of a root URLconf, that of `ROOT_URLCONF` unless another is named.
 * @throws ImproperlyConfigured for a file that `loadUrlconf()` has not imported.
 */
export function getResolver(urlconf: Urlconf = settings.ROOT_URLCONF): UrlResolver {
  const known = typeof urlconf === 'string' ? byFile.get(urlconf) : byModule.get(urlconf);
  if (known !== undefined) return known;
  if (typeof urlconf !== 'string') {
    const resolver = rootResolver(urlconf);
    byModule.set(urlconf, resolver);
    return resolver;
  }
  throw new ImproperlyConfigured(
    urlconf === '' ? 'The ROOT_URLCONF setting is empty.' : `The URLconf '${urlconf}' is not loaded yet.`,
    urlconf === ''
      ? "Give it the file of the project's URL patterns: ROOT_URLCONF = 'firstpjt/urls.ts'."
      : 'Call `await loadUrlconf()` of jango/urls first; the server and manage.js do.',
  );
}

/** Import a root URLconf and the files that its includes name; later calls give the same resolver. */
export async function loadUrlconf(urlconf: Urlconf = settings.ROOT_URLCONF): Promise<UrlResolver> {
  let resolver = typeof urlconf === 'string' ? byFile.get(urlconf) : byModule.get(urlconf);
  if (resolver === undefined) {
    if (urlconf === '') return getResolver(urlconf);
    resolver = rootResolver(
      typeof urlconf === 'string' ? ((await importModule(urlconf)) as unknown as UrlSource) : urlconf,
    );
  }
  await resolver.load(importModule);
  if (typeof urlconf === 'string') byFile.set(urlconf, resolver);
  else byModule.set(urlconf, resolver);
  return resolver;
}

/** Forget the loaded URLconfs: for tests that change what a file stands for. */
export function clearUrlCaches(): void {
  byFile.clear();
}

function rootResolver(source: UrlSource): UrlResolver {
  return new UrlResolver(new RegexPattern('^/', false), source);
}
