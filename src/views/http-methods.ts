import type { HttpRequest } from '../http/request.ts';
import { HttpResponseNotAllowed } from '../http/response-kinds.ts';
import { type View, wrapView } from '../urls/view.ts';

/** Answer 405 to other methods: `export const create = requireHttpMethods(['GET', 'POST'], async (request) => ...)`. */
export function requireHttpMethods<Params, Request extends HttpRequest = HttpRequest>(
  methods: readonly string[],
  view: View<Params, Request>,
): View<Params, Request> {
  const allowed = new Set(methods);
  const guarded: View<Params, Request> = (request, params) =>
    allowed.has(request.method) ? view(request, params) : new HttpResponseNotAllowed(methods);
  return wrapView(view, guarded);
}

/** Answer 405 to everything but GET. */
export function requireGET<Params, Request extends HttpRequest = HttpRequest>(
  view: View<Params, Request>,
): View<Params, Request> {
  return requireHttpMethods(['GET'], view);
}

/** Answer 405 to everything but POST: for views that change something. */
export function requirePOST<Params, Request extends HttpRequest = HttpRequest>(
  view: View<Params, Request>,
): View<Params, Request> {
  return requireHttpMethods(['POST'], view);
}

/** Answer 405 to everything but GET and HEAD. */
export function requireSafe<Params, Request extends HttpRequest = HttpRequest>(
  view: View<Params, Request>,
): View<Params, Request> {
  return requireHttpMethods(['GET', 'HEAD'], view);
}
