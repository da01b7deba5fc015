import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import { SafeString } from '../../utils/safe-string.ts';
import type { Context } from '../context.ts';
import type { Rendered, TemplateNode } from '../nodes/node.ts';
import type { NodeList } from '../nodes/node-list.ts';
import type { Parser } from '../parser.ts';
import type { Token } from '../token.ts';
import { resolveArguments, type Signature, type TagArguments } from './arguments.ts';
import { parseSimpleTag, printResult, type SimpleTagOptions, signatureOf } from './simple-tag.ts';

/** Gets the content, after the context if it takes that, then the tag's arguments. */
export type SimpleBlockFunction = (...args: never[]) => Awaitable<unknown>;

/** The compile function of a tag that calls a function with what stands between it and its end. */
export function simpleBlockTag(
  name: string,
  fn: SimpleBlockFunction,
  options: SimpleTagOptions & { endName?: string },
) {
  const signature = signatureOf(options);
  const endName = options.endName ?? `end${name}`;
  return (parser: Parser, token: Token): TemplateNode => {
    const { args, target } = parseSimpleTag(parser, token, name, signature);
    const nodelist = parser.parse([endName]);
    parser.deleteFirstToken();
    return new SimpleBlockNode(fn, nodelist, args, target, options.takesContext ?? false, signature);
  };
}

class SimpleBlockNode implements TemplateNode {
  readonly nodelist: NodeList;
  readonly #fn: (...args: unknown[]) => Awaitable<unknown>;
  readonly #args: TagArguments;
  readonly #target: string | undefined;
  readonly #takesContext: boolean;
  readonly #signature: Signature | undefined;

  constructor(
    fn: SimpleBlockFunction,
    nodelist: NodeList,
    args: TagArguments,
    target: string | undefined,
    takesContext: boolean,
    signature: Signature | undefined,
  ) {
    this.nodelist = nodelist;
    this.#fn = fn as unknown as (...args: unknown[]) => Awaitable<unknown>;
    this.#args = args;
    this.#target = target;
    this.#takesContext = takesContext;
    this.#signature = signature;
  }

  render(context: Context): Rendered {
    const result = whenReady(resolveArguments(this.#args, context, this.#signature), (values) =>
      whenReady(this.nodelist.render(context), (html) => {
        const content = new SafeString(html);
        return this.#takesContext ? this.#fn(context, content, ...values) : this.#fn(content, ...values);
      }),
    );
    return whenReady(result, (value) => printResult(value, context, this.#target));
  }
}
