/** Appends slashes, keeps unwanted user agents out and says how long responses are. */
import { settings } from '../conf/configure.ts';
import { FrameworkError } from '../core/errors/framework-error.ts';
import { PermissionDenied } from '../core/errors/requests.ts';
import { HttpResponsePermanentRedirect } from '../http/redirect-response.ts';
import type { HttpRequest } from '../http/request.ts';
import { HttpResponse } from '../http/response.ts';
import type { HttpResponseBase } from '../http/response-base.ts';
import type { Urlconf } from '../urls/get-resolver.ts';
import { isValidPath } from '../urls/resolve.ts';
import { whenReady } from '../utils/awaitable.ts';
import { escapeLeadingSlashes } from '../utils/http.ts';
import type { GetResponse } from './middleware.ts';

/** A form was sent to a URL without its slash, and a redirect would lose what it holds. */
export class LostFormData extends FrameworkError {
  constructor(request: HttpRequest, target: string) {
    super(
      'middleware.lost-form-data',
      `You called this URL via ${request.method}, but the URL doesn't end in a slash and you have APPEND_SLASH set. A redirect to it would lose the ${request.method} data.`,
      `Change your form to point to ${target} (note the trailing slash), or set APPEND_SLASH to false.`,
    );
  }
}

export default function commonMiddleware(getResponse: GetResponse): GetResponse {
  return (request) => {
    refuseUserAgents(request);
    const host = request.getHost();
    const wantsWww = settings.PREPEND_WWW && host !== '' && !host.startsWith('www.');
    if (wantsWww) {
      const target = shouldAppendSlash(request) ? pathWithSlash(request) : request.getFullPath();
      return new HttpResponsePermanentRedirect(`${request.scheme}://www.${host}${target}`);
    }
    return whenReady(getResponse(request), (response) => finish(request, response));
  };
}

function refuseUserAgents(request: HttpRequest): void {
  const refused = settings.DISALLOWED_USER_AGENTS;
  if (refused.length === 0) return;
  const agent = request.headers.get('user-agent', '');
  if (refused.some((pattern) => pattern.test(agent))) throw new PermissionDenied('Forbidden user agent');
}

function finish(request: HttpRequest, response: HttpResponseBase): HttpResponseBase {
  if (response.statusCode === 404 && shouldAppendSlash(request)) {
    return new HttpResponsePermanentRedirect(pathWithSlash(request));
  }
  if (response instanceof HttpResponse && !response.headers.has('Content-Length')) {
    const { body } = response;
    response.headers.set('Content-Length', typeof body === 'string' ? Buffer.byteLength(body) : body.length);
  }
  return response;
}

/** Whether no pattern matches the path as it is, and one matches it with a slash. */
function shouldAppendSlash(request: HttpRequest): boolean {
  if (!settings.APPEND_SLASH || request.pathInfo.endsWith('/')) return false;
  const urlconf = request.urlconf as Urlconf | undefined;
  return !isValidPath(request.pathInfo, urlconf) && isValidPath(`${request.pathInfo}/`, urlconf);
}

/** @throws LostFormData in DEBUG, for methods that send data */
function pathWithSlash(request: HttpRequest): string {
  const path = escapeLeadingSlashes(request.getFullPath({ forceAppendSlash: true }));
  if (settings.DEBUG && ['DELETE', 'POST', 'PUT', 'PATCH'].includes(request.method)) {
    throw new LostFormData(request, request.getHost() + path);
  }
  return path;
}
