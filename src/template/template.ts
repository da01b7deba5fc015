import { type Awaitable, whenReady } from '../utils/awaitable.ts';
import { BlockTable } from './block-table.ts';
import { Context, type ContextData, RenderState } from './context.ts';
import type { Engine } from './engine.ts';
import { Lexer } from './lexer.ts';
import { enter, finishing, leave } from './nesting.ts';
import type { TemplateNode } from './nodes/node.ts';
import type { NodeList } from './nodes/node-list.ts';
import type { Origin } from './origin.ts';
import { UNKNOWN_SOURCE } from './origin.ts';
import { Parser } from './parser.ts';
import { applyContextProcessors } from './processors.ts';
import { isRenderWatched, tellRender } from './render-watch.ts';
import { BlockNode } from './tags/block.ts';
import { ExtendsNode } from './tags/extends.ts';
import { TemplateSource } from './template-source.ts';

/** A compiled template: `new Template('Hello {{ name }}', engine).render(new Context({ name }))`. */
export class Template {
  readonly name: string | undefined;
  readonly origin: Origin;
  readonly engine: Engine;
  readonly source: TemplateSource;
  readonly nodelist: NodeList;
  readonly partials: ReadonlyMap<string, TemplateNode>;
  #table: BlockTable | undefined;
  #blockNodes: readonly BlockNode[] | undefined;
  #isSelfContained: boolean | undefined;

  /** @throws TemplateSyntaxError */
  constructor(text: string, engine: Engine, origin?: Origin) {
    this.engine = engine;
    this.origin = origin ?? { name: UNKNOWN_SOURCE, templateName: undefined, loaderName: undefined };
    this.name = this.origin.templateName;
    this.source = new TemplateSource(text, this.origin);
    const parser = new Parser(new Lexer(text).tokenize(), this.source, engine);
    this.nodelist = parser.parse();
    this.partials = parser.partials;
  }

  /** Whether rendering it only reads the context: it has no tag that looks at the template it is in or gives names values. */
  get isSelfContained(): boolean {
    this.#isSelfContained ??= this.nodelist.isInline && this.nodelist.assignedNames()?.size === 0;
    return this.#isSelfContained;
  }

  /** The `{% extends %}` that it starts with, if it does. */
  get parentNode(): ExtendsNode | undefined {
    for (const node of this.nodelist.nodes)
      if (!('text' in node)) return node instanceof ExtendsNode ? node : undefined;
    return undefined;
  }

  /** Its own blocks. */
  get blockNodes(): readonly BlockNode[] {
    this.#blockNodes ??= this.nodelist.getNodesByType(BlockNode);
    return this.#blockNodes;
  }

  #blocks(): BlockTable {
    this.#table ??= BlockTable.of(this.parentNode === undefined ? this.blockNodes : []);
    return this.#table;
  }

  /** Render as a page of its own; a request's context gets what the context processors give. A string unless something was pending. */
  render(context: Context | ContextData = {}): Awaitable<string> {
    const own =
      context instanceof Context ? context : new Context(context, { autoescape: this.engine.autoescape });
    if (own.renderState !== undefined) return this.renderIn(own);
    const ready = applyContextProcessors(own, this.engine);
    return whenReady(ready, (depth) => this.#renderBound(own, depth));
  }

  #renderBound(context: Context, depth: number | undefined): Awaitable<string> {
    const before = context.engine;
    context.engine = this.engine;
    context.includes = new Map();
    const close = (): void => {
      if (depth !== undefined) context.popTo(depth);
      context.engine = before;
      context.renderState = undefined;
      context.includes = undefined;
    };
    return finishing(() => this.renderIn(context), close);
  }

  /** Render inside another rendering, with its context: what `{% include %}` does. */
  renderIn(context: Context): Awaitable<string> {
    if (isRenderWatched()) tellRender({ template: this, context });
    const outer = enter(context);
    context.renderState = new RenderState(this, this.#blocks());
    let pending = false;
    try {
      const result = this.nodelist.render(context);
      if (typeof result === 'string') return result;
      pending = true;
      return Promise.resolve(result).finally(() => leave(context, outer));
    } finally {
      if (!pending) leave(context, outer);
    }
  }

  /** Render inside another rendering when it is self-contained: with nothing set up for it, and nothing to undo. */
  renderInline(context: Context): Awaitable<string> {
    const { depth } = context;
    try {
      return this.nodelist.render(context);
    } catch (error) {
      context.popTo(depth);
      throw error;
    }
  }
}
