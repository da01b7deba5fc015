import { type Awaitable, isThenable, whenReady } from '../utils/awaitable.ts';
import { BlockTable } from './block-table.ts';
import { Context, type ContextData, RenderState } from './context.ts';
import { defaultEngine } from './default-engine.ts';
import type { Engine } from './engine.ts';
import { Lexer } from './lexer.ts';
import { enter, finishing, leave } from './nesting.ts';
import type { TemplateNode } from './nodes/node.ts';
import { NodeList } from './nodes/node-list.ts';
import { Origin, UNKNOWN_SOURCE } from './origin.ts';
import { Parser } from './parser.ts';
import { applyContextProcessors } from './processors.ts';
import { isRenderWatched, tellRender } from './render-watch.ts';
import type { Pieces } from './streaming/pieces.ts';
import { streamNodes } from './streaming/stream-nodes.ts';
import { type StreamOptions, streamTemplate } from './streaming/stream-template.ts';
import { BlockNode } from './tags/block.ts';
import { ExtendsNode } from './tags/extends.ts';
import { TemplateSource } from './template-source.ts';

/** What the parser makes of a source. */
interface ParsedTemplate {
  readonly source: TemplateSource;
  readonly nodelist: NodeList;
  readonly partials: ReadonlyMap<string, TemplateNode>;
}

function parse(text: string, engine: Engine, origin: Origin): ParsedTemplate {
  const source = new TemplateSource(text, origin);
  const parser = new Parser(new Lexer(text).tokenize(), source, engine);
  return { source, nodelist: parser.parse(), partials: parser.partials };
}

/** A compiled template: `new Template('Hello {{ name }}', engine).render(new Context({ name }))`. */
export class Template {
  readonly name: string | undefined;
  readonly origin: Origin;
  readonly engine: Engine;
  readonly source: TemplateSource;
  readonly nodelist: NodeList;
  readonly partials: ReadonlyMap<string, TemplateNode>;
  readonly #partialTemplates = new Map<string, Template>();
  #table: BlockTable | undefined;
  #blockNodes: readonly BlockNode[] | undefined;
  #isSelfContained: boolean | undefined;

  /** @param engine the default engine of `TEMPLATES` unless given. @throws TemplateSyntaxError */
  constructor(
    text: string | ParsedTemplate,
    engine: Engine = defaultEngine(),
    origin: Origin = new Origin(UNKNOWN_SOURCE),
  ) {
    const parsed = typeof text === 'string' ? parse(text, engine, origin) : text;
    this.engine = engine;
    this.origin = origin;
    this.name = this.origin.templateName;
    this.source = parsed.source;
    this.nodelist = parsed.nodelist;
    this.partials = parsed.partials;
  }

  /** A `{% partialdef %}` of it as a template. */
  partial(name: string): Template | undefined {
    const node = this.partials.get(name);
    if (node === undefined) return undefined;
    let template = this.#partialTemplates.get(name);
    if (template === undefined) {
      const nodelist = new NodeList(this.source);
      nodelist.push(node);
      template = new Template(
        { source: this.source, nodelist, partials: this.partials },
        this.engine,
        this.origin,
      );
      this.#partialTemplates.set(name, template);
    }
    return template;
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
    const own = this.#contextOf(context);
    if (own.renderState !== undefined) return this.renderIn(own);
    const ready = applyContextProcessors(own, this.engine);
    return whenReady(ready, (depth) => this.#renderBound(own, depth));
  }

  #renderBound(context: Context, depth: number | undefined): Awaitable<string> {
    return finishing(() => this.renderIn(context), this.#bind(context, depth));
  }

  /** Make a context the one of this rendering. @returns a function that makes it what it was */
  #bind(context: Context, depth: number | undefined): () => void {
    const before = context.engine;
    context.engine = this.engine;
    context.includes = new Map();
    return () => {
      if (depth !== undefined) context.popTo(depth);
      context.engine = before;
      context.renderState = undefined;
      context.includes = undefined;
    };
  }

  /** As `render()`, piece by piece: `for await (const text of template.stream({ articles })) …`. */
  stream(
    context: Context | ContextData = {},
    options?: StreamOptions,
  ): AsyncGenerator<string, void, undefined> {
    return streamTemplate(this, this.#contextOf(context), options);
  }

  #contextOf(context: Context | ContextData): Context {
    return context instanceof Context
      ? context
      : new Context(context, { autoescape: this.engine.autoescape });
  }

  /** The pieces of a page of its own. */
  *pieces(context: Context): Pieces {
    const ready = applyContextProcessors(context, this.engine);
    const depth = isThenable(ready) ? yield ready : ready;
    const close = this.#bind(context, depth as number | undefined);
    try {
      yield* this.streamIn(context);
    } finally {
      close();
    }
  }

  /** As `renderIn()`, piece by piece. */
  *streamIn(context: Context): Pieces {
    const outer = this.#enter(context);
    try {
      yield* streamNodes(this.nodelist, context);
    } finally {
      leave(context, outer);
    }
  }

  #enter(context: Context): RenderState | undefined {
    if (isRenderWatched()) tellRender({ template: this, context });
    const outer = enter(context);
    context.renderState = new RenderState(this, this.#blocks());
    return outer;
  }

  /** Render inside another rendering, with its context: what `{% include %}` does. */
  renderIn(context: Context): Awaitable<string> {
    const outer = this.#enter(context);
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
