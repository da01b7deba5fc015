import { whenReady } from '../../utils/awaitable.ts';
import type { Context, ContextData } from '../context.ts';
import type { Rendered, TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';
import { Template } from '../template.ts';
import type { Token } from '../token.ts';
import { parseArguments, resolveArguments, type Signature, type TagArguments } from './arguments.ts';
import { type SimpleTagFunction, type SimpleTagOptions, signatureOf } from './simple-tag.ts';

export interface InclusionTagOptions extends SimpleTagOptions {
  /** Name of the template, several of which the first that exists is taken, or a template. */
  template: string | readonly string[] | Template;
}

/** The compile function of a tag that renders a template. */
export function inclusionTag(name: string, fn: SimpleTagFunction, options: InclusionTagOptions) {
  const signature = signatureOf(options);
  return (parser: Parser, token: Token): TemplateNode => {
    const args = parseArguments(token.splitContents().slice(1), parser, name, signature);
    return new InclusionNode(fn, args, options, signature);
  };
}

class InclusionNode implements TemplateNode {
  readonly #fn: SimpleTagFunction;
  readonly #args: TagArguments;
  readonly #options: InclusionTagOptions;
  readonly #signature: Signature | undefined;

  constructor(
    fn: SimpleTagFunction,
    args: TagArguments,
    options: InclusionTagOptions,
    signature: Signature | undefined,
  ) {
    this.#fn = fn;
    this.#args = args;
    this.#options = options;
    this.#signature = signature;
  }

  render(context: Context): Rendered {
    const data = whenReady(resolveArguments(this.#args, context, this.#signature), (values) =>
      this.#options.takesContext ? this.#fn(context, ...values) : this.#fn(...values),
    );
    return whenReady(data, (values) => this.#include(context, values as ContextData));
  }

  #include(context: Context, data: ContextData): Rendered {
    const { template } = this.#options;
    const engine = context.engine!;
    const found =
      template instanceof Template
        ? template
        : typeof template === 'string'
          ? engine.getTemplate(template)
          : engine.selectTemplate(template);
    const fresh = context.newContext(data);
    const token = context.get('csrf_token');
    if (token !== undefined) fresh.set('csrf_token', token);
    return found.renderIn(fresh);
  }
}
