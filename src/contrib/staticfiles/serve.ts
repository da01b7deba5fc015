import { settings } from '../../conf/configure.ts';
import { SuspiciousFileOperation } from '../../core/errors/requests.ts';
import { safeJoin } from '../../core/files/file-names.ts';
import { Http404 } from '../../http/http404.ts';
import type { HttpRequest } from '../../http/request.ts';
import type { HttpResponseBase } from '../../http/response-base.ts';
import type { GetResponse } from '../../middleware/middleware.ts';
import { find } from './finders.ts';
import { sendFile } from './send-file.ts';

/** Whether a path is one of static files on this host; a STATIC_URL on another host is nobody's here. */
export function isStaticPath(path: string): boolean {
  const base = settings.STATIC_URL;
  return base.startsWith('/') && base !== '/' && path.startsWith(base);
}

/** A static file, straight from where the apps keep it. For development: a production site has `collectstatic` and a web server. */
export async function serve(request: HttpRequest, { path }: { path: string }): Promise<HttpResponseBase> {
  const file = path.includes('\0') ? undefined : find(path);
  if (file === undefined) throw new Http404(`'${path}' could not be found`);
  return sendFile(request, file);
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

/** A file below a folder, for `path('media/<path:path>', serveFolder(settings.MEDIA_ROOT))` in development. */
export function serveFolder(
  folder: string,
): (request: HttpRequest, params: { path: string }) => Promise<HttpResponseBase> {
  return async (request, { path }) => {
    try {
      return await sendFile(request, safeJoin(folder, path));
    } catch (error) {
      if (error instanceof SuspiciousFileOperation) throw new Http404(`'${path}' could not be found`);
      throw error;
    }
  };
}
