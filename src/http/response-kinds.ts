import { HttpResponse, type ResponseContent } from './response.ts';
import type { ResponseOptions } from './response-base.ts';

/** 400: the request is malformed. */
export class HttpResponseBadRequest extends HttpResponse {
  protected static override readonly defaultStatus: number = 400;
}

/** 403: this client may not. */
export class HttpResponseForbidden extends HttpResponse {
  protected static override readonly defaultStatus: number = 403;
}

/** 404; views rather throw `Http404`. */
export class HttpResponseNotFound extends HttpResponse {
  protected static override readonly defaultStatus: number = 404;
}

/** 410: it was here once. */
export class HttpResponseGone extends HttpResponse {
  protected static override readonly defaultStatus: number = 410;
}

/** 500 */
export class HttpResponseServerError extends HttpResponse {
  protected static override readonly defaultStatus: number = 500;
}

/** 304: what the client has is still right; it has no content. */
export class HttpResponseNotModified extends HttpResponse {
  protected static override readonly defaultStatus: number = 304;

  constructor(options: ResponseOptions = {}) {
    super('', { contentType: null, ...options });
  }
}

/** 405, with the methods that are allowed. */
export class HttpResponseNotAllowed extends HttpResponse {
  protected static override readonly defaultStatus: number = 405;

  constructor(
    permittedMethods: readonly string[],
    content: ResponseContent = '',
    options: ResponseOptions = {},
  ) {
    super(content, options);
    this.headers.set('Allow', permittedMethods.join(', '));
  }
}
