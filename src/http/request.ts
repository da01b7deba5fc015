import { Readable } from 'node:stream';
import { settings } from '../conf/configure.ts';
import { BadRequest } from '../core/errors/requests.ts';
import type { UploadedFile } from '../core/files/uploaded-file.ts';
import { BadSignature } from '../core/signing/errors.ts';
import { escapeUriPath, iriToUri } from '../utils/encoding.ts';
import { parseHeaderParameters } from '../utils/header-parameters.ts';
import { MultiValueDict } from '../utils/multi-value-dict.ts';
import { decodeBytes } from '../utils/text-encoding.ts';
import { absoluteUri } from './absolute-uri.ts';
import { parseCookie } from './cookie-values.ts';
import { assertAllowedHost } from './host.ts';
import type { CustomRequestAttributes } from './index.ts';
import { acceptedType, type MediaType, parseAccept } from './media-type.ts';
import { QueryDict } from './query-dict.ts';
import { assertBodySize, bodyError, type PreparedBody, readBytes } from './request-body.ts';
import { joined, type RawHeaders, RequestHeaders } from './request-headers.ts';
import { type Connection, headerOfMetaName, metaOf } from './request-meta.ts';
import { parseTarget, type RequestTarget, utf8Of } from './request-target.ts';
import { unsignCookie } from './signed-cookie.ts';

/** Where a request comes from: an `IncomingMessage` of `node:http`, or an object like it. */
export interface RequestSource {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: RawHeaders;
  readonly httpVersion?: string | undefined;
  readonly socket?: Connection | undefined;
}

/** What apps add to a request: `user` by auth, `session` by sessions. Apps of a project augment `CustomRequestAttributes` of jango/http. */
export interface RequestAttributes extends CustomRequestAttributes {}

