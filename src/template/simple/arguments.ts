import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import { SafeString } from '../../utils/safe-string.ts';
import type { Context } from '../context.ts';
import { TemplateSyntaxError } from '../errors.ts';
import type { FilterExpression } from '../filter-expression.ts';
import type { Parser } from '../parser.ts';

/** A parameter of a tag's function. */
export interface Parameter {
  name: string;
  /** May be left out. */
  optional?: boolean;
  /** Can be given by name only. */
  keywordOnly?: boolean;
}

/** The parameters of a tag's function by name, so that its calls are checked when a template is compiled; unknown without `params`. */
export interface Signature {
  params?: readonly (string | Parameter)[];
  /** Takes more positional arguments than those. */
  rest?: boolean;
  /** Takes other keyword arguments. */
  keywords?: boolean;
}

/** The arguments of one use of a tag. */
export interface TagArguments {
  readonly positional: readonly FilterExpression[];
  readonly keyword: ReadonlyMap<string, FilterExpression>;
}

const KEYWORD = /^([\p{L}\p{N}_]+)=(.+)$/su;

/** Read `a b key=c`. @throws TemplateSyntaxError when they don't fit the signature */
export function parseArguments(
  bits: readonly string[],
  parser: Parser,
  tag: string,
  signature?: Signature,
): TagArguments {
  const positional: FilterExpression[] = [];
  const keyword = new Map<string, FilterExpression>();
  for (const bit of bits) {
    const match = KEYWORD.exec(bit);
    if (match === null) {
      if (keyword.size > 0) {
        throw new TemplateSyntaxError(
          `'${tag}' received some positional argument(s) after some keyword argument(s)`,
        );
      }
      positional.push(parser.compileFilter(bit));
      continue;
    }
    const name = match[1]!;
    if (keyword.has(name)) {
      throw new TemplateSyntaxError(`'${tag}' received multiple values for keyword argument '${name}'`);
    }
    keyword.set(name, parser.compileFilter(match[2]!));
  }
  if (signature?.params !== undefined) checkSignature(tag, signature, positional.length, keyword);
  return { positional, keyword };
}

export function parametersOf({ params = [] }: Signature): Parameter[] {
  return params.map((p) => (typeof p === 'string' ? { name: p } : p));
}

function checkSignature(
  tag: string,
  signature: Signature,
  count: number,
  keyword: ReadonlyMap<string, FilterExpression>,
): void {
  const params = parametersOf(signature);
  const byPlace = params.filter((p) => !p.keywordOnly);
  for (const name of keyword.keys()) {
    const at = byPlace.findIndex((p) => p.name === name);
    if (at >= 0 && at < count) {
      throw new TemplateSyntaxError(`'${tag}' received multiple values for keyword argument '${name}'`);
    }
    if (!params.some((p) => p.name === name) && !signature.keywords) {
      throw new TemplateSyntaxError(`'${tag}' received unexpected keyword argument '${name}'`);
    }
  }
  if (count > byPlace.length && !signature.rest) {
    throw new TemplateSyntaxError(`'${tag}' received too many positional arguments`);
  }
  const missing = params.filter(
    (p) => !p.optional && !keyword.has(p.name) && !(byPlace.indexOf(p) >= 0 && byPlace.indexOf(p) < count),
  );
  if (missing.length > 0) {
    throw new TemplateSyntaxError(
      `'${tag}' did not receive value(s) for the argument(s): ${missing.map((p) => `'${p.name}'`).join(', ')}`,
    );
  }
}

/**
 * The values to call the function with; keywords that have no place of their own come last, as one object. Text that is written in
 * the tag is an ordinary string, so that the function can compare it.
 * @param count how many parameters the function declares, since the object of keywords is the last of them
 */
export function resolveArguments(
  args: TagArguments,
  context: Context,
  signature: Signature,
  count: number,
): Awaitable<unknown[]> {
  const expressions = [...args.positional, ...args.keyword.values()];
  return resolveAll(expressions, context, (resolved) => {
    const values = resolved.map((value, i) => (isLiteral(expressions[i]!) ? plain(value) : value));
    const names = [...args.keyword.keys()];
    const named = names.map((name, i) => [name, values[args.positional.length + i]] as const);
    return place(values.slice(0, args.positional.length), named, signature, count);
  });
}

function isLiteral({ isVariable, filters }: FilterExpression): boolean {
  return !isVariable && filters.length === 0;
}

function plain(value: unknown): unknown {
  return value instanceof SafeString ? value.toString() : value;
}

function place(
  positional: readonly unknown[],
  named: readonly (readonly [string, unknown])[],
  signature: Signature,
  count: number,
): unknown[] {
  const values = [...positional];
  const places = parametersOf(signature).filter((p) => !p.keywordOnly);
  const others: [string, unknown][] = [];
  for (const [name, value] of named) {
    const at = places.findIndex((p) => p.name === name);
    if (at >= 0) values[at] = value;
    else others.push([name, value]);
  }
  if (others.length === 0) return values;
  const last = signature.params === undefined ? count - 1 : places.length;
  while (values.length < last) values.push(undefined);
  return [...values, Object.fromEntries(others)];
}

/** Resolve expressions in order, awaiting only what is pending, then go on. */
export function resolveAll<R>(
  expressions: readonly { resolve(context: Context): Awaitable<unknown> }[],
  context: Context,
  next: (values: unknown[]) => Awaitable<R>,
): Awaitable<R> {
  const values: unknown[] = [];
  const step = (from: number): Awaitable<R> => {
    for (let i = from; i < expressions.length; i++) {
      const value = expressions[i]!.resolve(context);
      if (typeof (value as PromiseLike<unknown> | null)?.then === 'function') {
        return whenReady(value, (ready) => {
          values.push(ready);
          return step(i + 1);
        });
      }
      values.push(value);
    }
    return next(values);
  };
  return step(0);
}
