import { Readable } from 'node:stream';
import { parseCookie } from '../../src/http/cookie-values.ts';
import { readMultipart } from '../../src/http/multipart.ts';
import { QueryDict } from '../../src/http/query-dict.ts';
import { HttpRequest } from '../../src/http/request.ts';
import { HttpResponse } from '../../src/http/response.ts';
import { temporalKind } from '../../src/utils/temporal.ts';
import { compareResult } from '../compare.ts';
import { decode } from '../values.ts';
import type { Family, Vector } from '../vector.ts';

interface RequestFacts {
  readonly method: string | null;
  readonly path: string;
  readonly path_info: string;
  readonly META: Readonly<Record<string, string | number>>;
}

/** A request as CGI variables describe it. */
function makeRequest({ method, path, path_info: pathInfo, META }: RequestFacts): HttpRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(META)) {
    if (name.startsWith('HTTP_')) headers[name.slice(5).replaceAll('_', '-').toLowerCase()] = String(value);
  }
  // Node hands over bytes as characters.
  const bytes = Buffer.from(String(META['QUERY_STRING'] ?? '')).toString('latin1');
  const query = META['QUERY_STRING'] === undefined ? '' : `?${bytes}`;
  const request = new HttpRequest({
    method: method ?? 'GET',
    url: `/${query}`,
    headers,
    socket: { localAddress: META['SERVER_NAME'] as string, localPort: Number(META['SERVER_PORT'] ?? 80) },
  });
  request.path = path;
  request.pathInfo = pathInfo;
  return request;
}

const METHODS: Readonly<Record<string, (request: HttpRequest, args: readonly unknown[]) => unknown>> = {
  get_host: (request) => request.getHost(),
  get_port: (request) => request.getPort(),
  get_full_path: (request, [slash]) => request.getFullPath({ forceAppendSlash: slash === true }),
  get_full_path_info: (request, [slash]) => request.getFullPathInfo({ forceAppendSlash: slash === true }),
  is_secure: (request) => request.isSecure(),
  accepts: (request, [type]) => request.accepts(String(type)),
  build_absolute_uri: (request, [location]) => request.buildAbsoluteUri(location as string | undefined),
};

function run(vector: Vector): unknown {
  const op = String(vector['op']);
  const args = decode(vector['args'] ?? []) as unknown[];
  const kwargs = decode(vector['kwargs'] ?? {}) as Record<string, unknown>;
  const encoding = typeof vector['encoding'] === 'string' ? { encoding: vector['encoding'] } : {};
  if (op === 'QueryDict')
    return new QueryDict(decode(vector['query']) as string | Uint8Array, encoding).lists();
  if (op === 'QueryDict.urlencode') {
    const dict = QueryDict.fromLists(vector['lists'] as [string, string[]][], encoding);
    return dict.urlencode((vector['safe'] as string | null) ?? '');
  }
  if (op === 'parse_cookie') return { ...parseCookie(vector['cookie'] as string) };
  if (op === 'multipart') return multipart(vector);
  if (op.startsWith('response.')) return cookies(op, args, kwargs);
  const method = METHODS[op.replace('request.', '')];
  if (method === undefined) throw new Error(`There is no method ${op}.`);
  return method(makeRequest(vector['request'] as RequestFacts), [...args, ...Object.values(kwargs)]);
}

function cookies(op: string, [name, ...rest]: unknown[], kwargs: Record<string, unknown>): unknown {
  const response = new HttpResponse();
  const { max_age: maxAge, expires, value = rest[0], ...others } = kwargs;
  const options = {
    ...others,
    ...(maxAge === undefined ? {} : { maxAge: seconds(maxAge) }),
    ...(expires === undefined ? {} : { expires: moment(expires) }),
  };
  if (op === 'response.set_cookie') response.setCookie(name as string, value as string | undefined, options);
  else response.deleteCookie(name as string, options as { samesite?: string });
  return { set_cookie: [...response.cookies.values()].map(String) };
}

function seconds(value: unknown): number | null {
  if (temporalKind(value) === 'Duration') return (value as { total(unit: string): number }).total('seconds');
  return value as number | null;
}

/** A clock time of no zone is one of UTC. */
function moment(value: unknown): Date | string {
  if (temporalKind(value) === 'PlainDateTime') return new Date(`${value}Z`);
  if (temporalKind(value) === 'ZonedDateTime')
    return new Date((value as { epochMilliseconds: number }).epochMilliseconds);
  return value as string;
}

async function multipart(vector: Vector): Promise<unknown> {
  const body = Readable.from([decode(vector['body']) as Buffer]);
  const form = await readMultipart(body, vector['content_type'] as string, vector['encoding'] as string);
  const files: unknown[] = [];
  for (const [field, list] of form.FILES.lists()) {
    for (const file of list) {
      const { name, contentType, charset = null } = file;
      files.push({ field, name, content_type: contentType, charset, content: await file.read() });
    }
  }
  return { post: form.POST.lists(), files };
}

/** Attributes of a cookie stand in any order. */
function compare(vector: Vector, result: unknown): string | undefined {
  return compareResult(
    { ...vector, expect: inOrder(vector.expect, 'output') },
    inOrder({ result }, 'result').result,
  );
}

function inOrder<T extends object>(holder: T, name: keyof T & string): T {
  const list = (holder[name] as { set_cookie?: string[] } | null | undefined)?.set_cookie;
  if (list === undefined) return holder;
  return { ...holder, [name]: { set_cookie: list.map((cookie) => cookie.split('; ').sort().join('; ')) } };
}

/** Query strings, cookies, uploads, and what a request says of itself. */
export const http: Family = { name: 'http', run, compare };
