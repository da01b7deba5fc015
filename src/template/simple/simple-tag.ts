import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import { conditionalEscape, SafeString } from '../../utils/html.ts';
import { str } from '../../utils/python-str.ts';
import type { Context } from '../context.ts';
import type { Rendered, TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';
import type { AnyFunction } from '../signatures.ts';
import type { Token } from '../token.ts';
import type { TagArguments } from './arguments.ts';
import { type SimpleTagOptions, TagFunction } from './tag-function.ts';

/** What a tag's words say: its arguments, and the name after `as`. */
export function parseSimpleTag(
  fn: TagFunction,
  parser: Parser,
  token: Token,
): { args: TagArguments; target: string | undefined } {
  const bits = token.splitContents().slice(1);
  const target = bits.length >= 2 && bits.at(-2) === 'as' ? bits.at(-1) : undefined;
  return { args: fn.parse(target === undefined ? bits : bits.slice(0, -2), parser), target };
}

/** The compile function of a tag that calls a function. */
export function simpleTag(name: string, fn: AnyFunction, options: SimpleTagOptions) {
  const called = new TagFunction(name, fn, options);
  return (parser: Parser, token: Token): TemplateNode => {
    const { args, target } = parseSimpleTag(called, parser, token);
    return new SimpleNode(called, args, target);
  };
}

class SimpleNode implements TemplateNode {
  readonly #fn: TagFunction;
  readonly #args: TagArguments;
  readonly #target: string | undefined;

  constructor(fn: TagFunction, args: TagArguments, target: string | undefined) {
    this.#fn = fn;
    this.#args = args;
    this.#target = target;
  }

  render(context: Context): Rendered {
    const result = this.#fn.call(this.#args, context);
    return printResult(result, context, this.#target);
  }
}

/** Print what a function gave, or keep it under a name. */
export function printResult(
  result: Awaitable<unknown>,
  context: Context,
  target: string | undefined,
): Awaitable<string> {
  return whenReady(result, (value) => {
    if (target !== undefined) {
      context.set(target, value);
      return '';
    }
    if (value instanceof SafeString) return value.toString();
    return context.autoescape
      ? conditionalEscape(typeof value === 'object' ? value : str(value)).toString()
      : str(value);
  });
}
