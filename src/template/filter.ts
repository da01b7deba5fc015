import type { AnyFunction } from './signatures.ts';

/** What a filter that asked with `needsAutoescape` is told. */
export interface EscapeState {
  /** Whether the template escapes what it prints here. */
  readonly autoescape: boolean;
  /** Whether the value came in as safe. */
  readonly safe: boolean;
}

/** Whether a filter takes `:argument`. */
export type FilterArgument = 'none' | 'optional' | 'required';

/** For an argument, undefined where it has none: how an ordinary value is printed. */
export type PrintedFunction = (arg?: unknown) => ((value: unknown) => string | undefined) | undefined;

export interface FilterOptions {
  /** It adds no `& < > " '` of its own, so a safe text stays safe. */
  isSafe?: boolean;
  /** Call it with a third parameter, `EscapeState`. */
  needsAutoescape?: boolean;
  /** Show it times in the current time zone. */
  expectsLocaltime?: boolean;
  /** Give it the text of whatever the value is. */
  stringFilter?: boolean;
  /** Whether it takes an argument; seen from the function unless given: `(value, arg)` needs one, `(value, arg = 3)` may be given one. */
  arg?: FilterArgument;
  /**
   * Gives, for an argument that is written in the template, a function to the HTML that it prints for ordinary values, without a
   * `SafeString` around it; that gives undefined for values that the filter itself has to see. Asked where the filter is the last
   * one before printing.
   */
  printed?: PrintedFunction;
  /** Tell it by `SafeString` that an argument is written in the template; else such arguments are ordinary strings. */
  safeArguments?: boolean;
}

/** A registered filter, with what the compiler wants to know about it. */
export class Filter {
  readonly name: string;
  readonly fn: (value: unknown, arg?: unknown, state?: EscapeState) => unknown;
  readonly isSafe: boolean;
  readonly needsAutoescape: boolean;
  readonly expectsLocaltime: boolean;
  readonly stringFilter: boolean;
  readonly arg: FilterArgument;
  /** It gets QuerySets as they are; built-in filters get the rows. */
  readonly lazy: boolean;
  /** It never gives a promise. */
  readonly settled: boolean;
  /** It tells safe arguments from others. */
  readonly safeArguments: boolean;
  readonly printed: PrintedFunction | undefined;

  constructor(name: string, fn: AnyFunction, options: FilterOptions = {}, builtIn = false) {
    this.name = name;
    this.fn = fn as Filter['fn'];
    this.isSafe = options.isSafe ?? false;
    this.needsAutoescape = options.needsAutoescape ?? false;
    this.expectsLocaltime = options.expectsLocaltime ?? false;
    this.stringFilter = options.stringFilter ?? false;
    this.arg = options.arg ?? (fn.length >= 2 && !this.needsAutoescape ? 'required' : 'optional');
    this.lazy = !builtIn;
    this.settled = builtIn;
    this.safeArguments = options.safeArguments ?? false;
    this.printed = options.printed;
  }

  /** Whether a plain string can be handed to the function with nothing around it. */
  get plainText(): boolean {
    return this.stringFilter && !this.needsAutoescape && !this.expectsLocaltime;
  }
}
