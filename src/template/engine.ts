import type { LoaderSetting } from '../conf/template-settings.ts';
import type { Awaitable } from '../utils/awaitable.ts';
import { nearest } from '../utils/nearest.ts';
import { builtinLibraries, loadableLibraries } from './builtins.ts';
import { Context, type ContextData } from './context.ts';
import { contextProcessorsOf } from './context-processors.ts';
import { defaultEngine } from './default-engine.ts';
import { TemplateDoesNotExist, TemplateSyntaxError } from './errors.ts';
import type { Library } from './library.ts';
import { findLibrary, type LibraryReference } from './library-setting.ts';
import { CachedLoader, type Lookup } from './loaders/cached.ts';
import type { Loader } from './loaders/loader.ts';
import { makeLoaders } from './loaders/make-loaders.ts';
import { makeContext } from './make-context.ts';
import type { Origin } from './origin.ts';
import type { ContextProcessor } from './processors.ts';
import type { TemplateRequest } from './request-context.ts';
import { Template } from './template.ts';

export interface EngineOptions {
  /** Folders to search, in order. */
  dirs?: readonly string[];
  /** Search the `templates/` folder of each installed app after those. */
  appDirs?: boolean;
  contextProcessors?: readonly (string | ContextProcessor)[];
  /** Look for changed files at each use. */
  debug?: boolean;
  /**
   * In place of those that `dirs` and `appDirs` make, which are kept in a cache; what these give is compiled anew each time, unless
   * one of them is a cache.
   */
  loaders?: readonly (LoaderSetting | Loader)[];
  /** Printed for variables that lead nowhere; `%s` in it is the variable. */
  stringIfInvalid?: string;
  /** How template files are encoded; `'utf-8'` unless given. */
  fileCharset?: string;
  /** Tag libraries by the name that `{% load %}` uses. */
  libraries?: ReadonlyMap<string, LibraryReference> | Readonly<Record<string, LibraryReference>>;
  /** Libraries that need no `{% load %}`. */
  builtins?: readonly LibraryReference[];
  autoescape?: boolean;
}

/** Loads, compiles and keeps templates. Most projects have one, made of `TEMPLATES`; `getTemplate()` uses it. */
export class Engine {
  readonly dirs: readonly string[];
  readonly appDirs: boolean;
  readonly debug: boolean;
  readonly autoescape: boolean;
  readonly stringIfInvalid: string;
  readonly contextProcessors: readonly ContextProcessor[];
  readonly loaders: readonly Loader[];
  readonly libraries: Map<string, Library>;
  readonly builtinLibraries: readonly Library[];
  readonly fileCharset: string;

  constructor(options: EngineOptions = {}) {
    this.dirs = options.dirs ?? [];
    this.appDirs = options.appDirs ?? false;
    this.debug = options.debug ?? false;
    this.autoescape = options.autoescape ?? true;
    this.stringIfInvalid = options.stringIfInvalid ?? '';
    this.fileCharset = options.fileCharset ?? 'utf-8';
    this.contextProcessors = contextProcessorsOf(options.contextProcessors ?? []);
    const defaults = { dirs: this.dirs, charset: this.fileCharset, watch: this.debug };
    this.loaders = makeLoaders(
      options.loaders ?? [['jango/template/loaders/cached', folderLoaders(this.appDirs)]],
      defaults,
    );
    const given =
      options.libraries instanceof Map ? options.libraries : Object.entries(options.libraries ?? {});
    this.libraries = new Map(loadableLibraries);
    for (const [name, library] of given as Iterable<[string, LibraryReference]>)
      this.libraries.set(name, findLibrary(library));
    this.builtinLibraries = [...builtinLibraries, ...(options.builtins ?? []).map(findLibrary)];
  }

  /** The first engine of `TEMPLATES` for the Django template language. @throws ImproperlyConfigured when there is none */
  static getDefault(): Engine {
    return defaultEngine();
  }

