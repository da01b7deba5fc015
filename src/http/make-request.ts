import { HttpRequest } from './request.ts';
import type { RawHeaders } from './request-headers.ts';
import type { Connection } from './request-meta.ts';

export interface MakeRequestOptions {
  method?: string;
  /** Path and query string, as they stand in a URL. */
  url?: string;
  headers?: Readonly<Record<string, string | string[] | undefined>>;
  body?: string | Uint8Array;
  connection?: Connection;
}

/** A request that no socket brought: what test clients and tests of views use. */
export function makeRequest(options: MakeRequestOptions = {}): HttpRequest {
  const body = options.body === undefined ? undefined : Buffer.from(options.body as string);
  const headers: Record<string, string | string[] | undefined> = {};
  for (const [name, value] of Object.entries(options.headers ?? {})) headers[name.toLowerCase()] = value;
  if (body !== undefined) headers['content-length'] ??= String(body.length);
  const request = new HttpRequest({
    method: options.method ?? 'GET',
    url: options.url ?? '/',
    headers: headers as RawHeaders,
    httpVersion: '1.1',
    socket: { remoteAddress: '127.0.0.1', localAddress: 'testserver', localPort: 80, ...options.connection },
  });
  if (body !== undefined) request.prepare({ bytes: body });
  return request;
}
