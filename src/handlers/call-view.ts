import { FrameworkError } from '../core/errors/framework-error.ts';
import type { HttpRequest } from '../http/request.ts';
import { HttpResponseBase } from '../http/response-base.ts';
import type { SimpleTemplateResponse } from '../template/response/simple-template-response.ts';
import { getResolver, type Urlconf } from '../urls/get-resolver.ts';
import { resolveWith } from '../urls/resolve.ts';
import type { ResolverMatch } from '../urls/resolver-match.ts';
import type { UrlResolver } from '../urls/url-resolver.ts';
import type { View } from '../urls/view.ts';
import { type Awaitable, isThenable, whenReady } from '../utils/awaitable.ts';
import { callAtomically } from './atomic-view.ts';
import type { ViewHooks } from './load-middleware.ts';

type Params = Readonly<Record<string, unknown>>;

/** A view gave back something that cannot be sent. */
export class InvalidViewResult extends FrameworkError {
  constructor(view: string, result: unknown) {
    super(
      'handlers.invalid-view-result',
      `The view ${view} didn't return an HttpResponse object. It returned ${describe(result)} instead.`,
      result === undefined
        ? 'Is a `return` missing on one of its ways?'
        : 'Wrap it: `new HttpResponse(...)`, `render(...)`.',
    );
  }
}

/** A `processTemplateResponse` hook gave back something that is no response. */
export class InvalidHookResult extends FrameworkError {
  constructor(result: unknown) {
    super(
      'handlers.invalid-hook-result',
      `A processTemplateResponse hook didn't return an HttpResponse object. It returned ${describe(result)} instead.`,
      'It has to give back the response that it got, or another.',
    );
  }
}

/** Innermost step of the chain: find the view of a request and call it, with the middleware's hooks around it. */
export function callView(
  resolver: () => UrlResolver,
  hooks: ViewHooks,
  request: HttpRequest,
): Awaitable<HttpResponseBase> {
  if (request.pathError !== undefined) throw request.pathError;
  const root = request.urlconf === undefined ? resolver() : getResolver(request.urlconf as Urlconf);
  const match = resolveWith(root, request.pathInfo);
  request.resolverMatch = match;
  const early = hooks.processView.length === 0 ? undefined : beforeView(hooks, request, match, 0);
  return whenReady(early, (response) => response ?? answer(hooks, request, match));
}

function answer(hooks: ViewHooks, request: HttpRequest, match: ResolverMatch): Awaitable<HttpResponseBase> {
  const view = match.view as View<Params>;
  return orMended(
    hooks,
    request,
    (): Awaitable<unknown> =>
      hooks.atomicAliases.length === 0
        ? view(request, match.params)
        : callAtomically(view, request, match.params, hooks.atomicAliases),
    (result) => checked(hooks, request, match, result),
  );
}

/** Go on with what `run` gives; an error in it is first offered to the `processException` hooks. */
function orMended<T>(
  hooks: ViewHooks,
  request: HttpRequest,
  run: () => Awaitable<T>,
  next: (result: T) => Awaitable<HttpResponseBase>,
): Awaitable<HttpResponseBase> {
  let result: Awaitable<T>;
  try {
    result = run();
  } catch (error) {
    return afterError(hooks, request, error, 0);
  }
  if (!isThenable(result)) return next(result as T);
  return (result as PromiseLike<T>).then(next, (error: unknown) => afterError(hooks, request, error, 0));
}

function beforeView(
  hooks: ViewHooks,
  request: HttpRequest,
  match: ResolverMatch,
  index: number,
): Awaitable<HttpResponseBase | undefined> {
  const hook = hooks.processView[index];
  if (hook === undefined) return undefined;
  return whenReady(
    hook(request, match.view, match.params),
    (response) => response ?? beforeView(hooks, request, match, index + 1),
  );
}

function afterError(
  hooks: ViewHooks,
  request: HttpRequest,
  error: unknown,
  index: number,
): Awaitable<HttpResponseBase> {
  const hook = hooks.processException[index];
  if (hook === undefined) throw error;
  return whenReady(
    hook(request, error),
    (response) => response ?? afterError(hooks, request, error, index + 1),
  );
}

/** A response that is still to be rendered. */
interface Renderable extends HttpResponseBase {
  render(): Awaitable<HttpResponseBase>;
}

function checked(
  hooks: ViewHooks,
  request: HttpRequest,
  match: ResolverMatch,
  result: unknown,
): Awaitable<HttpResponseBase> {
  if (!(result instanceof HttpResponseBase)) {
    throw new InvalidViewResult(match.view.name === '' ? `of '${match.route}'` : match.view.name, result);
  }
  return isRenderable(result) ? rendered(hooks, request, result, 0) : result;
}

function isRenderable(response: HttpResponseBase): response is Renderable {
  return 'render' in response && typeof response.render === 'function';
}

function rendered(
  hooks: ViewHooks,
  request: HttpRequest,
  response: HttpResponseBase,
  index: number,
): Awaitable<HttpResponseBase> {
  const hook = hooks.processTemplateResponse[index];
  if (hook !== undefined) {
    return whenReady(hook(request, response as SimpleTemplateResponse), (next) => {
      if (next instanceof HttpResponseBase) return rendered(hooks, request, next, index + 1);
      throw new InvalidHookResult(next);
    });
  }
  if (!isRenderable(response)) return response;
  return orMended(
    hooks,
    request,
    () => response.render(),
    (ready) => ready,
  );
}

function describe(result: unknown): string {
  if (result === null || result === undefined) return String(result);
  if (typeof result !== 'object') return `a ${typeof result}`;
  return `a ${result.constructor?.name ?? 'object'}`;
}
