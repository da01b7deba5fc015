import { InvalidTemplateLibrary } from './errors.ts';
import { Filter, type FilterOptions } from './filter.ts';
import type { TemplateNode } from './nodes/node.ts';
import type { Parser } from './parser.ts';
import { nameAndFunction } from './registration.ts';
import type {
  BlockTagHint,
  BlockTagMisfit,
  FilterHint,
  FilterMisfit,
  Fitting,
  InclusionTagMisfit,
  TagHint,
  TagMisfit,
} from './signatures.ts';
import { type InclusionTemplate, inclusionTag } from './simple/inclusion-tag.ts';
import { type SimpleBlockTagOptions, simpleBlockTag } from './simple/simple-block-tag.ts';
import { simpleTag } from './simple/simple-tag.ts';
import type { SimpleTagOptions } from './simple/tag-function.ts';
import type { Token } from './token.ts';

/** A raw tag: reads its own arguments and, for a block tag, the nodes up to its end. */
export type TagCompiler = (parser: Parser, token: Token) => TemplateNode;

/**
 * Tags and filters that belong together. A module in an app's `templatetags/` folder exports one, called `register`:
 * `export const register = new Library(); register.filter('shout', (text: string) => `${text}!`);`
 *
 * Every method takes a name and a function, or a function that has the name itself. A name given twice means the last one.
 */
export class Library {
  readonly tags: Map<string, TagCompiler> = new Map();
  readonly filters: Map<string, Filter> = new Map();

  /**
   * A filter: `register.filter('cut', (value: string, arg: string) => value.replaceAll(arg, ''), { stringFilter: true })`.
   * An argument that has a default may be left out. The function may be asynchronous.
   * @throws InvalidTemplateLibrary for a function without a name, or with more parameters than a filter is given
   */
  filter<Fn, const Options extends FilterOptions = object>(
    fn: Fitting<Fn, FilterMisfit<Fn, Options>, FilterHint<Options>>,
    options?: Options,
  ): void;
  filter<Fn, const Options extends FilterOptions = object>(
    name: string,
    fn: Fitting<Fn, FilterMisfit<Fn, Options>, FilterHint<Options>>,
    options?: Options,
  ): void;
  filter(...given: readonly unknown[]): void {
    const { name, fn, options } = nameAndFunction<FilterOptions>('filter', given);
    const filter = new Filter(name, fn, options);
    const most = filter.needsAutoescape ? 3 : 2;
    if (fn.length > most) {
      throw new InvalidTemplateLibrary(
        `The filter '${name}' is a function of ${fn.length} parameters; a filter is called with ${most} at most.`,
        'A filter gets the value and what stands behind the colon, and EscapeState with needsAutoescape. Make it a simpleTag() if it needs more.',
      );
    }
    this.filters.set(name, filter);
  }

  /** A filter of the framework's own: never pending, and fed with rows in place of QuerySets. */
  builtinFilter(filter: Filter): void {
    this.filters.set(filter.name, filter);
  }

  /** A tag that compiles itself: `register.tag('upper', (parser, token) => new UpperNode(...))`. */
  tag(compile: TagCompiler): void;
  tag(name: string, compile: TagCompiler): void;
  tag(...given: readonly unknown[]): void {
    const { name, fn } = nameAndFunction('tag', given);
    this.tags.set(name, fn as unknown as TagCompiler);
  }

  /**
   * A function as a tag: `{% greet "Ann" loud=True %}` calls `greet('Ann', { loud: true })`, or, when `params` names them, puts
   * keyword arguments in their places. With `as name` the result goes into the context instead of the page.
   */
  simpleTag<Fn, const Options extends SimpleTagOptions = object>(
    fn: Fitting<Fn, TagMisfit<Fn, Options>, TagHint<Options>>,
    options?: Options,
  ): void;
  simpleTag<Fn, const Options extends SimpleTagOptions = object>(
    name: string,
    fn: Fitting<Fn, TagMisfit<Fn, Options>, TagHint<Options>>,
    options?: Options,
  ): void;
  simpleTag(...given: readonly unknown[]): void {
    const { name, fn, options } = nameAndFunction<SimpleTagOptions>('simpleTag', given);
    this.tags.set(name, simpleTag(name, fn, options));
  }

  /**
   * As `simpleTag()`, around content: the function gets what is between the tag and its end, as a SafeString, before the tag's
   * arguments. The end is `{% endNAME %}`, unless `endName` says otherwise.
   */
  simpleBlockTag<Fn, const Options extends SimpleBlockTagOptions = object>(
    fn: Fitting<Fn, BlockTagMisfit<Fn, Options>, BlockTagHint<Options>>,
    options?: Options,
  ): void;
  simpleBlockTag<Fn, const Options extends SimpleBlockTagOptions = object>(
    name: string,
    fn: Fitting<Fn, BlockTagMisfit<Fn, Options>, BlockTagHint<Options>>,
    options?: Options,
  ): void;
  simpleBlockTag(...given: readonly unknown[]): void {
    const { name, fn, options } = nameAndFunction<SimpleBlockTagOptions>('simpleBlockTag', given);
    this.tags.set(name, simpleBlockTag(name, fn, options));
  }

  /** A tag that renders a template with the variables that the function gives: `register.inclusionTag('box.html', 'box', (n: number) => ({ n }))`. */
  inclusionTag<Fn, const Options extends SimpleTagOptions = object>(
    template: InclusionTemplate,
    fn: Fitting<Fn, InclusionTagMisfit<Fn, Options>, TagHint<Options>>,
    options?: Options,
  ): void;
  inclusionTag<Fn, const Options extends SimpleTagOptions = object>(
    template: InclusionTemplate,
    name: string,
    fn: Fitting<Fn, InclusionTagMisfit<Fn, Options>, TagHint<Options>>,
    options?: Options,
  ): void;
  inclusionTag(template: InclusionTemplate, ...given: readonly unknown[]): void {
    const { name, fn, options } = nameAndFunction<SimpleTagOptions>('inclusionTag', given);
    this.tags.set(name, inclusionTag(template, name, fn, options));
  }
}

/** The library of a tag module. @throws InvalidTemplateLibrary when it exports none */
export function libraryOf(module: object, name: string): Library {
  const register = (module as { register?: unknown }).register;
  if (register instanceof Library) return register;
  throw new InvalidTemplateLibrary(
    `The tag library ${name} exports no 'register'.`,
    'Write `export const register = new Library();` in it.',
  );
}
