import { settings } from '../conf/configure.ts';
import type { TemplateEngineSettings } from '../conf/settings.ts';
import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import { importString } from '../utils/import-string.ts';
import { getLanguage, getLanguageBidi } from '../utils/translation.ts';
import { currentZone } from '../utils/wall-clock.ts';
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

/** `debug`, for those who browse from `INTERNAL_IPS` while DEBUG is on. */
export function debug(current: { META?: Readonly<Record<string, unknown>> }): Values {
  const address = String(current.META?.['REMOTE_ADDR'] ?? '');
  return settings.DEBUG && settings.INTERNAL_IPS.includes(address) ? { debug: true, sql_queries: [] } : {};
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

/** Those of this file, by the names a setting gives them; they need no import. */
const OWN: ReadonlyMap<string, ContextProcessor> = new Map<string, ContextProcessor>(
  Object.entries({ request, csrf, debug, i18n, tz, static: staticFiles, media }).flatMap(
    ([name, processor]) => [
      [`jango/template/context-processors#${name}`, processor as ContextProcessor],
      [`jango/template/context_processors#${name}`, processor as ContextProcessor],
    ],
  ),
);
const imported = new Map<string, ContextProcessor>();

/** Import the processors that the settings name. */
export async function loadContextProcessors(engines: readonly TemplateEngineSettings[]): Promise<void> {
  for (const { OPTIONS } of engines) {
    const names = (OPTIONS?.['contextProcessors'] ?? []) as readonly unknown[];
    for (const name of names) {
      if (typeof name !== 'string' || OWN.has(name)) continue;
      imported.set(name, (await importString(name)) as ContextProcessor);
    }
  }
}

/** The functions of a setting; `csrf` is always among them, as in Django. @throws ImproperlyConfigured when one was not imported */
export function contextProcessorsOf(given: readonly (string | ContextProcessor)[]): ContextProcessor[] {
  const found = given.map((entry) => {
    if (typeof entry !== 'string') return entry;
    const processor = OWN.get(entry) ?? imported.get(entry);
    if (processor !== undefined) return processor;
    throw new ImproperlyConfigured(
      `The context processor '${entry}' of TEMPLATES is not loaded.`,
      'setup() loads it; call that first.',
    );
  });
  return [csrf as ContextProcessor, ...found.filter((processor) => processor !== csrf)];
}
