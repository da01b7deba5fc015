import { checkCsrf, finishCsrf } from '../middleware/csrf.ts';
import { getToken } from '../middleware/csrf-token.ts';
import { type View, viewAttributes, wrapView } from '../urls/view.ts';
import { whenReady } from '../utils/awaitable.ts';

/** Let anybody send forms to this view: for endpoints that other programs call and that check a signature of their own. */
export function csrfExempt<Params>(view: View<Params>): View<Params> {
  const exempt: View<Params> = wrapView(view, (request, params) => view(request, params));
  viewAttributes(exempt).csrfExempt = true;
  return exempt;
}

/** Demand the token for this view, in a site that has no CSRF middleware. */
export function csrfProtect<Params>(view: View<Params>): View<Params> {
  return wrapView(view, (request, params) =>
    whenReady(checkCsrf(request), (refusal) =>
      whenReady(refusal ?? view(request, params), (response) => finishCsrf(request, response)),
    ),
  );
}

/** Send the cookie with this response even if it has no form: for pages whose script makes the requests. */
export function ensureCsrfCookie<Params>(view: View<Params>): View<Params> {
  return wrapView(view, (request, params) => {
    getToken(request);
    return whenReady(view(request, params), (response) => finishCsrf(request, response));
  });
}
