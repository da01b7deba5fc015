import { SuspiciousOperation } from '../core/errors/requests.ts';
import { iriToUri } from '../utils/encoding.ts';
import { HttpResponse } from './response.ts';
import type { ResponseOptions } from './response-base.ts';

const ALLOWED_SCHEMES = ['http', 'https', 'ftp'];
const MAX_LENGTH = 16_384;

/** The target of a redirect has a scheme that a browser should not be sent to, or is overlong. */
export class DisallowedRedirect extends SuspiciousOperation {
  constructor(what: string) {
    super(what, undefined, 'http.disallowed-redirect');
  }
}

export interface RedirectOptions extends ResponseOptions {
  /** Repeat the request with its method and body at the new place: 307 and 308 in place of 302 and 301. */
  preserveRequest?: boolean;
}

/** 302: `new HttpResponseRedirect('/articles/')`. */
export class HttpResponseRedirect extends HttpResponse {
  protected static override readonly defaultStatus: number = 302;
  protected static readonly preservingStatus: number = 307;

  /** @throws DisallowedRedirect */
  constructor(to: string | { toString(): string }, options: RedirectOptions = {}) {
    const { preserveRequest = false, ...rest } = options;
    super('', preserveRequest ? { status: new.target.preservingStatus, ...rest } : rest);
    const url = String(to);
    const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
    if (scheme !== undefined && !ALLOWED_SCHEMES.includes(scheme)) {
      throw new DisallowedRedirect(`Unsafe redirect to URL with protocol '${scheme}'.`);
    }
    if (url.length > MAX_LENGTH) {
      throw new DisallowedRedirect(`Unsafe redirect exceeding ${MAX_LENGTH} characters.`);
    }
    this.headers.set('Location', iriToUri(url));
  }

  /** Where it leads. */
  get url(): string {
    return this.headers.get('Location')!;
  }
}

/** 301 */
export class HttpResponsePermanentRedirect extends HttpResponseRedirect {
  protected static override readonly defaultStatus: number = 301;
  protected static override readonly preservingStatus: number = 308;
}
