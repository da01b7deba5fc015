/** Gives responses to GET an ETag, and answers 304 when the client has the same content already. */
import { conditionalResponse } from '../http/conditional-response.ts';
import { HttpResponse } from '../http/response.ts';
import type { HttpResponseBase } from '../http/response-base.ts';
import { whenReady } from '../utils/awaitable.ts';
import { crypto } from '../utils/builtins.ts';
import { parseHttpDate } from '../utils/http-date.ts';
import type { GetResponse } from './middleware.ts';

export default function conditionalGetMiddleware(getResponse: GetResponse): GetResponse {
  return (request) =>
    whenReady(getResponse(request), (response) => {
      if (request.method !== 'GET') return response;
      if (response instanceof HttpResponse && needsEtag(response)) {
        response.headers.set(
          'ETag',
          `"${crypto().createHash('md5').update(response.content).digest('hex')}"`,
        );
      }
      const etag = response.headers.get('ETag');
      const modified = response.headers.get('Last-Modified');
      const lastModified = modified === undefined ? undefined : parseHttpDate(modified);
      if (etag === undefined && lastModified === undefined) return response;
      return conditionalResponse(request, { etag, lastModified, response });
    });
}

/** Not for what nobody may keep anyway. */
function needsEtag(response: HttpResponseBase): boolean {
  const directives = (response.headers.get('Cache-Control') ?? '').toLowerCase().split(',');
  const isKept = !directives.some((directive) => directive.trim() === 'no-store');
  return isKept && response.statusCode === 200 && !response.headers.has('ETag');
}
