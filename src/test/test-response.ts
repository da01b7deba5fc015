import type { HttpRequest } from '../http/request.ts';
import type { HttpResponseBase } from '../http/response-base.ts';
import type { ResponseHeaders } from '../http/response-headers.ts';
import type { SetCookie } from '../http/set-cookie.ts';
import type { Rendered } from './rendered.ts';

/** What came back, read to its end. */
export class TestResponse {
  /** The request that was answered; after redirects the last one. */
  readonly request: HttpRequest;
  /** The response as the site made it. */
  readonly original: HttpResponseBase;
  readonly content: Buffer;
  /** The templates that were rendered for it, in order; the page's own is first. */
  readonly templates: readonly Rendered['template'][];
  /** The values that its templates were given. */
  readonly context: Rendered['context'] | undefined;
  /** Each redirect that was followed: where to, and the status that said so. */
  redirectChain: readonly (readonly [url: string, statusCode: number])[] = [];

  constructor(
    request: HttpRequest,
    original: HttpResponseBase,
    content: Buffer,
    rendered: readonly Rendered[],
  ) {
    this.request = request;
    this.original = original;
    this.content = content;
    this.templates = rendered.map(({ template }) => template);
    this.context = rendered[0]?.context;
  }

  get statusCode(): number {
    return this.original.statusCode;
  }

  get reasonPhrase(): string {
    return this.original.reasonPhrase;
  }

  get headers(): ResponseHeaders {
    return this.original.headers;
  }

  get cookies(): Map<string, SetCookie> {
    return this.original.cookies;
  }

  get charset(): string {
    return this.original.charset;
  }

  /** Where a redirect leads. */
  get url(): string | undefined {
    return this.headers.get('Location');
  }

  /** The content as text. */
  get text(): string {
    return new TextDecoder(this.charset).decode(this.content);
  }

  /** @throws TypeError when the response doesn't say that it is JSON */
  json(): unknown {
    const type = this.headers.get('Content-Type') ?? '';
    if (!/^application\/(.+\+)?json\b/.test(type)) {
      throw new TypeError(`Content-Type header is "${type}", not "application/json".`);
    }
    return JSON.parse(this.text);
  }

  toString(): string {
    return String(this.original);
  }
}
