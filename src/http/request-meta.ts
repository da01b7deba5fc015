import { joined, type RawHeaders } from './request-headers.ts';

/** What is known of the connection a request came by; a socket of `node:net` or `node:tls` is one. */
export interface Connection {
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
  readonly localAddress?: string | undefined;
  readonly localPort?: number | undefined;
  readonly encrypted?: boolean | undefined;
}

interface MetaSource {
  readonly method: string;
  readonly pathInfo: string;
  readonly queryString: string;
  readonly scriptName: string;
  readonly headers: RawHeaders;
  readonly httpVersion: string;
  readonly connection: Connection;
}

/**
 * The CGI variables of a request: `REQUEST_METHOD`, `REMOTE_ADDR`, `HTTP_USER_AGENT`. Headers whose name has an underscore are
 * left out: they would pass for the one with a dash that a proxy vouches for.
 */
export function metaOf(source: MetaSource): Record<string, string | undefined> {
  const { connection } = source;
  const meta: Record<string, string | undefined> = {
    REQUEST_METHOD: source.method,
    SCRIPT_NAME: source.scriptName,
    PATH_INFO: source.pathInfo,
    QUERY_STRING: source.queryString,
    SERVER_PROTOCOL: `HTTP/${source.httpVersion}`,
    SERVER_NAME: connection.localAddress ?? 'localhost',
    SERVER_PORT: String(connection.localPort ?? (connection.encrypted ? 443 : 80)),
    REMOTE_ADDR: connection.remoteAddress ?? '',
  };
  for (const [name, value] of Object.entries(source.headers)) {
    if (value === undefined || name.includes('_')) continue;
    meta[metaName(name)] = joined(value);
  }
  return meta;
}

/** `content-type` is `CONTENT_TYPE`, `x-csrftoken` is `HTTP_X_CSRFTOKEN`. */
function metaName(header: string): string {
  const name = header.replaceAll('-', '_').toUpperCase();
  return name === 'CONTENT_TYPE' || name === 'CONTENT_LENGTH' ? name : `HTTP_${name}`;
}

/** The header of a setting such as CSRF_HEADER_NAME: `HTTP_X_CSRFTOKEN` is `x-csrftoken`. */
export function headerOfMetaName(name: string): string {
  return name
    .replace(/^HTTP_/, '')
    .replaceAll('_', '-')
    .toLowerCase();
}
