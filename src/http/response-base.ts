import { settings } from '../conf/configure.ts';
import { http } from '../utils/builtins.ts';
import { ResponseHeaders } from './response-headers.ts';
import { type CookieOptions, SetCookie } from './set-cookie.ts';
import { signCookie } from './signed-cookie.ts';

export interface ResponseOptions {
  /** `'text/html; charset=utf-8'` unless given. */
  contentType?: string | null | undefined;
  status?: number | undefined;
  /** In place of the usual phrase of the status. */
  reason?: string | undefined;
  charset?: string | undefined;
  headers?: Readonly<Record<string, string | number>> | undefined;
}

const LONG_AGO = 'Thu, 01 Jan 1970 00:00:00 GMT';

/** What all responses have: status, headers, cookies. */
export abstract class HttpResponseBase {
  readonly headers: ResponseHeaders = new ResponseHeaders();
  statusCode: number;
  /** Let other sites show this response in a frame; `xframeOptionsExempt()` of jango/views sets it. */
  declare xFrameOptionsExempt?: boolean;
  /** True for a response whose content is not in memory. */
  abstract readonly streaming: boolean;
  #reason: string | undefined;
  #charset: string | undefined;
  #cookies: Map<string, SetCookie> | undefined;
  #closers: (() => void)[] | undefined;

  constructor(options: ResponseOptions, defaultStatus: number) {
    this.statusCode = checkStatus(options.status ?? defaultStatus);
    this.#reason = options.reason;
    this.#charset = options.charset;
    for (const name in options.headers) this.headers.set(name, options.headers[name]!);
    const { contentType } = options;
    if (this.headers.has('Content-Type')) {
      if (typeof contentType === 'string') {
        throw new TypeError('Give the content type as contentType or in headers, not both.');
      }
    } else if (contentType !== null) {
      this.headers.set('Content-Type', contentType ?? `text/html; charset=${this.charset}`);
    }
  }

  /** Of the content: the one given, else that of the content type, else DEFAULT_CHARSET. */
  get charset(): string {
    if (this.#charset !== undefined) return this.#charset;
    const match = /;\s*charset=([^\s;]+)/i.exec(this.headers.get('Content-Type') ?? '');
    return match === null ? settings.DEFAULT_CHARSET : match[1]!.replaceAll('"', '');
  }

  set charset(value: string) {
    this.#charset = value;
  }

  /** `'Not Found'` */
  get reasonPhrase(): string {
    return this.#reason ?? http().STATUS_CODES[this.statusCode] ?? 'Unknown Status Code';
  }

  set reasonPhrase(value: string) {
    this.#reason = value;
  }

  /** The cookies that this response sets, by name. */
  get cookies(): Map<string, SetCookie> {
    this.#cookies ??= new Map();
    return this.#cookies;
  }

  /** Whether `cookies` holds any; asking makes no map. */
  get hasCookies(): boolean {
    return this.#cookies !== undefined && this.#cookies.size > 0;
  }

  /** `response.setCookie('theme', 'dark', { maxAge: 31_536_000, samesite: 'Lax' })` */
  setCookie(name: string, value = '', options: CookieOptions = {}): void {
    this.cookies.set(name, new SetCookie(name, value, options));
  }

  /** A cookie that nobody can change unnoticed; `request.getSignedCookie()` reads it. */
  setSignedCookie(name: string, value: string, options: CookieOptions & { salt?: string } = {}): void {
    const { salt = '', ...rest } = options;
    this.setCookie(name, signCookie(name, value, salt), rest);
  }

  /** Make the browser forget a cookie; path and domain have to be those it was set with. */
  deleteCookie(name: string, options: Pick<CookieOptions, 'path' | 'domain' | 'samesite'> = {}): void {
    const secure =
      /^__(Secure|Host)-/.test(name) ||
      (typeof options.samesite === 'string' && /^none$/i.test(options.samesite));
    this.setCookie(name, '', { ...options, maxAge: 0, expires: LONG_AGO, secure });
  }

  /** Run something once the response is sent or given up. */
  onClose(closer: () => void): void {
    this.#closers ??= [];
    this.#closers.push(closer);
  }

  /** Called by the server when it is done. */
  close(): void {
    const closers = this.#closers;
    this.#closers = undefined;
    for (const closer of closers ?? []) closer();
  }
}

function checkStatus(status: number): number {
  if (Number.isInteger(status) && status >= 100 && status <= 599) return status;
  throw new TypeError(`HTTP status code must be an integer from 100 to 599, not ${status}.`);
}
