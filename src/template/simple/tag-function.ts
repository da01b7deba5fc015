import type { Awaitable } from '../../utils/awaitable.ts';
import { whenReady } from '../../utils/awaitable.ts';
import type { SafeString } from '../../utils/safe-string.ts';
import type { Context } from '../context.ts';
import { InvalidTemplateLibrary } from '../errors.ts';
import type { Parser } from '../parser.ts';
import type { AnyFunction } from '../signatures.ts';
import {
  type Parameter,
  parametersOf,
  parseArguments,
  resolveArguments,
  type TagArguments,
} from './arguments.ts';

/** How a tag calls its function. */
export interface SimpleTagOptions {
  /** Give the function the context as its first argument. */
  takesContext?: boolean;
  /**
   * The function's parameters by name, without the context and the content. Keyword arguments then go to their places, and a call that
   * doesn't fit is a TemplateSyntaxError when the template is compiled: `['width', { name: 'height', optional: true }]`.
   */
  params?: readonly (string | Parameter)[];
  /** Beside `params`: it takes more positional arguments than those. */
  rest?: boolean;
  /** Beside `params`: it takes other keyword arguments, as one object behind the others. */
  keywords?: boolean;
}

/** A function of a user's as a tag: reads the arguments of each use, and calls it with their values. */
export class TagFunction {
  readonly name: string;
  readonly #fn: (...args: unknown[]) => unknown;
  readonly #options: SimpleTagOptions;

  /** @throws InvalidTemplateLibrary when `params` has a name twice */
  constructor(name: string, fn: AnyFunction, options: SimpleTagOptions) {
    this.name = name;
    this.#fn = fn as (...args: unknown[]) => unknown;
    this.#options = options;
    const names = parametersOf(options).map((parameter) => parameter.name);
    const twice = names.find((param, i) => names.indexOf(param) !== i);
    if (twice !== undefined) {
      throw new InvalidTemplateLibrary(
        `The tag '${name}' names the parameter '${twice}' twice.`,
        'Each name in `params` stands for one parameter of the function.',
      );
    }
  }

  /** @throws TemplateSyntaxError when the arguments don't fit `params` */
  parse(bits: readonly string[], parser: Parser): TagArguments {
    return parseArguments(bits, parser, this.name, this.#options);
  }

  /** Call it with the values of the arguments, awaiting only what is pending. */
  call(args: TagArguments, context: Context, content?: SafeString): Awaitable<unknown> {
    const first: unknown[] = this.#options.takesContext ? [context] : [];
    if (content !== undefined) first.push(content);
    const places = this.#fn.length - first.length;
    return whenReady(resolveArguments(args, context, this.#options, places), (values) =>
      this.#fn(...first, ...values),
    );
  }
}
