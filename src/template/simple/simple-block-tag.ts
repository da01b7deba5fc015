import { whenReady } from '../../utils/awaitable.ts';
import { SafeString } from '../../utils/safe-string.ts';
import type { Context } from '../context.ts';
import type { Rendered, TemplateNode } from '../nodes/node.ts';
import type { NodeList } from '../nodes/node-list.ts';
import type { Parser } from '../parser.ts';
import type { AnyFunction } from '../signatures.ts';
import type { Token } from '../token.ts';
import type { TagArguments } from './arguments.ts';
import { parseSimpleTag, printResult } from './simple-tag.ts';
import { type SimpleTagOptions, TagFunction } from './tag-function.ts';

export interface SimpleBlockTagOptions extends SimpleTagOptions {
  /** The tag that ends it; `end` and its name unless given. */
  endName?: string;
}

/** The compile function of a tag that calls a function with what stands between it and its end. */
export function simpleBlockTag(name: string, fn: AnyFunction, options: SimpleBlockTagOptions) {
  const called = new TagFunction(name, fn, options);
  const endName = options.endName ?? `end${name}`;
  return (parser: Parser, token: Token): TemplateNode => {
    const { args, target } = parseSimpleTag(called, parser, token);
    const nodelist = parser.parse([endName]);
    parser.deleteFirstToken();
    return new SimpleBlockNode(called, nodelist, args, target);
  };
}

class SimpleBlockNode implements TemplateNode {
  readonly nodelist: NodeList;
  readonly #fn: TagFunction;
  readonly #args: TagArguments;
  readonly #target: string | undefined;

  constructor(fn: TagFunction, nodelist: NodeList, args: TagArguments, target: string | undefined) {
    this.nodelist = nodelist;
    this.#fn = fn;
    this.#args = args;
    this.#target = target;
  }

  render(context: Context): Rendered {
    const result = whenReady(this.nodelist.render(context), (html) =>
      this.#fn.call(this.#args, context, new SafeString(html)),
    );
    return printResult(result, context, this.#target);
  }
}
