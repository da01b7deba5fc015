import { settings } from '../conf/configure.ts';
import type { HttpRequest } from '../http/request.ts';
import { HttpResponse } from '../http/response.ts';
import { renderToString } from '../template/engines.ts';
import { TemplateDoesNotExist } from '../template/errors.ts';
import { csrfPage } from './pages/csrf-page.ts';

/**
 * The 403 of a form without a good token: the project's `403_csrf.html`, else a page that says what happened; in DEBUG also what to do.
 */
export async function csrfFailure(
  request: HttpRequest,
  { reason }: { reason: string },
): Promise<HttpResponse> {
  if (settings.DEBUG) process.stderr.write(`Forbidden (${reason}): ${encodeURI(request.path)}\n`);
  return new HttpResponse((await ownPage(request, reason)) ?? csrfPage(reason, settings.DEBUG), {
    status: 403,
  });
}

async function ownPage(request: HttpRequest, reason: string): Promise<string | undefined> {
  if (settings.TEMPLATES.length === 0) return undefined;
  try {
    return await renderToString('403_csrf.html', { reason }, request);
  } catch (error) {
    if (error instanceof TemplateDoesNotExist && error.names.includes('403_csrf.html')) return undefined;
    throw error;
  }
}
