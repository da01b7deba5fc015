import path from 'node:path';
import { Readable } from 'node:stream';
import type { HttpRequest } from '../../http/request.ts';
import { HttpResponse } from '../../http/response.ts';
import type { HttpResponseBase } from '../../http/response-base.ts';
import { StreamingHttpResponse } from '../../http/streaming-response.ts';

/**
 * A file as browsers want it: with type, length, validators and ranges, and without a body when they have it already.
 * @param file absolute; it has to exist
 */
export async function sendFile(request: HttpRequest, file: string): Promise<HttpResponseBase> {
  const { default: send } = await import('@fastify/send');
  const source = Object.assign(new Readable({ read() {} }), {
    method: request.method,
    headers: request.source.headers,
  });
  const sent = await send(source, encodeURIComponent(path.basename(file)), {
    root: path.dirname(file),
    dotfiles: 'allow',
    cacheControl: false,
    index: false,
  });
  const headers = sent.headers as Record<string, string | number>;
  const options = { status: sent.statusCode, headers, contentType: null };
  const bodyless = request.method === 'HEAD' || sent.statusCode === 304;
  if (!bodyless) return new StreamingHttpResponse(sent.stream, options);
  sent.stream.destroy();
  return new HttpResponse('', options);
}
