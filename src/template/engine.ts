import type { Awaitable } from '../utils/awaitable.ts';
import { nearest } from '../utils/nearest.ts';
import { builtinLibraries, loadableLibraries } from './builtins.ts';
import { Context, type ContextData } from './context.ts';
import { TemplateDoesNotExist, TemplateSyntaxError } from './errors.ts';
import type { Library } from './library.ts';
import { AppDirectoriesLoader } from './loaders/app-directories.ts';
import { FilesystemLoader } from './loaders/filesystem.ts';
import type { Loader } from './loaders/loader.ts';
import type { Origin } from './origin.ts';
import type { ContextProcessor } from './processors.ts';
import { RequestContext, type TemplateRequest } from './request-context.ts';
import { Template } from './template.ts';
import { TemplateCache } from './template-cache.ts';

export interface EngineOptions {
  /** Folders to search, in order. */
  dirs?: readonly string[];
  /** Search the `templates/` folder of each installed app after those. */
  appDirs?: boolean;
  contextProcessors?: readonly ContextProcessor[];
  /** Look for changed files at each use. */
  debug?: boolean;
  /** In place of those that `dirs` and `appDirs` make; what they give is compiled anew each time, unless `cached` is set. */
  loaders?: readonly Loader[];
  /** Keep compiled templates by name. */
  cached?: boolean;
  /** Printed for variables that lead nowhere; `%s` in it is the variable. */
  stringIfInvalid?: string;
  /** Tag libraries by the name that `{% load %}` uses. */
  libraries?: ReadonlyMap<string, Library> | Readonly<Record<string, Library>>;
  /** Libraries that need no `{% load %}`. */
  builtins?: readonly Library[];
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
  readonly #cache: TemplateCache | undefined;

  constructor(options: EngineOptions = {}) {
    this.dirs = options.dirs ?? [];
    this.appDirs = options.appDirs ?? false;
    this.debug = options.debug ?? false;
    this.autoescape = options.autoescape ?? true;
    this.stringIfInvalid = options.stringIfInvalid ?? '';
    this.contextProcessors = options.contextProcessors ?? [];
    this.loaders = options.loaders ?? [
      new FilesystemLoader(this.dirs),
      ...(this.appDirs ? [new AppDirectoriesLoader()] : []),
    ];
    const given =
      options.libraries instanceof Map ? options.libraries : Object.entries(options.libraries ?? {});
    this.libraries = new Map([...loadableLibraries, ...(given as Iterable<[string, Library]>)]);
    this.builtinLibraries = [...builtinLibraries, ...(options.builtins ?? [])];
    const cached = options.cached ?? options.loaders === undefined;
    this.#cache = cached ? new TemplateCache(this.debug) : undefined;
  }

  /** @throws TemplateDoesNotExist with every place tried */
  getTemplate(name: string): Template {
    const cached = this.#cache?.get(name);
    if (cached !== undefined) return cached;
    const { template, origin, loader } = this.findTemplate(name);
    this.#cache?.set(name, template, origin, loader);
    return template;
  }

  /**
   * Look a template up without the cache.
   * @param skip places not to take it from: a template that extends one of its own name wants the next
   */
  findTemplate(
    name: string,
    skip: readonly string[] = [],
  ): { template: Template; origin: Origin; loader: Loader } {
    const tried: [Origin, string][] = [];
    for (const loader of this.loaders) {
      for (const origin of loader.origins(name)) {
        if (skip.includes(origin.name)) {
          tried.push([origin, 'Skipped to avoid recursion']);
          continue;
        }
        const source = loader.read(origin);
        if (source !== undefined) return { template: new Template(source, this, origin), origin, loader };
        tried.push([origin, 'Source does not exist']);
      }
    }
    throw new TemplateDoesNotExist(name, tried, skip.length === 0 ? this.#names() : []);
  }

  /** The first of these that exists. @throws TemplateDoesNotExist when none does */
  selectTemplate(names: readonly string[]): Template {
    const tried: (readonly [Origin, string])[] = [];
    for (const name of names) {
      try {
        return this.getTemplate(name);
      } catch (error) {
        if (!(error instanceof TemplateDoesNotExist) || !error.names.includes(name)) throw error;
        tried.push(...error.tried);
      }
    }
    throw new TemplateDoesNotExist(names, tried);
  }

  /** A template of source that is at hand. */
  fromString(source: string): Template {
    return new Template(source, this);
  }

  /** Render a template by name. With a request, the context processors run. */
  renderToString(
    name: string | readonly string[],
    data: ContextData = {},
    request?: TemplateRequest | null,
  ): Awaitable<string> {
    const template = typeof name === 'string' ? this.getTemplate(name) : this.selectTemplate(name);
    return template.render(this.makeContext(data, request));
  }

  /** A context for a request, or an ordinary one. */
  makeContext(data: ContextData, request?: TemplateRequest | null): Context {
    const { autoescape } = this;
    return request ? new RequestContext(request, data, { autoescape }) : new Context(data, { autoescape });
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
    this.#cache?.clear();
  }

  #names(): string[] {
    return this.debug ? this.loaders.flatMap((loader) => [...(loader.names?.() ?? [])]) : [];
  }
}
