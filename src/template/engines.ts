import { settings } from '../conf/configure.ts';
import { isOwnEngine, type TemplateEngineSettings } from '../conf/template-settings.ts';
import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import type { Awaitable } from '../utils/awaitable.ts';
import { localeSettings } from '../utils/locale-settings.ts';
import { nearest } from '../utils/nearest.ts';
import { backendName } from './backends/base-engine.ts';
import { JangoTemplates } from './backends/jango-templates.ts';
import type { BackendTemplate, TemplateBackend } from './backends/template-backend.ts';
import type { ContextData } from './context.ts';
import { provideDefaultEngine } from './default-engine.ts';
import type { Engine } from './engine.ts';
import { InvalidTemplateEngine, TemplateDoesNotExist } from './errors.ts';
import { importedValue } from './imported.ts';
import type { TemplateRequest } from './request-context.ts';

let made: { for: unknown; backends: ReadonlyMap<string, TemplateBackend> } | undefined;

/** Made when first asked for, and again when settings change. */
function backends(): ReadonlyMap<string, TemplateBackend> {
  const current = localeSettings();
  if (made?.for !== current) made = { for: current, backends: makeBackends(settings.TEMPLATES) };
  return made.backends;
}

/** @throws ImproperlyConfigured when two engines have one name */
function makeBackends(entries: readonly TemplateEngineSettings[]): ReadonlyMap<string, TemplateBackend> {
  const names = entries.map((config) => config.NAME ?? backendName(config.BACKEND));
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) {
    throw new ImproperlyConfigured(
      `TEMPLATES has more than one engine called '${twice}'.`,
      'Give each a NAME of its own.',
    );
  }
  return new Map(entries.map((config, i) => [names[i]!, makeBackend(config)]));
}

function makeBackend(config: TemplateEngineSettings): TemplateBackend {
  if (isOwnEngine(config)) return new JangoTemplates(config);
  const { BACKEND } = config;
  const Backend = typeof BACKEND === 'string' ? importedValue(BACKEND, 'engine') : BACKEND;
  if (typeof Backend === 'function')
    return new (Backend as new (config: TemplateEngineSettings) => TemplateBackend)(config);
  throw new ImproperlyConfigured(
    `The engine '${BACKEND}' of TEMPLATES is not a class.`,
    "Name a class with its file: 'mysite/nunjucks.ts#NunjucksTemplates'.",
  );
}

/** The engines of `TEMPLATES`, in order. */
export const engines = {
  /** The engine of this `NAME`. @throws InvalidTemplateEngine when there is none */
  get(name: string): TemplateBackend {
    const backend = backends().get(name);
    if (backend !== undefined) return backend;
    const known = [...backends().keys()];
    throw new InvalidTemplateEngine(name, known, nearest(name, known));
  },

  all(): readonly TemplateBackend[] {
    return [...backends().values()];
  },

  [Symbol.iterator](): Iterator<TemplateBackend> {
    return backends().values();
  },
};

/** Forget compiled templates and engines: after the set of apps or libraries has changed. */
export function resetEngines(): void {
  made = undefined;
}

/** The engines of the settings that speak the Django template language. */
export function getEngines(): Engine[] {
  return engines.all().flatMap((backend) => (backend instanceof JangoTemplates ? [backend.engine] : []));
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
provideDefaultEngine(getEngine);

/**
 * A template by name, from the first engine that has it.
 * @param using `NAME` of the one engine to ask
 * @throws TemplateDoesNotExist with every place tried
 */
export function getTemplate(name: string, using?: string): BackendTemplate {
  return selectTemplate([name], using);
}

/** The first of these templates that exists, in any engine or in the one that `using` names. @throws TemplateDoesNotExist when none does */
export function selectTemplate(names: readonly string[], using?: string): BackendTemplate {
  const asked = using === undefined ? engines.all() : [engines.get(using)];
  const chain: TemplateDoesNotExist[] = [];
  for (const name of names) {
    for (const backend of asked) {
      try {
        return backend.getTemplate(name);
      } catch (error) {
        if (!(error instanceof TemplateDoesNotExist) || !error.isAbout(name)) throw error;
        error.backend ??= backend.name;
        chain.push(error);
      }
    }
  }
  if (chain.length === 1) throw chain[0];
  throw new TemplateDoesNotExist(names, { chain });
}

/** A template by name, or the first of several that exists. @throws TemplateDoesNotExist with every place tried */
export function chooseTemplate(name: string | readonly string[], using?: string): BackendTemplate {
  return typeof name === 'string' ? getTemplate(name, using) : selectTemplate(name, using);
}

/**
 * Render a template to text: `renderToString('articles/detail.html', { article }, request)`. A string, unless a value in it is
 * pending; `await` takes both.
 * @param name a template, or several of which the first that exists is taken
 * @param using `NAME` of the one engine to ask
 */
export function renderToString(
  name: string | readonly string[],
  data: ContextData = {},
  request?: TemplateRequest | null,
  using?: string,
): Awaitable<string> {
  return chooseTemplate(name, using).render(data, request);
}
