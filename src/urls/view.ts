import type { HttpRequest } from '../http/request.ts';
import type { HttpResponseBase } from '../http/response-base.ts';
import type { Awaitable } from '../utils/awaitable.ts';

/**
 * A view: the request and what the route captured give a response, now or later. One inside of a decorator may ask for more than a
 * request, as `AuthenticatedRequest` does.
 */
export type View<Params = Record<never, never>, Request extends HttpRequest = HttpRequest> = (
  request: Request,
  params: Params,
) => Awaitable<HttpResponseBase>;

/** Any view, whatever parameters it takes: what a pattern holds. */
export type AnyView = View<never>;

/** Marks that decorators leave on a view and middleware reads; contrib apps add theirs by declaration merging. */
export interface ViewAttributes {
  csrfExempt?: boolean;
  /** Aliases of the databases whose `ATOMIC_REQUESTS` leaves it alone. */
  nonAtomicRequests?: readonly string[];
  /** The class behind a class-based view. */
  viewClass?: unknown;
}

/** The marks of a view, to read or to set. */
export function viewAttributes(view: (...given: never[]) => unknown): ViewAttributes {
  return view as ViewAttributes;
}

/** A view that stands in for another: it has the name and the marks of the one inside. */
export function wrapView<V extends (...given: never[]) => unknown>(
  inner: (...given: never[]) => unknown,
  outer: V,
): V {
  Object.defineProperty(outer, 'name', { value: inner.name, configurable: true });
  return Object.assign(outer, viewAttributes(inner));
}
