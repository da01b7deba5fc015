import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { HttpResponse } from '../http/response.ts';
import type { HttpResponseBase } from '../http/response-base.ts';
import type { StreamingHttpResponse } from '../http/streaming-response.ts';
import { logRequest } from './request-log.ts';

/**
 * Write a response to the socket.
 * @param done called once it is sent or given up
 */
export function sendResponse(res: ServerResponse, response: HttpResponseBase, done: () => void): void {
  const finish = (): void => {
    response.close();
    done();
  };
  const { statusCode } = response;
  const isBodyless = statusCode === 204 || statusCode === 304 || statusCode < 200;
  if (response instanceof HttpResponse) {
    const { body } = response;
    const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
    res.writeHead(statusCode, response.reasonPhrase, headersOf(response, isBodyless ? undefined : length));
    if (isBodyless) res.end();
    else res.end(body);
    finish();
    return;
  }
  res.writeHead(statusCode, response.reasonPhrase, headersOf(response, undefined));
  if (isBodyless || res.req.method === 'HEAD') {
    res.end();
    finish();
    return;
  }
  pipeline((response as StreamingHttpResponse).stream(), res, (error) => {
    if (error && error.code !== 'ERR_STREAM_PREMATURE_CLOSE')
      logRequest('error', `A streaming response failed: ${res.req.method} ${res.req.url}`, error);
    finish();
  });
}

/** Names and values in turn, as `writeHead()` takes them fastest. */
function headersOf(response: HttpResponseBase, length: number | undefined): string[] {
  const flat: string[] = [];
  for (const [name, value] of response.headers) flat.push(name, value);
  if (length !== undefined && !response.headers.has('Content-Length'))
    flat.push('Content-Length', String(length));
  if (response.hasCookies) {
    for (const cookie of response.cookies.values()) {
      flat.push('Set-Cookie', Buffer.from(cookie.toString()).toString('latin1'));
    }
  }
  return flat;
}
