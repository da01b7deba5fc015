import type { HttpRequest } from '../../../http/request.ts';
import type { HttpResponseBase } from '../../../http/response-base.ts';
import { HttpResponseNotAllowed } from '../../../http/response-kinds.ts';
import { type View, viewAttributes } from '../../../urls/view.ts';
import type { Awaitable } from '../../../utils/awaitable.ts';
import { loginNotRequired } from '../decorators/login-not-required.ts';

type Handler = () => Awaitable<HttpResponseBase>;

/**
 * A page as a class: one instance answers one request. Extend it to change a part, and give its class to a route by
 * `asView()`, which takes values for its properties: `path('login/', LoginView.asView({ templateName: 'login.html' }))`.
 */
export abstract class ClassView {
  /** Whether LoginRequiredMiddleware sends visitors away. */
  static readonly loginRequired: boolean = true;

  request!: HttpRequest;
  params: Readonly<Record<string, unknown>> = {};

  /** A view that makes an instance for each request. @param properties values for properties of the class */
  static asView<V extends ClassView>(
    this: new () => V,
    properties: Partial<Omit<V, 'request' | 'params'>> = {},
  ): View<Record<never, never>> {
    const view: View<Record<never, never>> = (request, params) => {
      const instance = Object.assign(new this(), properties, { request, params });
      return instance.dispatch();
    };
    viewAttributes(view).viewClass = this;
    const { loginRequired } = this as unknown as typeof ClassView;
    return loginRequired ? view : loginNotRequired(view);
  }

  get?(): Awaitable<HttpResponseBase>;
  post?(): Awaitable<HttpResponseBase>;

  /** Answer by the method that is called as the request's is. */
  dispatch(): Awaitable<HttpResponseBase> {
    const handlers: Readonly<Record<string, Handler | undefined>> = {
      GET: this.get?.bind(this),
      HEAD: this.get?.bind(this),
      POST: this.post?.bind(this),
    };
    const handler = handlers[this.request.method];
    if (handler !== undefined) return handler();
    return new HttpResponseNotAllowed(
      Object.keys(handlers).filter((method) => handlers[method] !== undefined),
    );
  }
}
