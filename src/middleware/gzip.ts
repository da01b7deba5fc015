/**
 * Compresses responses for clients that take gzip. A header of random length goes with each, so that the size of what comes over the
 * wire does not give away a secret of the page (the BREACH attack).
 */
import { promisify } from 'node:util';
import { createGzip, gzip } from 'node:zlib';
import type { HttpRequest } from '../http/request.ts';
import { HttpResponse } from '../http/response.ts';
import type { HttpResponseBase } from '../http/response-base.ts';
import { StreamingHttpResponse } from '../http/streaming-response.ts';
import { type Awaitable, whenReady } from '../utils/awaitable.ts';
import { crypto } from '../utils/builtins.ts';
import { patchVaryHeaders } from '../utils/cache.ts';
import type { GetResponse } from './middleware.ts';

const compress = promisify(gzip);
const SHORTEST = 200;
const MAX_RANDOM_BYTES = 100;

export default function gzipMiddleware(getResponse: GetResponse): GetResponse {
  return (request) => whenReady(getResponse(request), (response) => zip(request, response));
}

function zip(request: HttpRequest, response: HttpResponseBase): Awaitable<HttpResponseBase> {
  if (response.headers.has('Content-Encoding')) return response;
  if (response instanceof HttpResponse && response.content.length < SHORTEST) return response;
  patchVaryHeaders(response, ['Accept-Encoding']);
  if (!/\bgzip\b/.test(request.headers.get('accept-encoding', ''))) return response;
  return response instanceof StreamingHttpResponse
    ? zipStream(response)
    : zipContent(response as HttpResponse);
}

async function zipContent(response: HttpResponse): Promise<HttpResponse> {
  const content = response.content;
  const filename = crypto()
    .randomBytes(crypto().randomInt(1, MAX_RANDOM_BYTES))
    .toString('hex')
    .slice(0, MAX_RANDOM_BYTES);
  const small = withFilename(await compress(content, { level: 6 }), filename);
  if (small.length >= content.length) return response;
  response.content = small;
  response.headers.set('Content-Length', small.length);
  return mark(response);
}

function zipStream(response: StreamingHttpResponse): StreamingHttpResponse {
  response.streamingContent = response.stream().pipe(createGzip());
  response.headers.delete('Content-Length');
  return mark(response);
}

function mark<R extends HttpResponseBase>(response: R): R {
  const etag = response.headers.get('ETag');
  if (etag?.startsWith('"')) response.headers.set('ETag', `W/${etag}`);
  response.headers.set('Content-Encoding', 'gzip');
  return response;
}

/** A gzip file may say what its content was called; RFC 1952 puts the name behind the ten bytes of the header. */
function withFilename(zipped: Buffer, name: string): Buffer {
  const header = Buffer.from(zipped.subarray(0, 10));
  header[3] = header[3]! | 0x08;
  return Buffer.concat([header, Buffer.from(`${name}\0`, 'latin1'), zipped.subarray(10)]);
}
