import { whenReady } from '../../utils/awaitable.ts';
import { repr } from '../../utils/python-str.ts';
import type { Context, ContextData } from '../context.ts';
import type { Rendered, TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';
import type { AnyFunction } from '../signatures.ts';
import { Template } from '../template.ts';
import type { Token } from '../token.ts';
import type { TagArguments } from './arguments.ts';
import { type SimpleTagOptions, TagFunction } from './tag-function.ts';

/** Name of a template, several of which the first that exists is taken, or a template. */
export type InclusionTemplate = string | readonly string[] | Template;

/** The compile function of a tag that renders a template. */
export function inclusionTag(
  template: InclusionTemplate,
  name: string,
  fn: AnyFunction,
  options: SimpleTagOptions,
) {
  const called = new TagFunction(name, fn, options);
  return (parser: Parser, token: Token): TemplateNode =>
    new InclusionNode(template, called, called.parse(token.splitContents().slice(1), parser));
}

class InclusionNode implements TemplateNode {
  readonly #template: InclusionTemplate;
  readonly #fn: TagFunction;
  readonly #args: TagArguments;

  constructor(template: InclusionTemplate, fn: TagFunction, args: TagArguments) {
    this.#template = template;
    this.#fn = fn;
    this.#args = args;
  }

  render(context: Context): Rendered {
    return whenReady(this.#fn.call(this.#args, context), (data) => this.#include(context, data));
  }

  #include(context: Context, data: unknown): Rendered {
    if (typeof data !== 'object' || data === null || Array.isArray(data)) {
      throw new TypeError(
        `The function of the inclusion tag '${this.#fn.name}' returned ${repr(data)}. It has to return the variables of its template as an object, such as { title }.`,
      );
    }
    const fresh = context.new(data as ContextData);
    const token = context.get('csrf_token');
    if (token !== undefined) fresh.set('csrf_token', token);
    return this.#find(context).renderIn(fresh);
  }

  #find(context: Context): Template {
    if (this.#template instanceof Template) return this.#template;
    const engine = context.engine!;
    return typeof this.#template === 'string'
      ? engine.getTemplate(this.#template)
      : engine.selectTemplate(this.#template);
  }
}
