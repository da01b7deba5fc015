import { nearest } from '../utils/nearest.ts';
import { repr } from '../utils/python-str.ts';
import type { Engine } from './engine.ts';
import { TemplateSyntaxError } from './errors.ts';
import type { Filter } from './filter.ts';
import { FilterExpression } from './filter-expression.ts';
import type { Library, TagCompiler } from './library.ts';
import type { TemplateNode } from './nodes/node.ts';
import { NodeList } from './nodes/node-list.ts';
import { TextNode } from './nodes/text-node.ts';
import { VariableNode } from './nodes/variable-node.ts';
import { annotate, type TemplateSource } from './template-source.ts';
import { BLOCK, TEXT, type Token, VARIABLE } from './token.ts';

/** Tags inside tags; more is surely a mistake, and would exhaust the stack. */
const MAX_NESTING = 300;

/** Makes nodes of tokens. Tags get it to read what is theirs. */
export class Parser {
  readonly source: TemplateSource;
  readonly engine: Engine;
  /** Tags and filters that can be used here, as `{% load %}` adds to them. */
  readonly tags: Map<string, TagCompiler>;
  readonly filters: Map<string, Filter>;
  /** Names of blocks met so far. */
  readonly blocks: Set<string> = new Set();
  /** `{% partialdef %}`s met so far. */
  readonly partials: Map<string, TemplateNode> = new Map();
  /** State of tags that know of each other, such as named cycles. */
  readonly memory: Map<string, unknown> = new Map();
  readonly #tokens: Token[];
  #next = 0;
  /** Block tags that are open, with the token that opened each. */
  readonly #open: [name: string, token: Token][] = [];

  constructor(tokens: readonly Token[], source: TemplateSource, engine: Engine) {
    this.#tokens = [...tokens];
    this.source = source;
    this.engine = engine;
    this.tags = new Map();
    this.filters = new Map();
    for (const library of engine.builtinLibraries) this.addLibrary(library);
  }

  /**
   * Nodes up to one of these tags, which becomes the next token, or to the end of the source.
   * @throws TemplateSyntaxError when the source ends first
   */
  parse(until: readonly string[] = []): NodeList {
    const list = new NodeList(this.source);
    while (this.#next < this.#tokens.length) {
      const token = this.nextToken();
      if (token.type === TEXT) this.#extend(list, new TextNode(token.contents), token);
      else if (token.type === VARIABLE)
        this.#extend(
          list,
          this.at(token, () => this.#variable(token)),
          token,
        );
      else if (token.type === BLOCK) {
        const name = commandOf(token);
        if (until.includes(name)) {
          this.prependToken(token);
          return list;
        }
        this.#extend(
          list,
          this.at(token, () => this.#tag(name, token, until)),
          token,
        );
      }
    }
    if (until.length > 0) this.#unclosed(until);
    return list;
  }

