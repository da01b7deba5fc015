import { formatHtml, type HtmlSource, type SafeString } from '../../utils/html.ts';
import type { TemplateRequest } from '../request-context.ts';

/** A text that is made when it is printed: a page that prints no token sets no cookie. */
export interface PrintedLater {
  toString(): string;
}

interface CsrfRequest {
  getCsrfToken?: () => string;
}

/** The token of a request, for the templates of another language. */
export function csrfToken(request: TemplateRequest): PrintedLater {
  return { toString: () => (request as CsrfRequest).getCsrfToken?.() ?? 'NOTPROVIDED' };
}

/** The hidden input that a POST form needs: HTML, which a template of another language must not escape again. */
export function csrfInput(request: TemplateRequest): PrintedLater & HtmlSource {
  const token = csrfToken(request);
  const input = (): SafeString =>
    formatHtml('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', String(token));
  return { toString: () => input().toString(), toHtml: input };
}
