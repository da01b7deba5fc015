import type { SafeString } from '../utils/safe-string.ts';
import type { Context } from './context.ts';
import type { EscapeState } from './filter.ts';

/*
 * What functions of users have to look like. A `Fitting` parameter takes any function; misfits are `unknown` for one that fits, and
 * otherwise say why it doesn't.
 */

/** Shown by the editor in place of a function that cannot be registered. */
export interface Misfit<Reason extends string> {
  readonly error: Reason;
}

export type AnyFunction = (...args: never[]) => unknown;

/** As AnyFunction. TypeScript need not know what `Fn` returns to compare it with this, which it may be about to infer. */
type Callable = (...args: never[]) => void;

declare const hint: unique symbol;

/**
 * A function that has no misfit. Its parameters without a type get those of `Hint`, which itself takes nothing. TypeScript infers no
 * `Fn` for a function with such a parameter; it is then taken as it is. (`& object` in a hint keeps it from being the same signature as
 * that of `Fn`, whose result TypeScript would then look for while it infers it.)
 */
export type Fitting<Fn, Reason, Hint> =
  | (unknown extends Fn ? unknown : Fn & Reason)
  | (Hint & { readonly [hint]: never });

export type FilterHint<Options> = Options extends { needsAutoescape: true }
  ? (value: unknown, arg: unknown, state: EscapeState & object) => unknown
  : unknown;

export type FilterMisfit<Fn, Options> = Fn extends Callable
  ? Options extends { needsAutoescape: true }
    ? Parameters<Fn> extends readonly [unknown?, unknown?]
      ? Misfit<'A filter with needsAutoescape is told about escaping by its third parameter: (value, arg, state: EscapeState).'>
      : ValueMisfit<Fn, Options>
    : Parameters<Fn> extends readonly [unknown, unknown, unknown, ...unknown[]]
      ? Misfit<'A filter takes one argument at most: {{ value|filter:argument }} calls it with (value, argument).'>
      : ValueMisfit<Fn, Options>
  : NoFunction;

type NoFunction = Misfit<'A tag or a filter is made of a function.'>;

type ValueMisfit<Fn extends Callable, Options> = Options extends { stringFilter: true }
  ? Takes<Parameters<Fn>[0], string> extends true
    ? unknown
    : Misfit<'A filter with stringFilter is given text, so its first parameter is a string.'>
  : unknown;

/** Whether a parameter can be given such a value; it can when either is a case of the other. */
type Takes<Parameter, Value> = [Value] extends [Parameter]
  ? true
  : [Parameter] extends [Value]
    ? true
    : false;

export type TagHint<Options> = Options extends { takesContext: true }
  ? (context: Context & object) => unknown
  : unknown;

export type BlockTagHint<Options> = Options extends { takesContext: true }
  ? (context: Context & object, content: SafeString & object) => unknown
  : (content: SafeString & object) => unknown;

export type TagMisfit<Fn, Options> = Fn extends Callable
  ? ContextMisfit<Fn, Options> extends Misfit<infer Reason>
    ? Misfit<Reason>
    : ParamsMisfit<AfterContext<Parameters<Fn>, Options>, Options>
  : NoFunction;

export type BlockTagMisfit<Fn, Options> = Fn extends Callable
  ? ContextMisfit<Fn, Options> extends Misfit<infer Reason>
    ? Misfit<Reason>
    : ContentMisfit<AfterContext<Parameters<Fn>, Options>, Options>
  : NoFunction;

type ContentMisfit<Args extends readonly unknown[], Options> = Args extends readonly []
  ? Misfit<'A block tag is given what stands between it and its end: the function needs a parameter for it.'>
  : Takes<Args[0], string> | Takes<Args[0], SafeString> extends false
    ? Misfit<'A block tag is given what stands between it and its end as HTML: that parameter is a SafeString.'>
    : Args extends readonly [unknown?, ...infer Rest]
      ? ParamsMisfit<Rest, Options>
      : unknown;

export type InclusionTagMisfit<Fn, Options> = Fn extends (...args: never[]) => infer Result
  ? [Awaited<Result>] extends [object]
    ? [Awaited<Result>] extends [readonly unknown[] | AnyFunction]
      ? NoVariables
      : TagMisfit<Fn, Options>
    : NoVariables
  : NoFunction;

type NoVariables =
  Misfit<'An inclusion tag gives the variables of its template: the function returns an object, such as { title }.'>;

type ContextMisfit<Fn extends Callable, Options> = Options extends { takesContext: true }
  ? Parameters<Fn> extends readonly []
    ? NoContext
    : Takes<Context, Parameters<Fn>[0]> extends true
      ? unknown
      : NoContext
  : unknown;

type NoContext =
  Misfit<'A tag with takesContext is given the context first: its first parameter is a Context.'>;

type AfterContext<Args extends readonly unknown[], Options> = Options extends { takesContext: true }
  ? Args extends readonly [unknown, ...infer Rest]
    ? Rest
    : Args
  : Args;

type ParamsMisfit<Args extends readonly unknown[], Options> = Options extends {
  params: infer Names extends readonly unknown[];
}
  ? IsLonger<Placed<Names>, Required<Args>> extends true
    ? Misfit<'`params` names more parameters than the function has.'>
    : unknown
  : unknown;

/** Those that have a place; keyword-only ones come in the last object. */
type Placed<Names extends readonly unknown[]> = Names extends readonly [infer First, ...infer Rest]
  ? First extends { keywordOnly: true }
    ? Placed<Rest>
    : [First, ...Placed<Rest>]
  : [];

type IsLonger<A extends readonly unknown[], B extends readonly unknown[]> = number extends B['length']
  ? false
  : A extends readonly [unknown, ...infer RestA]
    ? B extends readonly [unknown, ...infer RestB]
      ? IsLonger<RestA, RestB>
      : true
    : false;
