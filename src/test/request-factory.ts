import { makeRequest } from '../http/make-request.ts';
import { prepareBody } from '../http/prepare-body.ts';
import type { HttpRequest } from '../http/request.ts';
import { encodeBody, type FormFields, MULTIPART, type RequestData, urlencode } from './encode-body.ts';

export interface RequestOptions {
  /** Header fields, names in any case. */
  headers?: Readonly<Record<string, string>>;
  /** Put after the path as a query string. */
  query?: FormFields;
  /** As if the request had come by HTTPS. */
  secure?: boolean;
  /** How the data is encoded. */
  contentType?: string;
}

/**
 * Makes requests for views that are called directly: `articles.detail(await new RequestFactory().get('/articles/1/'), { pk: 1 })`.
 * No middleware runs, so such a request has no session and no user unless the test sets them.
 */
export class RequestFactory {
  /** Headers of every request. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(options: { headers?: Readonly<Record<string, string>> } = {}) {
    this.headers = options.headers ?? {};
  }

  /** `data` becomes the query string. */
  get(path: string, data: FormFields = {}, options: RequestOptions = {}): Promise<HttpRequest> {
    return this.request('GET', path, undefined, { ...options, query: { ...data, ...options.query } });
  }

  head(path: string, data: FormFields = {}, options: RequestOptions = {}): Promise<HttpRequest> {
    return this.request('HEAD', path, undefined, { ...options, query: { ...data, ...options.query } });
  }

  /** `data` is sent as a multipart form unless another content type is given. */
  post(path: string, data: RequestData = {}, options: RequestOptions = {}): Promise<HttpRequest> {
    return this.request('POST', path, data, { contentType: MULTIPART, ...options });
  }

  /** An object is sent as JSON unless another content type is given. */
  put(path: string, data?: RequestData, options: RequestOptions = {}): Promise<HttpRequest> {
    return this.request('PUT', path, data, options);
  }

  patch(path: string, data?: RequestData, options: RequestOptions = {}): Promise<HttpRequest> {
    return this.request('PATCH', path, data, options);
  }

  delete(path: string, data?: RequestData, options: RequestOptions = {}): Promise<HttpRequest> {
    return this.request('DELETE', path, data, options);
  }

  options(path: string, data?: RequestData, options: RequestOptions = {}): Promise<HttpRequest> {
    return this.request('OPTIONS', path, data, options);
  }

  trace(path: string, options: RequestOptions = {}): Promise<HttpRequest> {
    return this.request('TRACE', path, undefined, options);
  }

  /** A request of any method. */
  async request(
    method: string,
    path: string,
    data: RequestData | undefined,
    options: RequestOptions = {},
  ): Promise<HttpRequest> {
    const { secure = false } = options;
    const body =
      data === undefined ? undefined : await encodeBody(data, options.contentType ?? usualType(data));
    const request = makeRequest({
      method,
      url: withQuery(path, options.query),
      headers: {
        host: 'testserver',
        ...(body !== undefined && { 'content-type': body.contentType }),
        ...lowerCased(this.headers),
        ...lowerCased(options.headers),
      },
      ...(body !== undefined && { body: body.bytes }),
      connection: { encrypted: secure, localPort: secure ? 443 : 80 },
    });
    await prepareBody(request);
    return request;
  }
}

function usualType(data: RequestData): string {
  return typeof data === 'string' || data instanceof Uint8Array
    ? 'application/octet-stream'
    : 'application/json';
}

function withQuery(path: string, query: FormFields = {}): string {
  const text = urlencode(query);
  const bare = path.split('#', 1)[0]!;
  if (text === '') return bare;
  return `${bare}${bare.includes('?') ? '&' : '?'}${text}`;
}

function lowerCased(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
