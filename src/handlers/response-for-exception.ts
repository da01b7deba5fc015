import { settings } from '../conf/configure.ts';
import {
  BadRequest,
  PermissionDenied,
  RequestDataTooBig,
  SuspiciousOperation,
} from '../core/errors/requests.ts';
import { gotRequestException } from '../core/signals.ts';
import { Http404 } from '../http/http404.ts';
import type { HttpRequest } from '../http/request.ts';
import type { HttpResponseBase } from '../http/response-base.ts';
import type { Awaitable } from '../utils/awaitable.ts';
import { logRequest } from './request-log.ts';

/** The response that says what an error means to the client; debug pages in DEBUG, the site's error views otherwise. */
export function responseForException(request: HttpRequest, error: unknown): Awaitable<HttpResponseBase> {
  if (error instanceof Http404) {
    return settings.DEBUG ? notFoundInDebug(request, error) : errorView(request, error, 404);
  }
  if (error instanceof PermissionDenied) {
    logRequest('warning', `Forbidden (Permission denied): ${request.path}`);
    return errorView(request, error, 403);
  }
  if (error instanceof BadRequest || error instanceof SuspiciousOperation) {
    logRequest('warning', `Bad Request: ${request.path} (${error.message})`);
    const status = error instanceof RequestDataTooBig ? 413 : 400;
    return settings.DEBUG ? debugPage(request, error, status) : errorView(request, error, status);
  }
  return uncaught(request, error);
}

/** The welcome page of a new project comes by this way, too, and is no error. */
async function notFoundInDebug(request: HttpRequest, error: Http404): Promise<HttpResponseBase> {
  const response = await debugPage(request, error, 404);
  if (response.statusCode === 404) logRequest('warning', `Not Found: ${request.path}`);
  return response;
}

async function uncaught(request: HttpRequest, error: unknown): Promise<HttpResponseBase> {
  if (gotRequestException.hasListeners()) await gotRequestException.sendRobust(undefined, { request, error });
  if (settings.DEBUG_PROPAGATE_EXCEPTIONS) throw error;
  logRequest('error', `Internal Server Error: ${request.path}`, error);
  return settings.DEBUG ? debugPage(request, error, 500) : errorView(request, error, 500);
}

/** A page that fails itself must not take the answer away: the plain one comes in its place. */
async function debugPage(request: HttpRequest, error: unknown, status: number): Promise<HttpResponseBase> {
  try {
    const { technicalResponse } = await import('../views/debug/technical-response.ts');
    return await technicalResponse(request, error, status);
  } catch (failure) {
    logRequest('error', 'The debug page failed', failure);
    return errorView(request, error, status);
  }
}

async function errorView(
  request: HttpRequest,
  exception: unknown,
  status: number,
): Promise<HttpResponseBase> {
  const { callErrorView } = await import('./error-views.ts');
  return callErrorView(request, exception, status);
}
