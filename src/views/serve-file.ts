import { Http404 } from '../http/http404.ts';
import type { HttpRequest } from '../http/request.ts';
import { HttpResponse } from '../http/response.ts';
import type { HttpResponseBase } from '../http/response-base.ts';
import { StreamingHttpResponse } from '../http/streaming-response.ts';
import { mimeTypeOf } from '../utils/mime-type.ts';

export interface ServeFileOptions {
  /** The file, from `documentRoot`. */
  path: string;
  /** Folder that nothing outside of is served from, absolute. */
  documentRoot: string;
}

/**
 * Answer with a file of a folder; ranges and conditional requests are understood. Files whose name begins with a dot don't exist here.
 * @throws Http404 when there is no such file, or the path leads out of the folder
 */
export async function serveFile(
  request: HttpRequest,
  { path, documentRoot }: ServeFileOptions,
): Promise<HttpResponseBase> {
  const encoded = `/${path.split('/').map(encodeURIComponent).join('/')}`;
  const { send } = await import('@fastify/send');
  const result = await send(request.source as unknown as Parameters<typeof send>[0], encoded, {
    root: documentRoot,
    index: false,
    dotfiles: 'ignore',
    cacheControl: false,
    contentType: false,
  });
  if (result.type === 'file') {
    const response = new StreamingHttpResponse(result.stream, {
      status: result.statusCode,
      contentType: mimeTypeOf(path) ?? 'application/octet-stream',
      headers: withoutType(result.headers),
    });
    response.onClose(() => result.stream.destroy());
    return response;
  }
  if (result.type === 'error' && [412, 416].includes(result.statusCode)) {
    return new HttpResponse('', { status: result.statusCode, headers: rangeOf(result.headers) });
  }
  throw new Http404(`'${path}' does not exist.`);
}

function withoutType(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-type'),
  );
}

/** How long the file is, for a client that asked for a part that it doesn't have. */
function rangeOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() === 'content-range'),
  );
}
