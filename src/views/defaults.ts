import { settings } from '../conf/configure.ts';
import type { HttpRequest } from '../http/request.ts';
import { HttpResponse } from '../http/response.ts';
import { renderToString } from '../template/engines.ts';
import { TemplateDoesNotExist } from '../template/errors.ts';
import { Resolver404 } from '../urls/resolver404.ts';
import type { View } from '../urls/view.ts';
import { errorPage } from './pages/error-page.ts';

type ErrorView = View<{ exception: unknown }>;

/** 400: the project's `400.html`, else a plain page. What was wrong is not told: it came from outside. */
export const badRequest: ErrorView = (request) => render('400.html', 400, request, {});

/** 403: the project's `403.html` with `exception`, else a plain page. */
export const permissionDenied: ErrorView = (request, { exception }) =>
  render('403.html', 403, request, { exception: messageOf(exception) });

/** 404: the project's `404.html` with `requestPath` and `exception`, else a plain page. */
export const pageNotFound: ErrorView = (request, { exception }) =>
  render('404.html', 404, request, {
    request_path: request.path,
    exception: exception instanceof Resolver404 ? 'Resolver404' : messageOf(exception),
  });

/** 500: the project's `500.html`, without any context, else a plain page. */
export const serverError: ErrorView = () => render('500.html', 500, undefined, {});

/** The page that is shown when the project has no template of its own; it needs nothing that could fail. */
export function plainErrorPage(status: number): HttpResponse {
  return new HttpResponse(errorPage(status), { status });
}

async function render(
  template: string,
  status: number,
  request: HttpRequest | undefined,
  context: Readonly<Record<string, unknown>>,
): Promise<HttpResponse> {
  if (settings.TEMPLATES.length === 0) return plainErrorPage(status);
  try {
    return new HttpResponse(await renderToString(template, context, request), { status });
  } catch (error) {
    if (error instanceof TemplateDoesNotExist && error.names.includes(template))
      return plainErrorPage(status);
    throw error;
  }
}

function messageOf(exception: unknown): string {
  return exception instanceof Error ? exception.message : String(exception);
}
