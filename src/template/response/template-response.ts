import type { HttpRequest } from '../../http/request.ts';
import type { ContextData } from '../context.ts';
import {
  SimpleTemplateResponse,
  type TemplateChoice,
  type TemplateResponseOptions,
} from './simple-template-response.ts';

/**
 * A page of a request whose template is rendered late, so that decorators and middleware may still change it:
 * `return new TemplateResponse(request, 'articles/list.html', { articles })`.
 */
export class TemplateResponse extends SimpleTemplateResponse {
  readonly request: HttpRequest;

  constructor(
    request: HttpRequest,
    template: TemplateChoice,
    context?: ContextData | null,
    options?: TemplateResponseOptions,
  ) {
    super(template, context, options);
    this.request = request;
  }

  protected override get pageRequest(): HttpRequest {
    return this.request;
  }
}
