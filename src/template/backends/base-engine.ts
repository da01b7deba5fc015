import path from 'node:path';
import { apps } from '../../apps/registry.ts';
import type { TemplateEngineSettings } from '../../conf/template-settings.ts';
import { type Awaitable, isThenable } from '../../utils/awaitable.ts';
import type { ContextData } from '../context.ts';
import { contextProcessorsOf } from '../context-processors.ts';
import type { ContextProcessor } from '../processors.ts';
import type { TemplateRequest } from '../request-context.ts';
import { csrfInput, csrfToken } from './csrf.ts';
import type { BackendTemplate, TemplateBackend } from './template-backend.ts';

/**
 * What engines have in common. An engine for another language extends it, and TEMPLATES names the class:
 * `{ BACKEND: 'mysite/nunjucks.ts#NunjucksTemplates', DIRS: [...] }`.
 */
export abstract class BaseEngine implements TemplateBackend {
  readonly name: string;
  readonly dirs: readonly string[];
  readonly appDirs: boolean;
  readonly options: Readonly<Record<string, unknown>>;
  /** The folder of each app that `APP_DIRS` means. */
  readonly appDirname: string = 'templates';

  /** @param config its entry of TEMPLATES */
  constructor(config: TemplateEngineSettings) {
    this.name = config.NAME ?? backendName(config.BACKEND);
    this.dirs = config.DIRS ?? [];
    this.appDirs = config.APP_DIRS ?? false;
    this.options = { ...config.OPTIONS };
  }

  abstract getTemplate(name: string): BackendTemplate;

  /** Folders to search, in order: those of DIRS, then with APP_DIRS those of the apps. */
  get templateDirs(): readonly string[] {
    if (!this.appDirs) return this.dirs;
    return [...this.dirs, ...apps.getAppConfigs().map((config) => path.join(config.path, this.appDirname))];
  }

  /**
   * The variables of a page for another language: with a request also `request`, `csrf_input`, `csrf_token`, and what
   * `OPTIONS.contextProcessors` give; variables of the view win.
   */
  protected contextFor(
    data: ContextData | null | undefined,
    request: TemplateRequest | null | undefined,
  ): Awaitable<Record<string, unknown>> {
    const view = data instanceof Map ? Object.fromEntries(data) : { ...data };
    if (!request) return view;
    const own = { request, csrf_input: csrfInput(request), csrf_token: csrfToken(request) };
    const entries = (this.options['contextProcessors'] ?? []) as readonly (string | ContextProcessor)[];
    // `csrf` is always the first, and makes a function that only the Django template language calls.
    const given = contextProcessorsOf(entries)
      .slice(1)
      .map((processor) => processor(request as never));
    if (!given.some(isThenable)) return Object.assign({}, ...given, own, view);
    return Promise.all(given).then((all) => Object.assign({}, ...all, own, view));
  }
}

/** `'nunjucks'` of `'mysite/nunjucks.ts#NunjucksTemplates'`, `'django'` of Django's own spelling, the name of a class. */
export function backendName(backend: TemplateEngineSettings['BACKEND']): string {
  if (typeof backend !== 'string') return backend.name;
  if (backend.startsWith('django.')) return 'django';
  if (backend.startsWith('jango/')) return 'jango';
  return path.posix.basename(backend.replace(/#.*$/, '')).replace(/\.[cm]?[jt]s$/, '');
}
