import type { Awaitable } from '../utils/awaitable.ts';
import type { BlockTable } from './block-table.ts';
import type { Engine } from './engine.ts';
import { ContextPopException } from './errors.ts';
import { finishing } from './nesting.ts';
import type { Template } from './template.ts';

export interface ContextOptions {
  /** Escape what variables print; on unless said otherwise. */
  autoescape?: boolean;
  /** Format numbers and dates for the active language; as the engine does by default. */
  useL10n?: boolean;
  /** Show times in the current time zone; as `USE_TZ` says by default. */
  useTz?: boolean;
}

export type ContextData = Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>;

/** What belongs to one rendering of one template: `{% cycle %}` counters, blocks, the template itself. */
export class RenderState {
  /** The template whose source is being rendered. */
  template: Template;
  blocks: BlockTable | undefined;
  #values: Map<object, unknown> | undefined;

  constructor(template: Template, blocks: BlockTable | undefined) {
    this.template = template;
    this.blocks = blocks;
  }

  /** Values that nodes keep between visits, by node. */
  get values(): Map<object, unknown> {
    this.#values ??= new Map();
    return this.#values;
  }
}

/**
 * The variables a template sees: a stack of scopes, the innermost first. `{% with %}`, `{% for %}`, blocks and includes push one.
 * Names are kept in maps, so `__proto__` is a name like any other.
 */
export class Context {
  autoescape: boolean;
  useL10n: boolean | undefined;
  useTz: boolean | undefined;
  /** The engine that renders, while it does. */
  engine: Engine | undefined = undefined;
  /** Set while rendering. */
  renderState: RenderState | undefined = undefined;
  /** Templates that includes have looked up, by node and name: looked up once per rendering. */
  includes: Map<object, Map<string, Template>> | undefined = undefined;
  /** How many includes, blocks and parents deep the rendering is. */
  nesting = 0;
  /** What nodes remember that are rendered without a template. */
  #unrendered: Map<object, unknown> | undefined;
  readonly #scopes: (Map<string, unknown> | undefined)[];
  /** Scopes in use; slots above are empty. */
  #depth = 1;

  constructor(data?: ContextData, options: ContextOptions = {}) {
    this.#scopes = [scopeOf(data)];
    this.autoescape = options.autoescape ?? true;
    this.useL10n = options.useL10n;
    this.useTz = options.useTz;
  }

  /** The value of a name, or else the other value. */
  get(name: string, otherwise?: unknown): unknown {
    const scopes = this.#scopes;
    for (let i = this.#depth - 1; i >= 0; i--) {
      const scope = scopes[i];
      if (scope === undefined) continue;
      const value = scope.get(name);
      if (value !== undefined || scope.has(name)) return value;
    }
    return otherwise;
  }

  /** The value of a name; one that has none gets this one in the innermost scope. */
  setDefault(name: string, value: unknown): unknown {
    if (this.has(name)) return this.get(name);
    this.set(name, value);
    return value;
  }

  has(name: string): boolean {
    return this.#holder(name) !== undefined;
  }

  /** Give a name a value in the innermost scope. */
  set(name: string, value: unknown): void {
    this.scope().set(name, value);
  }

  /** Forget a name of the innermost scope. */
  delete(name: string): void {
    this.#scopes[this.#depth - 1]?.delete(name);
  }

  /** Give a name a value in the innermost scope that has it already, or else in the innermost one. */
  setUpward(name: string, value: unknown): void {
    (this.#holder(name) ?? this.scope()).set(name, value);
  }

  #holder(name: string): Map<string, unknown> | undefined {
    for (let i = this.#depth - 1; i >= 0; i--) if (this.#scopes[i]?.has(name)) return this.#scopes[i];
    return undefined;
  }

  /** Open a scope. @returns the depth to hand to `popTo()`, so that a scope left open inside goes too */
  push(data?: ContextData | Context): number;
  /** Open a scope while `run` runs, and until what it gives has arrived: `context.push({ n: 1 }, () => nodelist.render(context))`. */
  push<T>(data: ContextData | Context | undefined, run: () => Awaitable<T>): Awaitable<T>;
  push<T>(data?: ContextData | Context, run?: () => Awaitable<T>): number | Awaitable<T> {
    this.#scopes[this.#depth] = data === undefined ? undefined : scopeOf(data);
    const depth = this.#depth++;
    return run === undefined ? depth : finishing(run, () => this.popTo(depth));
  }

  /** How many scopes are open. */
  get depth(): number {
    return this.#depth;
  }

  /** Close the innermost scope. @throws ContextPopException when only the outermost is left */
  pop(): void {
    if (this.#depth === 1) throw new ContextPopException();
    this.popTo(this.#depth - 1);
  }

  /** Close every scope above a depth that `push()` gave. */
  popTo(depth: number): void {
    while (this.#depth > depth) this.#scopes[--this.#depth] = undefined;
  }

  /** Push a scope with these values. */
  update(data: ContextData | Context): number {
    return this.push(data);
  }

  /** All variables as one map; inner ones hide outer ones. @param from leave out as many of the outermost scopes */
  flatten(from = 0): Map<string, unknown> {
    const flat = new Map<string, unknown>();
    for (const scope of this.#scopes.slice(from))
      if (scope !== undefined) for (const [k, v] of scope) flat.set(k, v);
    return flat;
  }

  /** A context with the same settings and state, and no variables but these. */
  new(data?: ContextData): Context {
    return this.handOn(new Context(data, this));
  }

  /** Give another context what belongs to the rendering. */
  protected handOn<C extends Context>(fresh: C): C {
    fresh.engine = this.engine;
    fresh.renderState = this.renderState;
    fresh.nesting = this.nesting;
    fresh.includes = this.includes;
    return fresh;
  }

  /** The template that is being rendered; undefined outside of a rendering. */
  get template(): Template | undefined {
    return this.renderState?.template;
  }

  /**
   * What nodes remember while one template is rendered, by node: `context.renderContext.set(this, count)`. An included template has
   * one of its own. The next rendering starts with none.
   */
  get renderContext(): Map<object, unknown> {
    if (this.renderState !== undefined) return this.renderState.values;
    this.#unrendered ??= new Map();
    return this.#unrendered;
  }

  /** The innermost scope itself, for those who write to it often. */
  scope(): Map<string, unknown> {
    const last = this.#depth - 1;
    let scope = this.#scopes[last];
    if (scope === undefined) {
      scope = new Map();
      this.#scopes[last] = scope;
    }
    return scope;
  }
}

function scopeOf(data: ContextData | Context | undefined): Map<string, unknown> {
  if (data === undefined) return new Map();
  if (data instanceof Context) return data.flatten();
  if (data instanceof Map) return new Map(data);
  const scope = new Map<string, unknown>();
  for (const name of Object.keys(data)) scope.set(name, (data as Record<string, unknown>)[name]);
  return scope;
}