/** A request, as views and middleware get it. Everything is parsed when it is first asked for. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: contrib apps add their attributes to the interface
export class HttpRequest {
  readonly source: RequestSource;
  readonly method: string;
  /** Decoded, with the prefix of FORCE_SCRIPT_NAME. */
  path: string;
  /** The path that URL patterns see. */
  pathInfo: string;
  readonly queryString: string;
  /** Set when the path is malformed; the handler throws it in place of looking for a view. */
  readonly pathError: BadRequest | undefined;
  /** Another root URLconf for this request, set by a middleware; it has to be loaded. */
  urlconf: unknown = undefined;
  #prepared: PreparedBody | undefined;
  #GET: QueryDict | undefined;
  #POST: QueryDict | undefined;
  #FILES: MultiValueDict<UploadedFile> | undefined;
  #COOKIES: Record<string, string> | undefined;
  #headers: RequestHeaders | undefined;
  #META: Record<string, string | undefined> | undefined;
  #contentType: ReturnType<typeof parseHeaderParameters> | undefined;
  #accepted: MediaType[] | undefined;

  constructor(source: RequestSource) {
    this.source = source;
    this.method = source.method ?? 'GET';
    const target: RequestTarget = parseTarget(source.url ?? '/');
    this.path = target.path;
    this.pathInfo = target.path;
    this.queryString = target.queryString;
    this.pathError = target.error;
    const prefix = settings.FORCE_SCRIPT_NAME;
    if (prefix !== null && prefix !== '') this.#applyScriptName(prefix.replace(/\/$/, ''));
  }

  /** The query string: `request.GET.get('page')`. */
  get GET(): QueryDict {
    this.#GET ??= new QueryDict(this.queryString);
    return this.#GET;
  }

  set GET(value: QueryDict) {
    this.#GET = value;
  }

  /** The fields of a form that was sent by POST; empty for other methods and other bodies. */
  get POST(): QueryDict {
    if (this.#POST !== undefined) return this.#POST;
    const prepared = this.#prepared;
    if (prepared?.error !== undefined) throw prepared.error;
    this.#POST = prepared?.form?.POST ?? this.#parseUrlencoded();
    return this.#POST;
  }

  set POST(value: QueryDict) {
    this.#POST = value;
  }

  /** The files of a form that was sent by POST as `multipart/form-data`. */
  get FILES(): MultiValueDict<UploadedFile> {
    if (this.#prepared?.error !== undefined && this.#FILES === undefined) throw this.#prepared.error;
    this.#FILES ??= this.#prepared?.form?.FILES ?? new MultiValueDict();
    return this.#FILES;
  }

  set FILES(value: MultiValueDict<UploadedFile>) {
    this.#FILES = value;
  }

  get COOKIES(): Record<string, string> {
    if (this.#COOKIES === undefined) {
      const header = this.source.headers['cookie'];
      this.#COOKIES = parseCookie(header === undefined ? '' : utf8Of(joined(header)));
    }
    return this.#COOKIES;
  }

  set COOKIES(value: Record<string, string>) {
    this.#COOKIES = value;
  }

  get headers(): RequestHeaders {
    this.#headers ??= new RequestHeaders(this.source.headers);
    return this.#headers;
  }

  /** CGI variables, for code that comes from Django; `headers` is the shorter way. */
  get META(): Record<string, string | undefined> {
    this.#META ??= metaOf({
      method: this.method,
      pathInfo: this.pathInfo,
      queryString: this.queryString,
      scriptName: this.path.slice(0, this.path.length - this.pathInfo.length),
      headers: this.source.headers,
      httpVersion: this.source.httpVersion ?? '1.1',
      connection: this.source.socket ?? {},
    });
    return this.#META;
  }

  /** `'multipart/form-data'`, without parameters; `''` for none. */
  get contentType(): string {
    return this.#contentTypeParts()[0];
  }

  /** `{ charset: 'utf-8' }` */
  get contentParams(): Readonly<Record<string, string>> {
    return this.#contentTypeParts()[1];
  }

  /** `'http'` or `'https'`; a proxy's word counts as SECURE_PROXY_SSL_HEADER says. */
  get scheme(): 'http' | 'https' {
    const trusted = settings.SECURE_PROXY_SSL_HEADER;
    if (trusted !== null) {
      const value = this.source.headers[headerOfMetaName(trusted[0])];
      if (value !== undefined) return joined(value).split(',')[0]!.trim() === trusted[1] ? 'https' : 'http';
    }
    return this.source.socket?.encrypted ? 'https' : 'http';
  }

  isSecure(): boolean {
    return this.scheme === 'https';
  }

  /** The name the site was called by, with its port. @throws DisallowedHost unless ALLOWED_HOSTS has it */
  getHost(): string {
    const { headers } = this.source;
    const forwarded = settings.USE_X_FORWARDED_HOST ? headers['x-forwarded-host'] : undefined;
    const host = joined(forwarded ?? headers['host'] ?? this.#localHost());
    assertAllowedHost(host);
    return host;
  }

  getPort(): string {
    const forwarded = settings.USE_X_FORWARDED_PORT ? this.source.headers['x-forwarded-port'] : undefined;
    return forwarded === undefined ? this.META['SERVER_PORT']! : joined(forwarded);
  }

  /** Path and query string, encoded. */
  getFullPath(options: { forceAppendSlash?: boolean } = {}): string {
    return this.#fullPath(this.path, options.forceAppendSlash ?? false);
  }

  /** As `getFullPath()`, without FORCE_SCRIPT_NAME. */
  getFullPathInfo(options: { forceAppendSlash?: boolean } = {}): string {
    return this.#fullPath(this.pathInfo, options.forceAppendSlash ?? false);
  }

  /** The URL of `location` as seen from this request; of the request itself without one. @throws DisallowedHost */
  buildAbsoluteUri(location: string | { toString(): string } = `//${this.getFullPath()}`): string {
    const text = String(location);
    const isAbsolute = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]/i.test(text);
    return iriToUri(
      isAbsolute ? text : absoluteUri(`${this.scheme}://${this.getHost()}`, escapeUriPath(this.path), text),
    );
  }

  /** Whether the client takes this type: `request.accepts('application/json')`. */
  accepts(mediaType: string): boolean {
    return acceptedType(this.#acceptedTypes(), mediaType) !== undefined;
  }

  /** Which of these types the client likes best; undefined for none. */
  getPreferredType(mediaTypes: readonly string[]): string | undefined {
    const accepted = this.#acceptedTypes();
    const rank = (type: string): number => {
      const found = acceptedType(accepted, type);
      return found === undefined ? Number.POSITIVE_INFINITY : accepted.indexOf(found);
    };
    const ranked = mediaTypes.map((type) => ({ type, rank: rank(type) })).sort((a, b) => a.rank - b.rank);
    return ranked[0] !== undefined && ranked[0].rank < Number.POSITIVE_INFINITY ? ranked[0].type : undefined;
  }

  /**
   * The value of a cookie that `response.setSignedCookie()` made.
   * @returns `fallback`, if given, for a cookie that is missing, forged or older than `maxAge` seconds
   * @throws BadSignature without a fallback
   */
  getSignedCookie<D = never>(
    name: string,
    options: { fallback?: D; salt?: string; maxAge?: number } = {},
  ): string | D {
    try {
      const value = this.COOKIES[name];
      if (value === undefined) throw new BadSignature(`The request has no cookie '${name}'.`);
      return unsignCookie(name, value, options.salt ?? '', options.maxAge);
    } catch (error) {
      if (error instanceof BadSignature && 'fallback' in options) return options.fallback as D;
      throw error;
    }
  }

  /** The body as it comes in: for bodies too large for memory, with no limit but yours. */
  get stream(): Readable {
    if (this.#prepared?.bytes !== undefined) return Readable.from([this.#prepared.bytes]);
    return this.source instanceof Readable ? this.source : Readable.from([]);
  }

  /** The whole body. @throws RequestDataTooBig for more than DATA_UPLOAD_MAX_MEMORY_SIZE */
  async bytes(): Promise<Buffer> {
    if (this.#prepared?.error !== undefined) throw this.#prepared.error;
    if (this.#prepared?.bytes === undefined) {
      assertBodySize(Number(this.headers.get('content-length', 0)));
      const bytes = await readBytes(this.stream).catch((error: unknown) => {
        throw bodyError(error);
      });
      this.#prepared = { ...this.#prepared, bytes };
    }
    return this.#prepared.bytes!;
  }

  /** The body as text, in the charset that the request names. */
  async text(): Promise<string> {
    const bytes = await this.bytes();
    try {
      return decodeBytes(bytes, this.contentParams['charset']);
    } catch (cause) {
      throw new BadRequest(`The request names an unknown charset: ${(cause as Error).message}`);
    }
  }

  /** The body as JSON. @throws BadRequest when it isn't */
  async json(): Promise<unknown> {
    const text = await this.text();
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw new BadRequest(`The body of the request is not valid JSON: ${(cause as Error).message}`);
    }
  }

  /** Take over what was read of the body; the server does it before any middleware runs. */
  prepare(body: PreparedBody): void {
    this.#prepared = body;
    this.#POST = undefined;
    this.#FILES = undefined;
  }

  /** Let go of uploaded files; the server does it when the response is sent. */
  close(): void {
    const files = this.#prepared?.form?.FILES;
    if (files === undefined) return;
    for (const [, list] of files.lists()) for (const file of list) file.close();
  }

  toString(): string {
    return `<HttpRequest: ${this.method} '${this.getFullPath()}'>`;
  }

  #applyScriptName(prefix: string): void {
    if (this.path === prefix || this.path.startsWith(`${prefix}/`)) {
      this.pathInfo = this.path.slice(prefix.length) || '/';
    }
    this.path = prefix + this.pathInfo;
  }

  #parseUrlencoded(): QueryDict {
    const bytes = this.#prepared?.bytes;
    const isForm = this.method === 'POST' && this.contentType === 'application/x-www-form-urlencoded';
    if (!isForm || bytes === undefined) return new QueryDict();
    const charset = this.contentParams['charset'];
    if (charset !== undefined && charset.toLowerCase() !== 'utf-8') {
      throw new BadRequest(
        "HTTP requests with the 'application/x-www-form-urlencoded' content type must be UTF-8 encoded.",
      );
    }
    return new QueryDict(bytes, { encoding: 'utf-8' });
  }

  #contentTypeParts(): ReturnType<typeof parseHeaderParameters> {
    this.#contentType ??= parseHeaderParameters(joined(this.source.headers['content-type'] ?? ''));
    return this.#contentType;
  }

  #acceptedTypes(): MediaType[] {
    this.#accepted ??= parseAccept(this.headers.get('accept', '*/*'));
    return this.#accepted;
  }

  #localHost(): string {
    const port = this.getPort();
    const usual = this.isSecure() ? '443' : '80';
    const name = this.META['SERVER_NAME']!;
    return port === usual ? name : `${name}:${port}`;
  }

  #fullPath(path: string, forceAppendSlash: boolean): string {
    const slash = forceAppendSlash && !path.endsWith('/') ? '/' : '';
    const query = this.queryString === '' ? '' : `?${iriToUri(utf8Of(this.queryString))}`;
    return escapeUriPath(path) + slash + query;
  }
}

export interface HttpRequest extends RequestAttributes {}
