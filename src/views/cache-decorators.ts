import { type View, wrapView } from '../urls/view.ts';
import { whenReady } from '../utils/awaitable.ts';
import { patchVaryHeaders } from '../utils/cache.ts';

/** Have nobody keep this response: for pages with personal data. */
export function neverCache<Params>(view: View<Params>): View<Params> {
  return wrapView(view, (request, params) =>
    whenReady(view(request, params), (response) => {
      response.headers.set('Expires', 'Thu, 01 Jan 1970 00:00:00 GMT');
      response.headers.set('Cache-Control', 'max-age=0, no-cache, no-store, must-revalidate, private');
      return response;
    }),
  );
}

/** Say that the response depends on these headers of the request. */
export function varyOnHeaders<Params>(names: readonly string[], view: View<Params>): View<Params> {
  return wrapView(view, (request, params) =>
    whenReady(view(request, params), (response) => {
      patchVaryHeaders(response, names);
      return response;
    }),
  );
}

/** Say that the response depends on the request's cookies. */
export function varyOnCookie<Params>(view: View<Params>): View<Params> {
  return varyOnHeaders(['Cookie'], view);
}
