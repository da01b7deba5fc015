import type { Awaitable } from '../../utils/awaitable.ts';
import type { ContextData } from '../context.ts';
import type { TemplateRequest } from '../request-context.ts';
import type { StreamOptions } from '../streaming/stream-template.ts';

/** A template of any engine. */
export interface BackendTemplate {
  /** Where it is from, for test clients and debug pages. */
  readonly origin?: { readonly name: string };
  /** Render with these variables; with a request, as a page of it. */
  render(data?: ContextData | null, request?: TemplateRequest | null): Awaitable<string>;
  /** The same piece by piece; an engine that cannot do it leaves it out, and the page comes in one piece. */
  stream?(
    data?: ContextData | null,
    request?: TemplateRequest | null,
    options?: StreamOptions,
  ): AsyncIterable<string>;
}

/** An engine of `TEMPLATES`. `BaseEngine` is the class to extend. */
export interface TemplateBackend {
  readonly name: string;
  /** @throws TemplateDoesNotExist */
  getTemplate(name: string): BackendTemplate;
}