  #variable(token: Token): TemplateNode {
    if (token.contents === '') throw new TemplateSyntaxError(`Empty variable tag on line ${token.lineno}.`);
    return new VariableNode(this.source, this.compileFilter(token.contents));
  }

  #tag(name: string, token: Token, until: readonly string[]): TemplateNode {
    if (name === '') throw new TemplateSyntaxError(`Empty block tag on line ${token.lineno}.`);
    const compile = this.tags.get(name);
    if (compile === undefined) throw this.#unknownTag(name, token, until);
    if (this.#open.length >= MAX_NESTING) {
      throw new TemplateSyntaxError(
        `Tags are nested more than ${MAX_NESTING} deep.`,
        'Move inner parts into includes.',
      );
    }
    this.#open.push([name, token]);
    const node = compile(this, token);
    this.#open.pop();
    if (typeof node?.render !== 'function') {
      throw new TemplateSyntaxError(
        `The tag '${name}' compiled to ${repr(node)}, which is no node.`,
        'Its function has to return an object with render(context), such as one of a class that extends Node.',
      );
    }
    return node;
  }

  #extend(list: NodeList, node: TemplateNode, token: Token): void {
    if (node.mustBeFirst && list.containsNontext) {
      throw this.#located(
        new TemplateSyntaxError(
          `{% ${token.contents} %} must be the first tag in '${this.source.origin.templateName ?? 'the template'}'.`,
        ),
        token,
      );
    }
    if (!(node instanceof TextNode)) list.containsNontext = true;
    list.push(node, token);
  }

  /** Run, and let an error in it point at this token: for what a tag reads after its beginning. */
  at<T>(token: Token, run: () => T): T {
    try {
      return run();
    } catch (error) {
      throw this.#located(error, token);
    }
  }

  #located(error: unknown, token: Token): unknown {
    return annotate(error, this.source, token.start);
  }

  #unknownTag(name: string, token: Token, until: readonly string[]): TemplateSyntaxError {
    const [opener, opened] = this.#open.at(-1) ?? ['', token];
    const isPart = until.length > 0 && /^(end.*|else|elif|empty|plural)$/.test(name);
    const inside =
      until.length === 0 ? '' : `, expected ${oneOf(until)} for '${opener}', opened on line ${opened.lineno}`;
    const opens = name.startsWith('end') && this.tags.has(name.slice(3));
    const misspelt = isPart && !opens ? nearest(name, until) : undefined;
    const error = new TemplateSyntaxError(
      `Invalid block tag on line ${token.lineno}: '${name}'${inside}.`,
      didYouMean(misspelt) ??
        (isPart ? `Close '${opener}' first.` : opens ? `There is no open '${name.slice(3)}'.` : undefined) ??
        this.#whereIs('tags', name) ??
        'Did you forget to register or load this tag?',
    );
    if (until.length > 0)
      error.templateDebug = { ...this.source.debugAt(token.start, error.message), openedLine: opened.lineno };
    if (!isPart) error.unknown = { kind: 'tag', name };
    return error;
  }

  #unclosed(until: readonly string[]): never {
    const [name, token] = this.#open.at(-1) ?? ['', this.#tokens[0]!];
    throw this.#located(
      new TemplateSyntaxError(
        `Unclosed tag on line ${token.lineno}: '${name}'. Looking for one of: ${until.join(', ')}.`,
      ),
      token,
    );
  }

  /** Whether there is a next token. */
  get hasTokens(): boolean {
    return this.#next < this.#tokens.length;
  }

  /** The next token, which is then done with. */
  nextToken(): Token {
    return this.#tokens[this.#next++]!;
  }

  /** Put a token back. */
  prependToken(token: Token): void {
    if (this.#tokens[this.#next - 1] === token) this.#next--;
    else this.#tokens.splice(this.#next, 0, token);
  }

  /** Drop the next token: the end tag, after `parse()`. */
  deleteFirstToken(): void {
    this.#next++;
  }

  /** Pass over everything up to an end tag, and that tag. */
  skipPast(endTag: string): void {
    while (this.#next < this.#tokens.length) {
      const token = this.nextToken();
      if (token.type === BLOCK && token.contents === endTag) return;
    }
    this.#unclosed([endTag]);
  }

  /** What stands in `{{ }}` or as a tag's argument. */
  compileFilter(text: string): FilterExpression {
    return new FilterExpression(text, this);
  }

  /** @throws TemplateSyntaxError with the nearest name when there is no such filter */
  findFilter(name: string): Filter {
    const filter = this.filters.get(name);
    if (filter !== undefined) return filter;
    const error = new TemplateSyntaxError(
      `Invalid filter: '${name}'.`,
      this.#whereIs('filters', name) ?? 'Did you forget to {% load %} its library?',
    );
    throw Object.assign(error, { unknown: { kind: 'filter', name } });
  }

  /** What to do about an unknown name: load the library that has it, or write the one that was meant. */
  #whereIs(kind: 'tags' | 'filters', name: string): string | undefined {
    const near = nearest(name, this[kind].keys());
    return this.#libraryWith(kind, name) ?? didYouMean(near);
  }

  #libraryWith(kind: 'tags' | 'filters', name: string): string | undefined {
    const found = [...this.engine.libraries].find(([, library]) => library[kind].has(name));
    return found === undefined ? undefined : `Write {% load ${found[0]} %} before it.`;
  }

  /** Make a library's tags and filters usable from here on. */
  addLibrary(library: Library): void {
    for (const [name, compile] of library.tags) this.tags.set(name, compile);
    for (const [name, filter] of library.filters) this.filters.set(name, filter);
  }
}

function didYouMean(near: string | undefined): string | undefined {
  return near === undefined ? undefined : `Did you mean '${near}'?`;
}

function commandOf(token: Token): string {
  return /^\S*/.exec(token.contents)![0];
}

function oneOf(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  return quoted.length === 1 ? quoted[0]! : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
