import { Context, type ContextData, type ContextOptions } from './context.ts';

/** What the template layer reads of a request; context processors get the whole object. */
export interface TemplateRequest {
  /** The namespace `{% url %}` prefers. */
  currentApp?: string | null;
  resolverMatch?: { readonly namespace?: string } | null;
}

/** A context that belongs to a request: the engine's context processors add their values to it when it is rendered. */
export class RequestContext extends Context {
  readonly request: TemplateRequest;

  constructor(request: TemplateRequest, data?: ContextData, options?: ContextOptions) {
    super(data, options);
    this.request = request;
  }

  override newContext(data?: ContextData): RequestContext {
    const fresh = new RequestContext(this.request, data, this);
    fresh.engine = this.engine;
    fresh.renderState = this.renderState;
    fresh.nesting = this.nesting;
    fresh.includes = this.includes;
    return fresh;
  }
}
