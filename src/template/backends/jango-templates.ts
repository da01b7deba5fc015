import { settings } from '../../conf/configure.ts';
import type { OwnEngineSettings } from '../../conf/template-settings.ts';
import type { ContextData } from '../context.ts';
import { Engine, type EngineOptions } from '../engine.ts';
import { TemplateDoesNotExist } from '../errors.ts';
import { loadedLibraries } from '../loaded-libraries.ts';
import type { TemplateRequest } from '../request-context.ts';
import type { StreamOptions } from '../streaming/stream-template.ts';
import type { Template } from '../template.ts';
import { BaseEngine } from './base-engine.ts';
import type { BackendTemplate } from './template-backend.ts';

/** The engine of `BACKEND: 'jango/template'`: the Django template language. */
export class JangoTemplates extends BaseEngine {
  readonly engine: Engine;

  constructor(config: OwnEngineSettings) {
    super(config);
    this.engine = new Engine(engineOptions(config));
  }

  override getTemplate(name: string): BackendTemplate {
    try {
      return new JangoTemplate(this.engine.getTemplate(name));
    } catch (error) {
      if (error instanceof TemplateDoesNotExist) error.backend ??= this.name;
      throw error;
    }
  }
}

class JangoTemplate implements BackendTemplate {
  readonly template: Template;

  constructor(template: Template) {
    this.template = template;
  }

  get origin() {
    return this.template.origin;
  }

  render(data?: ContextData | null, request?: TemplateRequest | null) {
    return this.template.render(this.template.engine.makeContext(data ?? null, request));
  }

  stream(data?: ContextData | null, request?: TemplateRequest | null, options?: StreamOptions) {
    return this.template.stream(this.template.engine.makeContext(data ?? null, request), options);
  }
}

function engineOptions(config: OwnEngineSettings): EngineOptions {
  const options = (config.OPTIONS ?? {}) as EngineOptions;
  return {
    ...options,
    debug: options.debug ?? settings.DEBUG,
    dirs: config.DIRS ?? [],
    appDirs: config.APP_DIRS ?? false,
    libraries: new Map([...loadedLibraries(), ...Object.entries(options.libraries ?? {})]),
  };
}
