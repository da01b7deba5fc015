import { settings } from '../conf/configure.ts';
import type { AuthUser } from '../contrib/auth/auth-types.ts';
import type { SessionBase } from '../contrib/sessions/session-base.ts';
import { logIn, logOut, sessionOf } from './client-session.ts';
import { CookieJar } from './cookie-jar.ts';
import type { FormFields, RequestData } from './encode-body.ts';
import { MULTIPART } from './encode-body.ts';
import { followRedirects } from './follow-redirects.ts';
import { RequestFactory, type RequestOptions } from './request-factory.ts';
import { answer } from './site.ts';
import type { TestResponse } from './test-response.ts';

export interface ClientOptions {
  /** Demand the token of forms, as a real browser has to send it; off unless given. */
  enforceCsrfChecks?: boolean;
  /** Headers of every request. */
  headers?: Readonly<Record<string, string>>;
  /** Throw what a view throws, in place of answering with the 500 page; on unless given. */
  raiseRequestException?: boolean;
}

export interface ClientRequestOptions extends RequestOptions {
  /** Go where redirects lead; `response.redirectChain` holds the way. */
  follow?: boolean;
}

/**
 * A browser without a screen, which speaks to the site in this process: `await new Client().get('/articles/')`. It keeps cookies, so a
 * log-in lasts, and sees the templates that were rendered and what they were given.
 */
export class Client {
  /** What the site has set, to be sent with each request. */
  readonly cookies: CookieJar = new CookieJar();
  readonly #factory: RequestFactory;
  readonly #enforceCsrfChecks: boolean;
  readonly #raise: boolean;

  constructor(options: ClientOptions = {}) {
    this.#factory = new RequestFactory(options.headers === undefined ? {} : { headers: options.headers });
    this.#enforceCsrfChecks = options.enforceCsrfChecks ?? false;
    this.#raise = options.raiseRequestException ?? true;
  }

  /** `data` becomes the query string. */
  get(path: string, data: FormFields = {}, options: ClientRequestOptions = {}): Promise<TestResponse> {
    return this.request('GET', path, undefined, { ...options, query: { ...data, ...options.query } });
  }

  head(path: string, data: FormFields = {}, options: ClientRequestOptions = {}): Promise<TestResponse> {
    return this.request('HEAD', path, undefined, { ...options, query: { ...data, ...options.query } });
  }

  /** `data` is sent as a form, files included, unless another content type is given: `{ contentType: 'application/json' }`. */
  post(path: string, data: RequestData = {}, options: ClientRequestOptions = {}): Promise<TestResponse> {
    return this.request('POST', path, data, { contentType: MULTIPART, ...options });
  }

  /** An object is sent as JSON unless another content type is given. */
  put(path: string, data?: RequestData, options: ClientRequestOptions = {}): Promise<TestResponse> {
    return this.request('PUT', path, data, options);
  }

  patch(path: string, data?: RequestData, options: ClientRequestOptions = {}): Promise<TestResponse> {
    return this.request('PATCH', path, data, options);
  }

  delete(path: string, data?: RequestData, options: ClientRequestOptions = {}): Promise<TestResponse> {
    return this.request('DELETE', path, data, options);
  }

  options(path: string, data?: RequestData, options: ClientRequestOptions = {}): Promise<TestResponse> {
    return this.request('OPTIONS', path, data, options);
  }

  trace(path: string, options: ClientRequestOptions = {}): Promise<TestResponse> {
    return this.request('TRACE', path, undefined, options);
  }

  /**
   * Log in as the site would: `await client.login({ username: 'ada', password: 'secret' })`.
   * @returns whether the credentials fit somebody
   */
  async login(credentials: Readonly<Record<string, unknown>>): Promise<boolean> {
    const { authenticate } = await import('../contrib/auth/authenticate.ts');
    const user = await authenticate(credentials);
    if (user !== null) await logIn(this.cookies, user);
    return user !== null;
  }

  /** Log somebody in without asking for a password. */
  async forceLogin(user: AuthUser, backend: string = settings.AUTHENTICATION_BACKENDS[0]!): Promise<void> {
    await logIn(this.cookies, user, backend);
  }

  /** Log out and forget all cookies. */
  async logout(): Promise<void> {
    await logOut(this.cookies);
  }

  /** The session as the site sees it; after changes, `await session.save()`. */
  getSession(): Promise<SessionBase> {
    return sessionOf(this.cookies);
  }

  /** A request of any method. */
  async request(
    method: string,
    path: string,
    data: RequestData | undefined,
    options: ClientRequestOptions = {},
  ): Promise<TestResponse> {
    const { follow = false, ...rest } = options;
    const response = await this.#once(method, path, data, rest);
    if (!follow) return response;
    return followRedirects(response, (next, url, secure) =>
      next === 'same'
        ? this.#once(method, url, data, { ...rest, secure, query: {} })
        : this.#once(method === 'HEAD' ? 'HEAD' : 'GET', url, undefined, {
            headers: rest.headers ?? {},
            secure,
          }),
    );
  }

  async #once(
    method: string,
    path: string,
    data: RequestData | undefined,
    options: RequestOptions,
  ): Promise<TestResponse> {
    const cookie = this.cookies.header;
    const headers = { ...(cookie !== undefined && { cookie }), ...options.headers };
    const request = await this.#factory.request(method, path, data, { ...options, headers });
    const response = await answer(request, {
      enforceCsrfChecks: this.#enforceCsrfChecks,
      raiseRequestException: this.#raise,
    });
    this.cookies.take(response.cookies.values());
    return response;
  }
}
