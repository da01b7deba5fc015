import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import type { Context } from './context.ts';
import { type EscapeState, Filter, type FilterOptions } from './filter.ts';
import type { TemplateNode } from './nodes/node.ts';
import type { Parser } from './parser.ts';
import { type InclusionTagOptions, inclusionTag } from './simple/inclusion-tag.ts';
import { type SimpleBlockFunction, simpleBlockTag } from './simple/simple-block-tag.ts';
import { type SimpleTagFunction, type SimpleTagOptions, simpleTag } from './simple/simple-tag.ts';
import type { Token } from './token.ts';

/** A raw tag: reads its own arguments and, for a block tag, the nodes up to its end. */
export type TagCompiler = (parser: Parser, token: Token) => TemplateNode;

/**
 * Tags and filters that belong together. A module in an app's `templatetags/` folder exports one, called `register`:
 * `export const register = new Library(); register.filter('shout', (text: string) => `${text}!`);`
 */
export class Library {
  readonly tags: Map<string, TagCompiler> = new Map();
  readonly filters: Map<string, Filter> = new Map();

  /** A tag that compiles itself: `register.tag('upper', (parser, token) => new UpperNode(...))`. */
  tag(name: string, compile: TagCompiler): void {
    this.tags.set(name, compile);
  }

  /** A filter: `register.filter('cut', (value: string, arg: string) => value.replaceAll(arg, ''), { stringFilter: true })`. */
  filter<Value, Arg>(
    name: string,
    fn: (value: Value, arg: Arg, state: EscapeState) => unknown,
    options: FilterOptions & { needsAutoescape: true },
  ): void;
  filter<Arg>(
    name: string,
    fn: (value: string, arg: Arg) => unknown,
    options: FilterOptions & { stringFilter: true },
  ): void;
  filter<Value, Arg>(
    name: string,
    fn: (value: Value, arg: Arg) => unknown,
    options?: FilterOptions & { stringFilter?: false; needsAutoescape?: false },
  ): void;
  filter(
    name: string,
    fn: (value: never, arg: never, state: never) => unknown,
    options?: FilterOptions,
  ): void {
    this.filters.set(name, new Filter(name, fn as Filter['fn'], options));
  }

  /** A filter of the framework's own: never pending, and fed with rows in place of QuerySets. */
  builtinFilter(filter: Filter): void {
    this.filters.set(filter.name, filter);
  }

  /**
   * A function as a tag: `{% greet "Ann" loud=True %}` calls `greet('Ann', { loud: true })`, or, when `params` names them, puts
   * keyword arguments in their places. With `as name` the result goes into the context instead of the page.
   */
  simpleTag<Args extends readonly never[]>(
    name: string,
    fn: (context: Context, ...args: Args) => unknown,
    options: SimpleTagOptions & { takesContext: true },
  ): void;
  simpleTag<Args extends readonly never[]>(
    name: string,
    fn: (...args: Args) => unknown,
    options?: SimpleTagOptions & { takesContext?: false },
  ): void;
  simpleTag(name: string, fn: (...args: never[]) => unknown, options: SimpleTagOptions = {}): void {
    this.tag(name, simpleTag(name, fn as SimpleTagFunction, options));
  }

  /** As `simpleTag()`, around content: the function gets what is between the tag and its end as its first parameter. */
  simpleBlockTag(
    name: string,
    fn: SimpleBlockFunction,
    options: SimpleTagOptions & { endName?: string } = {},
  ): void {
    this.tag(name, simpleBlockTag(name, fn, options));
  }

  /** A tag that renders a template with the context that the function gives: `register.inclusionTag('box.html', 'box', (n: number) => ({ n }))`. */
  inclusionTag<Args extends readonly never[]>(
    template: InclusionTagOptions['template'],
    name: string,
    fn: (...args: Args) => unknown,
    options: SimpleTagOptions = {},
  ): void {
    this.tag(name, inclusionTag(name, fn as unknown as SimpleTagFunction, { ...options, template }));
  }
}

/** The library of a tag module. @throws ImproperlyConfigured when it exports none */
export function libraryOf(module: object, name: string): Library {
  const register = (module as { register?: unknown }).register;
  if (register instanceof Library) return register;
  throw new ImproperlyConfigured(
    `The tag library ${name} exports no 'register'.`,
    'Write `export const register = new Library();` in it.',
  );
}
