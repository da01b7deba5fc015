import { settings } from '../conf/configure.ts';
import { recordedQueries } from '../http/recorded-queries.ts';
import { getLanguage, getLanguageBidi } from '../utils/translation/active-language.ts';
import { currentZone } from '../utils/wall-clock.ts';
import { importedValue } from './imported.ts';
import type { ContextProcessor } from './processors.ts';

type Values = Readonly<Record<string, unknown>>;

/** `request`. */
export function request(current: object): Values {
  return { request: current };
}

/** `csrf_token`, made when a template asks for it: a page without a form sets no cookie. */
export function csrf(current: { getCsrfToken?: () => string }): Values {
  return { csrf_token: () => current.getCsrfToken?.() ?? 'NOTPROVIDED' };
}

/**
 * `debug` and `sql_queries`, for those who browse from `INTERNAL_IPS` while DEBUG is on. The queries are those that the request has
 * made until a template asks: `{ sql, time, alias }`, the time in seconds.
 */
export function debug(current: { META?: Readonly<Record<string, unknown>> }): Values {
  const address = String(current.META?.['REMOTE_ADDR'] ?? '');
  if (!settings.DEBUG || !settings.INTERNAL_IPS.includes(address)) return {};
  return { debug: true, sql_queries: () => recordedQueries(current) };
}

/** `csp_nonce`: the nonce of the Content-Security-Policy, made when a template asks for it; nothing where no policy has one. */
export function csp(current: { cspNonce?: unknown }): Values {
  return { csp_nonce: () => String(current.cspNonce ?? '') };
}

/** `LANGUAGES`, `LANGUAGE_CODE`, `LANGUAGE_BIDI`. */
export function i18n(): Values {
  return {
    LANGUAGES: settings.LANGUAGES,
    LANGUAGE_CODE: getLanguage() ?? settings.LANGUAGE_CODE,
    LANGUAGE_BIDI: getLanguageBidi(),
  };
}

/** `TIME_ZONE`: the zone in which times are shown. */
export function tz(): Values {
  return { TIME_ZONE: currentZone() };
}

/** `STATIC_URL`. */
export function staticFiles(): Values {
  return { STATIC_URL: settings.STATIC_URL };
}

/** `MEDIA_URL`. */
export function media(): Values {
  return { MEDIA_URL: settings.MEDIA_URL };
}

export { staticFiles as static };

/** Those of this file by name; they need no import. */
const OWN: ReadonlyMap<string, ContextProcessor> = new Map<string, ContextProcessor>(
  Object.entries({ request, csrf, debug, i18n, tz, static: staticFiles, media, csp }) as [
    string,
    ContextProcessor,
  ][],
);

/** Jango's spelling of a name: Django's `'django.contrib.auth.context_processors.auth'` is `'jango/contrib/auth/context-processors#auth'`. */
function spelled(reference: string): string {
  const match = /^django\.(template|contrib\.\w+)\.context_processors\.(\w+)$/.exec(reference);
  if (match === null) return reference.replace('/context_processors#', '/context-processors#');
  return `jango/${match[1]!.replace('.', '/')}/context-processors#${match[2]}`;
}

function ownProcessor(reference: string): ContextProcessor | undefined {
  const [module, name] = spelled(reference).split('#', 2);
  return module === 'jango/template/context-processors' ? OWN.get(name ?? '') : undefined;
}

/** Names in a setting that have to be imported. */
export function processorReferences(entries: readonly unknown[]): string[] {
  return entries
    .filter((entry) => typeof entry === 'string')
    .filter((entry) => ownProcessor(entry) === undefined)
    .map(spelled);
}

/** The functions of a setting; `csrf` is always among them, as in Django. @throws ImproperlyConfigured when one was not imported */
export function contextProcessorsOf(given: readonly (string | ContextProcessor)[]): ContextProcessor[] {
  const found = given.map((entry) =>
    typeof entry === 'string'
      ? (ownProcessor(entry) ?? (importedValue(spelled(entry), 'context processor') as ContextProcessor))
      : entry,
  );
  return [csrf as ContextProcessor, ...found.filter((processor) => processor !== csrf)];
}
