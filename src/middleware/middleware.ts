import type { HttpRequest } from '../http/request.ts';
import type { HttpResponseBase } from '../http/response-base.ts';
import type { SimpleTemplateResponse } from '../template/response/simple-template-response.ts';
import type { AnyView } from '../urls/view.ts';
import type { Awaitable } from '../utils/awaitable.ts';

/** The rest of the chain: the middleware after this one, the view at its end. */
export type GetResponse = (request: HttpRequest) => Awaitable<HttpResponseBase>;

/** A middleware that also wants to know the view, or its errors. */
export interface MiddlewareHooks {
  /** What a plain function would do. */
  handle: GetResponse;
  /** Called when the view is known and not yet called; a response here is taken in place of the view's. */
  processView?(
    request: HttpRequest,
    view: AnyView,
    params: Readonly<Record<string, unknown>>,
  ): Awaitable<HttpResponseBase | undefined>;
  /** Called when the view throws; a response here is taken in place of the error. */
  processException?(request: HttpRequest, error: unknown): Awaitable<HttpResponseBase | undefined>;
  /** Called with a response that is still to be rendered: it may change its template and context, or give back another. */
  processTemplateResponse?(
    request: HttpRequest,
    response: SimpleTemplateResponse,
  ): Awaitable<HttpResponseBase>;
}

/**
 * A middleware. `handle` runs around everything after it:
 *
 *     export default function timing(getResponse: GetResponse): GetResponse {
 *       return async (request) => {
 *         const start = performance.now();
 *         const response = await getResponse(request);
 *         response.headers.set('Server-Timing', `total;dur=${performance.now() - start}`);
 *         return response;
 *       };
 *     }
 *
 * It is called once, when the server starts. It may be asynchronous, may give back an object of hooks, and may throw
 * `MiddlewareNotUsed` to be left out.
 */
export type Middleware = (getResponse: GetResponse) => Awaitable<GetResponse | MiddlewareHooks>;
