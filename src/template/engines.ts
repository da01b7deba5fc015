import { settings } from '../conf/configure.ts';
import type { TemplateEngineSettings } from '../conf/settings.ts';
import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import type { Awaitable } from '../utils/awaitable.ts';
import { localeSettings } from '../utils/locale-settings.ts';
import type { ContextData } from './context.ts';
import { contextProcessorsOf } from './context-processors.ts';
import { Engine } from './engine.ts';
import { TemplateDoesNotExist } from './errors.ts';
import type { Library } from './library.ts';
import { loadedLibraries } from './loaded-libraries.ts';
import type { Loader } from './loaders/loader.ts';
import type { ContextProcessor } from './processors.ts';
import type { TemplateRequest } from './request-context.ts';

/** A template of any engine. */
export interface BackendTemplate {
  /** Render with these variables; with a request, as a page of it. */
  render(data?: ContextData, request?: TemplateRequest | null): Awaitable<string>;
}

/** An engine of `TEMPLATES`: the Django template language, or another that plugs in by `registerBackend()`. */
export interface TemplateBackend {
  readonly name: string;
  /** @throws TemplateDoesNotExist */
  getTemplate(name: string): BackendTemplate;
}

export type BackendFactory = (config: TemplateEngineSettings) => TemplateBackend;

const factories = new Map<string, BackendFactory>();

/** Let `TEMPLATES` name another engine: `registerBackend('nunjucks', (config) => new NunjucksBackend(config))`. */
export function registerBackend(name: string, factory: BackendFactory): void {
  factories.set(name, factory);
}

/** The engine of `BACKEND: 'jango/template'`. */
class JangoBackend implements TemplateBackend {
  readonly name: string;
  readonly engine: Engine;

  constructor(config: TemplateEngineSettings) {
    this.name = config.NAME ?? 'jango';
    this.engine = new Engine(engineOptions(config));
  }

  getTemplate(name: string): BackendTemplate {
    const template = this.engine.getTemplate(name);
    return { render: (data, request) => template.render(this.engine.makeContext(data ?? {}, request)) };
  }
}

function engineOptions(config: TemplateEngineSettings) {
  const options = (config.OPTIONS ?? {}) as {
    contextProcessors?: readonly (string | ContextProcessor)[];
    debug?: boolean;
    loaders?: readonly Loader[];
    stringIfInvalid?: string;
    libraries?: Readonly<Record<string, Library>>;
    builtins?: readonly Library[];
    autoescape?: boolean;
  };
  return {
    ...options,
    debug: options.debug ?? settings.DEBUG,
    dirs: config.DIRS ?? [],
    appDirs: config.APP_DIRS ?? false,
    contextProcessors: contextProcessorsOf(options.contextProcessors ?? []),
    libraries: new Map([...loadedLibraries(), ...Object.entries(options.libraries ?? {})]),
  };
}

let made: { for: unknown; backends: readonly TemplateBackend[] } | undefined;

/** The engines of the settings, made when first asked for and again when settings change. */
export function getBackends(): readonly TemplateBackend[] {
  const current = localeSettings();
  if (made?.for !== current) made = { for: current, backends: settings.TEMPLATES.map(makeBackend) };
  return made.backends;
}

/** Forget compiled templates and engines: after the set of apps or libraries has changed. */
export function resetEngines(): void {
  made = undefined;
}

const OWN = new Set(['jango/template', 'jango', 'django.template.backends.django.DjangoTemplates']);

function makeBackend(config: TemplateEngineSettings): TemplateBackend {
  if (OWN.has(config.BACKEND)) return new JangoBackend(config);
  const factory = factories.get(config.BACKEND);
  if (factory !== undefined) return factory(config);
  throw new ImproperlyConfigured(
    `TEMPLATES names the engine '${config.BACKEND}', which is not known.`,
    "The Django template language is 'jango/template'; others register with registerBackend().",
  );
}

/** The engines of the settings that speak the Django template language. */
export function getEngines(): Engine[] {
  return getBackends().flatMap((backend) => (backend instanceof JangoBackend ? [backend.engine] : []));
}

/** The first engine of the settings that speaks the Django template language. @throws ImproperlyConfigured when none does */
export function getEngine(): Engine {
  const [engine] = getEngines();
  if (engine !== undefined) return engine;
  throw new ImproperlyConfigured(
    'TEMPLATES has no engine for the Django template language.',
    "Add { BACKEND: 'jango/template', APP_DIRS: true }.",
  );
}

/** A template by name, from the first engine that has it. @throws TemplateDoesNotExist with every place tried */
export function getTemplate(name: string): BackendTemplate {
  return selectTemplate([name]);
}

/** The first of these templates that exists. @throws TemplateDoesNotExist when none does */
export function selectTemplate(names: readonly string[]): BackendTemplate {
  const missing: TemplateDoesNotExist[] = [];
  for (const name of names) {
    for (const backend of getBackends()) {
      try {
        return backend.getTemplate(name);
      } catch (error) {
        if (!(error instanceof TemplateDoesNotExist) || !error.names.includes(name)) throw error;
        missing.push(error);
      }
    }
  }
  if (missing.length === 1) throw missing[0];
  throw new TemplateDoesNotExist(
    names,
    missing.flatMap((error) => [...error.tried]),
  );
}

/**
 * Render a template to text: `renderToString('articles/detail.html', { article }, request)`. A string, unless a value in it is
 * pending; `await` takes both.
 * @param name a template, or several of which the first that exists is taken
 */
export function renderToString(
  name: string | readonly string[],
  data: ContextData = {},
  request?: TemplateRequest | null,
): Awaitable<string> {
  const template = typeof name === 'string' ? getTemplate(name) : selectTemplate(name);
  return template.render(data, request);
}