  /** A template, or a part of one: `'articles/list.html#row'`. @throws TemplateDoesNotExist with every place tried */
  getTemplate(name: string): Template {
    const at = name.indexOf('#');
    if (at < 0) return this.findTemplate(name).template;
    const { template, origin } = this.findTemplate(name.slice(0, at));
    const wanted = name.slice(at + 1);
    const partial = template.partial(wanted);
    if (partial !== undefined) return partial;
    const known = Array.from(template.partials.keys(), (one) => `${name.slice(0, at)}#${one}`);
    throw new TemplateDoesNotExist(name, { tried: [[origin, `It defines no partial '${wanted}'`]], known });
  }

  /**
   * A template and where it is from.
   * @param skip places not to take it from: a template that extends one of its own name wants the next
   * @throws TemplateDoesNotExist with every place tried
   */
  findTemplate(name: string, skip: readonly string[] = []): { template: Template; origin: Origin } {
    const tried: (readonly [Origin, string])[] = [];
    for (const loader of this.loaders) {
      const found = this.#lookUp(loader, name, skip);
      if ('template' in found) return { template: found.template, origin: found.template.origin };
      tried.push(...found.tried);
    }
    const known = this.debug && skip.length === 0 ? this.templateNames() : [];
    throw new TemplateDoesNotExist(name, { tried, known });
  }

  #lookUp(loader: Loader, name: string, skip: readonly string[]): Lookup {
    if (!(loader instanceof CachedLoader)) return this.#read(loader, name, skip);
    const key = skip.length === 0 ? name : [name, ...skip].join('\0');
    return loader.remembered(key, () => this.#read(loader, name, skip));
  }

  #read(loader: Loader, name: string, skip: readonly string[]): Lookup {
    const tried: (readonly [Origin, string])[] = [];
    for (const origin of loader.getTemplateSources(name)) {
      if (skip.includes(origin.name)) {
        tried.push([origin, 'Skipped to avoid recursion']);
        continue;
      }
      const source = loader.getContents(origin);
      if (source !== undefined) return { template: new Template(source, this, origin) };
      tried.push([origin, 'Source does not exist']);
    }
    return { tried };
  }

  /** The first of these that exists. @throws TemplateDoesNotExist when none does */
  selectTemplate(names: readonly string[]): Template {
    const chain: TemplateDoesNotExist[] = [];
    for (const name of names) {
      try {
        return this.getTemplate(name);
      } catch (error) {
        if (!(error instanceof TemplateDoesNotExist) || !error.isAbout(name)) throw error;
        chain.push(error);
      }
    }
    throw new TemplateDoesNotExist(names, { chain });
  }

  /** A template of source that is at hand. */
  fromString(source: string): Template {
    return new Template(source, this);
  }

  /** Render a template by name, or the first of several that exists. With a request, the context processors run. */
  renderToString(
    name: string | readonly string[],
    data: ContextData | Context = {},
    request?: TemplateRequest | null,
  ): Awaitable<string> {
    const template = typeof name === 'string' ? this.getTemplate(name) : this.selectTemplate(name);
    return template.render(data instanceof Context ? data : this.makeContext(data, request));
  }

  /** A context for a request, or an ordinary one. @throws TypeError for variables that are no object */
  makeContext(data: ContextData | null, request?: TemplateRequest | null): Context {
    return makeContext(data, request, { autoescape: this.autoescape });
  }

  /** @throws TemplateSyntaxError when no library has this name */
  findLibrary(name: string): Library {
    const library = this.libraries.get(name);
    if (library !== undefined) return library;
    const near = nearest(name, this.libraries.keys());
    throw new TemplateSyntaxError(
      `'${name}' is not a registered tag library.`,
      `${near === undefined ? '' : `Did you mean '${near}'? `}Must be one of: ${[...this.libraries.keys()].sort().join(', ')}. Libraries are the modules in the templatetags/ folders of installed apps.`,
    );
  }

  /** Forget what is compiled. */
  reset(): void {
    for (const loader of this.loaders) loader.reset?.();
  }

  /** Names of all templates whose loaders can list them. */
  templateNames(): string[] {
    return [...new Set(this.loaders.flatMap((loader) => [...(loader.names?.() ?? [])]))];
  }
}

function folderLoaders(appDirs: boolean): string[] {
  const names = appDirs ? ['filesystem', 'app-directories'] : ['filesystem'];
  return names.map((name) => `jango/template/loaders/${name}`);
}
