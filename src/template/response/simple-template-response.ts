import { HttpResponse, type ResponseContent } from '../../http/response.ts';
import type { HttpResponseBase, ResponseOptions } from '../../http/response-base.ts';
import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import type { BackendTemplate } from '../backends/template-backend.ts';
import type { ContextData } from '../context.ts';
import { chooseTemplate } from '../engines.ts';
import type { TemplateRequest } from '../request-context.ts';
import { ContentNotRenderedError } from './content-not-rendered.ts';

/** A template by name, several of which the first that exists is taken, or one that `getTemplate()` gave. */
export type TemplateChoice = string | readonly string[] | BackendTemplate;

export interface TemplateResponseOptions extends ResponseOptions {
  /** `NAME` of the engine to ask; all of them otherwise. */
  using?: string | undefined;
}

/** Called with the rendered response. What it gives back, if anything, is sent in its place. */
export type PostRenderCallback =
  | ((response: HttpResponseBase) => Awaitable<HttpResponseBase | undefined>)
  | ((response: HttpResponseBase) => void);

/** A response whose template is rendered late: until then its template and variables may be changed. */
export class SimpleTemplateResponse extends HttpResponse {
  templateName: TemplateChoice;
  contextData: ContextData | null | undefined;
  readonly using: string | undefined;
  #isRendered = false;
  readonly #callbacks: PostRenderCallback[] = [];

  constructor(
    template: TemplateChoice,
    context?: ContextData | null,
    { using, ...options }: TemplateResponseOptions = {},
  ) {
    super('', options);
    this.templateName = template;
    this.contextData = context;
    this.using = using;
  }

  /** Whether the content is there: rendered, or given. */
  get isRendered(): boolean {
    return this.#isRendered;
  }

  /** The request that the page belongs to. */
  protected get pageRequest(): TemplateRequest | undefined {
    return undefined;
  }

  /** Find the template; a subclass may choose another. @throws TemplateDoesNotExist */
  resolveTemplate(template: TemplateChoice): BackendTemplate {
    return typeof template === 'object' && 'render' in template
      ? template
      : chooseTemplate(template as string | readonly string[], this.using);
  }

  /** The variables of the page; a subclass may add some. */
  resolveContext(context: ContextData | null | undefined): ContextData | null | undefined {
    return context;
  }

  /** The page with the template and the variables of this moment, rendered anew each time. */
  get renderedContent(): Awaitable<string> {
    const template = this.resolveTemplate(this.templateName);
    return template.render(this.resolveContext(this.contextData), this.pageRequest);
  }

  /**
   * Render, unless that is done, and run the callbacks. The handler does it behind the view and the `processTemplateResponse` hooks.
   * @returns this response, or the one that a callback put in its place
   */
  render(): Awaitable<HttpResponseBase> {
    if (this.#isRendered) return this;
    return whenReady(this.renderedContent, (content) => {
      this.content = content;
      return this.#callBack(this, 0);
    });
  }

  #callBack(response: HttpResponseBase, index: number): Awaitable<HttpResponseBase> {
    const callback = this.#callbacks[index];
    if (callback === undefined) return response;
    return whenReady(resultOf(callback, response), (next) => this.#callBack(next ?? response, index + 1));
  }

  /**
   * Have something called with the rendered response, in the order of the calls. Once it is rendered, the callback is called at once,
   * and what it gives back is handed on.
   */
  addPostRenderCallback(callback: PostRenderCallback): Awaitable<HttpResponseBase | undefined> {
    if (this.#isRendered) return resultOf(callback, this);
    this.#callbacks.push(callback);
    return undefined;
  }

  #requireContent(what: string): void {
    if (!this.#isRendered) throw new ContentNotRenderedError(what);
  }

  /** @throws ContentNotRenderedError before it is rendered. Giving a content counts as rendering. */
  override get content(): Buffer {
    this.#requireContent('content');
    return super.content;
  }

  override set content(value: ResponseContent) {
    super.content = value;
    this.#isRendered = true;
  }

  override get text(): string {
    this.#requireContent('text');
    return super.text;
  }

  override get body(): string | Uint8Array {
    this.#requireContent('body');
    return super.body;
  }

  override write(content: ResponseContent): void {
    this.#requireContent('content');
    super.write(content);
  }
}

function resultOf(callback: PostRenderCallback, response: HttpResponseBase) {
  return callback(response) as Awaitable<HttpResponseBase | undefined>;
}
