import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import { conditionalEscape, SafeString } from '../../utils/html.ts';
import { str } from '../../utils/python-str.ts';
import type { Context } from '../context.ts';
import type { Rendered, TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';
import type { Token } from '../token.ts';
import { parseArguments, resolveArguments, type Signature, type TagArguments } from './arguments.ts';

export type SimpleTagFunction = (...args: unknown[]) => Awaitable<unknown>;

export interface SimpleTagOptions extends Partial<Signature> {
  /** Give the function the context as its first argument. */
  takesContext?: boolean;
}

/** The signature of the options, if they name one. */
export function signatureOf(options: SimpleTagOptions): Signature | undefined {
  return options.params === undefined ? undefined : { ...options, params: options.params };
}

/** What a tag's words say: its arguments, and the name after `as`. */
export function parseSimpleTag(
  parser: Parser,
  token: Token,
  name: string,
  signature: Signature | undefined,
): { args: TagArguments; target: string | undefined } {
  const bits = token.splitContents().slice(1);
  const target = bits.length >= 2 && bits.at(-2) === 'as' ? bits.at(-1) : undefined;
  const words = target === undefined ? bits : bits.slice(0, -2);
  return { args: parseArguments(words, parser, name, signature), target };
}

/** The compile function of a tag that calls a function. */
export function simpleTag(name: string, fn: SimpleTagFunction, options: SimpleTagOptions) {
  const signature = signatureOf(options);
  return (parser: Parser, token: Token): TemplateNode => {
    const { args, target } = parseSimpleTag(parser, token, name, signature);
    return new SimpleNode(fn, args, target, options.takesContext ?? false, signature);
  };
}

class SimpleNode implements TemplateNode {
  readonly #fn: SimpleTagFunction;
  readonly #args: TagArguments;
  readonly #target: string | undefined;
  readonly #takesContext: boolean;
  readonly #signature: Signature | undefined;

  constructor(
    fn: SimpleTagFunction,
    args: TagArguments,
    target: string | undefined,
    takesContext: boolean,
    signature: Signature | undefined,
  ) {
    this.#fn = fn;
    this.#args = args;
    this.#target = target;
    this.#takesContext = takesContext;
    this.#signature = signature;
  }

  render(context: Context): Rendered {
    const result = whenReady(resolveArguments(this.#args, context, this.#signature), (values) =>
      this.#takesContext ? this.#fn(context, ...values) : this.#fn(...values),
    );
    return whenReady(result, (value) => printResult(value, context, this.#target));
  }
}

/** Print what a function gave, or keep it under a name. */
export function printResult(value: unknown, context: Context, target: string | undefined): string {
  if (target !== undefined) {
    context.set(target, value);
    return '';
  }
  if (value instanceof SafeString) return value.toString();
  return context.autoescape
    ? conditionalEscape(typeof value === 'object' ? value : str(value)).toString()
    : str(value);
}
