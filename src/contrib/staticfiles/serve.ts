import path from 'node:path';
import { settings } from '../../conf/configure.ts';
import { Http404 } from '../../http/http404.ts';
import type { HttpRequest } from '../../http/request.ts';
import type { HttpResponseBase } from '../../http/response-base.ts';
import type { GetResponse } from '../../middleware/middleware.ts';
import { serveFile } from '../../views/serve-file.ts';
import { find } from './finders.ts';

/** Whether a path is one of static files on this host; a STATIC_URL on another host is nobody's here. */
export function isStaticPath(urlPath: string): boolean {
  const base = settings.STATIC_URL;
  return base.startsWith('/') && base !== '/' && urlPath.startsWith(base);
}

/** A static file, straight from where the apps keep it. For development: a production site has `collectstatic` and a web server. */
export async function serve(request: HttpRequest, params: { path: string }): Promise<HttpResponseBase> {
  const file = find(params.path);
  if (file === undefined) throw new Http404(`'${params.path}' could not be found.`);
  return serveFile(request, { path: path.basename(file), documentRoot: path.dirname(file) });
}

/** Serve static files in front of a site: what `runserver` does when DEBUG is on. */
export function withStaticFiles(
  getResponse: GetResponse,
  onError: (request: HttpRequest, error: unknown) => ReturnType<GetResponse>,
): GetResponse {
  return (request) => {
    if (request.pathError !== undefined || !isStaticPath(request.pathInfo)) return getResponse(request);
    const name = request.pathInfo.slice(settings.STATIC_URL.length);
    return serve(request, { path: name }).catch((error: unknown) => onError(request, error));
  };
}
