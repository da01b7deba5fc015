import { ObjectDoesNotExist } from './core/errors/object-does-not-exist.ts';
import type { AnyModel, ModelClass } from './db/models/model.ts';
import type { Conditions } from './db/models/types/conditions.ts';
import type { Manager } from './db/models/types/manager.ts';
import type { QuerySet } from './db/models/types/query-set.ts';
import { Http404 } from './http/http404.ts';
import {
  HttpResponsePermanentRedirect,
  HttpResponseRedirect,
  type RedirectOptions as ResponseRedirectOptions,
} from './http/redirect-response.ts';
import type { HttpRequest } from './http/request.ts';
import { HttpResponse } from './http/response.ts';
import type { ResponseOptions } from './http/response-base.ts';
import { StreamingHttpResponse } from './http/streaming-response.ts';
import type { ContextData } from './template/context.ts';
import { chooseTemplate, renderToString } from './template/engines.ts';
import { keepSurroundings, type StreamOptions } from './template/streaming/stream-template.ts';
import { NoReverseMatch } from './urls/no-reverse-match.ts';
import { type ReverseParams, reverse } from './urls/reverse.ts';
import type { AnyView } from './urls/view.ts';
import { type Awaitable, whenReady } from './utils/awaitable.ts';

export interface RenderOptions extends ResponseOptions {
  /** `NAME` of the template engine to ask; all of them in order otherwise. */
  using?: string | undefined;
}

/**
 * Answer with a template: `return render(request, 'articles/detail.html', { article })`. The answer is there at once unless
 * the template has to wait for something.
 * @param template its name, or several of which the first that exists is taken
 */
export function render(
  request: HttpRequest,
  template: string | readonly string[],
  context: ContextData = {},
  { using, ...options }: RenderOptions = {},
): Awaitable<HttpResponse> {
  return whenReady(
    renderToString(template, context, request, using),
    (html) => new HttpResponse(html, options),
  );
}

/**
 * Answer with a long page that is sent while it is rendered: `return renderStream(request, 'articles/export.html', { articles })`.
 * Status, headers and cookies are gone when the template begins: call `getToken()` of jango/middleware in the view if the page has a
 * form. An error in the middle is logged and cuts the connection.
 * @throws TemplateDoesNotExist, TemplateSyntaxError at once
 */
export function renderStream(
  request: HttpRequest,
  template: string | readonly string[],
  context: ContextData = {},
  { using, chunkSize, ...options }: RenderOptions & StreamOptions = {},
): StreamingHttpResponse {
  const found = chooseTemplate(template, using);
  const chunks =
    found.stream?.(context, request, { chunkSize }) ?? inOnePiece(() => found.render(context, request));
  return new StreamingHttpResponse(keepSurroundings(chunks), options);
}

async function* inOnePiece(render: () => Awaitable<string>): AsyncGenerator<string> {
  yield await render();
}

/** An object that knows its own page. */
export interface HasUrl {
  getAbsoluteUrl(): string;
}

/** Where `redirect()` can lead: a view's name or the view itself, an object with `getAbsoluteUrl()`, or a URL. */
export type RedirectTarget = string | HasUrl | AnyView | { toString(): string };

export interface RedirectOptions extends ResponseRedirectOptions {
  /** 301: browsers remember it for good. */
  permanent?: boolean;
}

/** Send the browser elsewhere: `redirect('articles:detail', { pk: article.pk })`, `redirect(article)`, `redirect('/articles/')`. */
export function redirect(
  to: RedirectTarget,
  params?: ReverseParams,
  options: RedirectOptions = {},
): HttpResponseRedirect {
  const { permanent = false, ...rest } = options;
  const url = resolveUrl(to, params);
  return permanent ? new HttpResponsePermanentRedirect(url, rest) : new HttpResponseRedirect(url, rest);
}

/**
 * The URL that a redirect target stands for.
 * @throws NoReverseMatch for a view that no pattern leads to, and for a name that isn't a URL either
 */
export function resolveUrl(to: RedirectTarget, params: ReverseParams = {}): string {
  if (hasUrl(to)) return to.getAbsoluteUrl();
  const target = typeof to === 'function' ? (to as AnyView) : String(to);
  if (typeof target === 'string' && /^\.{1,2}\//.test(target)) return target;
  try {
    return reverse(target, params);
  } catch (error) {
    if (error instanceof NoReverseMatch && typeof target === 'string' && /[/.]/.test(target)) return target;
    throw error;
  }
}

function hasUrl(to: RedirectTarget): to is HasUrl {
  return typeof to === 'object' && typeof (to as Partial<HasUrl>).getAbsoluteUrl === 'function';
}

/** What `getObjectOr404()` asks; a manager and a QuerySet are such. */
interface Queryable {
  readonly model: ModelClass;
  get(conditions?: object, ...more: readonly object[]): Promise<unknown>;
  filter(conditions?: object, ...more: readonly object[]): PromiseLike<unknown[]>;
}

/**
 * The one object that meets the conditions: `await getObjectOr404(Article, { slug })`, of a model, a manager or a query.
 * @throws Http404 when there is none; MultipleObjectsReturned when there are several
 */
export function getObjectOr404<M extends AnyModel, const C extends object>(
  model: ModelClass<M>,
  conditions?: Conditions<M, C>,
  ...more: readonly object[]
): Promise<M>;
export function getObjectOr404<M extends AnyModel, Row, S, const C extends object>(
  rows: QuerySet<M, Row, S>,
  conditions?: Conditions<S, C>,
  ...more: readonly object[]
): Promise<Row>;
export function getObjectOr404<M extends AnyModel, const C extends object>(
  manager: Manager<M>,
  conditions?: Conditions<M, C>,
  ...more: readonly object[]
): Promise<M>;
export async function getObjectOr404(
  source: unknown,
  conditions?: object,
  ...more: object[]
): Promise<unknown> {
  const rows = queryOf(source);
  try {
    return await rows.get(conditions, ...more);
  } catch (error) {
    if (!(error instanceof ObjectDoesNotExist)) throw error;
    throw new Http404(noMatch(rows), undefined, { cause: error });
  }
}

/**
 * All objects that meet the conditions, as a list.
 * @throws Http404 when there are none
 */
export function getListOr404<M extends AnyModel, const C extends object>(
  model: ModelClass<M>,
  conditions?: Conditions<M, C>,
  ...more: readonly object[]
): Promise<M[]>;
export function getListOr404<M extends AnyModel, Row, S, const C extends object>(
  rows: QuerySet<M, Row, S>,
  conditions?: Conditions<S, C>,
  ...more: readonly object[]
): Promise<Row[]>;
export function getListOr404<M extends AnyModel, const C extends object>(
  manager: Manager<M>,
  conditions?: Conditions<M, C>,
  ...more: readonly object[]
): Promise<M[]>;
export async function getListOr404(
  source: unknown,
  conditions?: object,
  ...more: object[]
): Promise<unknown[]> {
  const rows = queryOf(source);
  const list = await rows.filter(conditions, ...more);
  if (list.length > 0) return list;
  throw new Http404(noMatch(rows));
}

function queryOf(source: unknown): Queryable {
  const queryable =
    typeof source === 'function' ? (source as unknown as ModelClass)._meta.defaultManager : source;
  if (typeof (queryable as Partial<Queryable> | null)?.filter === 'function')
    return queryable as unknown as Queryable;
  throw new TypeError('getObjectOr404() and getListOr404() take a model, a manager or a QuerySet.');
}

function noMatch(rows: Queryable): string {
  return `No ${rows.model._meta.objectName} matches the given query.`;
}
