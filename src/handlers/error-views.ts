import type { HttpRequest } from '../http/request.ts';
import { HttpResponseBase } from '../http/response-base.ts';
import { getResolver, type Urlconf } from '../urls/get-resolver.ts';
import type { RootUrlconf } from '../urls/urlconf.ts';
import type { View } from '../urls/view.ts';
import {
  badRequest,
  pageNotFound,
  permissionDenied,
  plainErrorPage,
  serverError,
} from '../views/defaults.ts';
import { logRequest } from './request-log.ts';

type ErrorView = View<{ exception: unknown }>;

const DEFAULTS: Readonly<Record<number, ErrorView>> = {
  400: badRequest,
  403: permissionDenied,
  404: pageNotFound,
  413: badRequest,
  500: serverError,
};

/** Answer an error by `handler404` and its like of the root URLconf, else by the default view. When that fails too, by a plain page. */
export async function callErrorView(
  request: HttpRequest,
  exception: unknown,
  status: number,
): Promise<HttpResponseBase> {
  try {
    const response = await viewFor(request, status)(request, { exception });
    if (!(response instanceof HttpResponseBase))
      throw new TypeError(`handler${status} didn't return an HttpResponse.`);
    if ('render' in response && typeof response.render === 'function') await response.render();
    if (status === 413) response.statusCode = 413;
    return response;
  } catch (failure) {
    logRequest('error', `The view for status ${status} failed`, failure);
    return plainErrorPage(500);
  }
}

function viewFor(request: HttpRequest, status: number): ErrorView {
  const name = `handler${status === 413 ? 400 : status}` as keyof RootUrlconf;
  const { urlconf } = getResolver(request.urlconf as Urlconf | undefined);
  const own: unknown = name in urlconf ? (urlconf as RootUrlconf)[name] : undefined;
  return typeof own === 'function' ? (own as ErrorView) : DEFAULTS[status]!;
}
