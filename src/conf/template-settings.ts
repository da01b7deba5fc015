import type { Awaitable } from '../utils/awaitable.ts';

/** The shape of a template loader; `Loader` of jango/template says what its methods do. */
export interface LoaderLike {
  readonly name: string;
  getTemplateSources(templateName: string): Iterable<object>;
  getContents(origin: never): string | undefined;
}

/** A loader by its name, by name with arguments (`['jango/template/loaders/filesystem', ['/srv/templates']]`), or ready made. */
export type LoaderSetting = string | LoaderLike | readonly [name: string, ...args: unknown[]];

/** The shape of a `Library` of jango/template. */
export interface LibraryLike {
  readonly tags: ReadonlyMap<string, unknown>;
  readonly filters: ReadonlyMap<string, unknown>;
}

/** `OPTIONS` of the Django template language. Names of files are as in MIDDLEWARE: `'articles/loaders.ts#DatabaseLoader'`. */
export interface TemplateOptions {
  /** Escape what variables print; on by default. */
  readonly autoescape?: boolean;
  /** Functions of the request whose values every page gets. */
  readonly contextProcessors?: readonly (
    | string
    | ((request: never) => Awaitable<Readonly<Record<string, unknown>>>)
  )[];
  /** Look for changed files at each use; as DEBUG says by default. */
  readonly debug?: boolean;
  /** Where templates come from, in place of DIRS and APP_DIRS. */
  readonly loaders?: readonly LoaderSetting[];
  /** Printed for variables that lead nowhere; `%s` in it is the variable. */
  readonly stringIfInvalid?: string;
  /** How template files are encoded; `'utf-8'` by default. */
  readonly fileCharset?: string;
  /** Tag libraries by the name that `{% load %}` uses: `{ shop: 'articles/templatetags/shop' }`. */
  readonly libraries?: Readonly<Record<string, string | LibraryLike>>;
  /** Libraries that need no `{% load %}`: `['static', 'articles/templatetags/shop']`. */
  readonly builtins?: readonly (string | LibraryLike)[];
}

interface EngineSettings<Backend, Options> {
  BACKEND: Backend;
  /** What `using` and `engines.get()` call it; one of its own for each engine. Made of BACKEND by default. */
  NAME?: string;
  /** Folders to search before the apps' own, absolute. */
  DIRS?: readonly string[];
  /** Search the folder of each installed app, too. */
  APP_DIRS?: boolean;
  OPTIONS?: Readonly<Options>;
}

/** What Jango's own engine is called. */
export const OWN_TEMPLATE_BACKENDS = [
  'jango/template',
  'jango',
  'django.template.backends.django.DjangoTemplates',
] as const;

/** An entry of `TEMPLATES` for the Django template language. */
export type OwnEngineSettings = EngineSettings<(typeof OWN_TEMPLATE_BACKENDS)[number], TemplateOptions>;

/**
 * An entry of `TEMPLATES` for another engine: its class, or where that is (`'mysite/nunjucks.ts#NunjucksTemplates'`). The class gets
 * this entry.
 */
export type OtherEngineSettings = EngineSettings<
  `${string}#${string}` | `${string}.ts` | `${string}.js` | TemplateBackendClass,
  Record<string, unknown>
>;

/** The shape of an engine's class; `TemplateBackend` of jango/template says what its methods do. */
export type TemplateBackendClass = new (
  config: never,
) => { readonly name: string; getTemplate(name: string): unknown };

/** An entry of `TEMPLATES`. */
export type TemplateEngineSettings = OwnEngineSettings | OtherEngineSettings;

/** Whether an entry is one for the Django template language. */
export function isOwnEngine(config: TemplateEngineSettings): config is OwnEngineSettings {
  return (OWN_TEMPLATE_BACKENDS as readonly unknown[]).includes(config.BACKEND);
}
