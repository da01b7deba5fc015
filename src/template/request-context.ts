import { Context, type ContextData, type ContextOptions } from './context.ts';
import type { ContextProcessor } from './processors.ts';

/** What the template layer reads of a request; context processors get the whole object. */
export interface TemplateRequest {
  /** The namespace `{% url %}` prefers. */
  currentApp?: string | null;
  resolverMatch?: { readonly namespace?: string } | null;
}

export interface RequestContextOptions extends ContextOptions {
  /** Run after those of the engine. */
  processors?: readonly ContextProcessor[];
}

/**
 * A context that belongs to a request: the engine's context processors add their values to it when it is rendered. They win over the
 * variables given here, and not over those pushed later.
 */
export class RequestContext extends Context {
  readonly request: TemplateRequest;
  readonly processors: readonly ContextProcessor[];

  constructor(request: TemplateRequest, data?: ContextData, options: RequestContextOptions = {}) {
    super(data, options);
    this.request = request;
    this.processors = options.processors ?? [];
  }

  override new(data?: ContextData): RequestContext {
    return this.handOn(new RequestContext(this.request, data, this));
  }
}
