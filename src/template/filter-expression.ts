import { type Awaitable, isThenable, whenReady } from '../utils/awaitable.ts';
import type { Context } from './context.ts';
import { TemplateSyntaxError } from './errors.ts';
import type { Filter } from './filter.ts';
import type { Parser } from './parser.ts';
import { applyFilter } from './runtime/apply-filter.ts';
import { invalid, missingAsNull, requireArgument } from './runtime/invalid.ts';
import { gathered } from './runtime/items.ts';
import { MISSING } from './runtime/marks.ts';
import { pending, settle } from './runtime/pending.ts';
import { Variable } from './variable.ts';

/** One `|filter:arg` of a chain. */
export interface FilterCall {
  readonly filter: Filter;
  readonly arg: Variable | undefined;
}

const QUOTED = String.raw`"[^"\\]*(?:\\[^][^"\\]*)*"|'[^'\\]*(?:\\[^][^'\\]*)*'`;
const CONSTANT = String.raw`_\((?:${QUOTED})\)|${QUOTED}`;
const NAME = String.raw`[\p{L}\p{N}_.]+|[-+.]?\d[\d.e]*`;
const FIRST = new RegExp(`(${CONSTANT}|${NAME})`, 'uy');
const FILTER = new RegExp(String.raw`\s*\|\s*([\p{L}\p{N}_]+)(?::(${CONSTANT}|${NAME}))?`, 'uy');

/** What stands in `{{ }}` and as the arguments of tags: a variable or literal with its filters. */
export class FilterExpression {
  /** As it is written. */
  readonly text: string;
  readonly variable: Variable;
  readonly filters: readonly FilterCall[];
  readonly stringIfInvalid: string;

  /** @throws TemplateSyntaxError when it can't be read, a filter is unknown or has too few or many arguments */
  constructor(text: string, parser: Parser) {
    this.text = text;
    this.stringIfInvalid = parser.engine.stringIfInvalid;
    FIRST.lastIndex = 0;
    const first = FIRST.exec(text);
    if (first === null) throw unreadable(text, 0);
    this.variable = new Variable(first[1]!);
    const filters: FilterCall[] = [];
    let at = FIRST.lastIndex;
    while (at < text.length) {
      FILTER.lastIndex = at;
      const match = FILTER.exec(text);
      if (match === null) throw unreadable(text, at);
      at = FILTER.lastIndex;
      if (match[2] === undefined && text[at] === ':') throw unreadable(text, at);
      filters.push(makeCall(match[1]!, match[2], parser));
    }
    this.filters = filters;
  }

  get isVariable(): boolean {
    return this.variable.isLookup;
  }

  /**
   * The value in a context; a promise only when something in it is pending.
   * @param ignoreFailures give null for a variable that leads nowhere, not the engine's `string_if_invalid`
   * @param before what becomes of the variable's value before the filters
   */
  resolve(
    context: Context,
    ignoreFailures = false,
    before?: (value: unknown) => unknown,
  ): Awaitable<unknown> {
    const looked = this.variable.lookup(context);
    const lazy =
      this.filters.length > 0 && this.filters[0]!.filter.lazy && Symbol.asyncIterator in Object(looked);
    const found = this.filters.length > 0 && !lazy ? gathered(looked) : looked;
    const ready = pending(found) && !lazy ? settle(found) : found;
    if (lazy) return this.#filter(found, context, 0);
    return whenReady(ready, (value) => {
      if (typeof value !== 'symbol')
        return this.#filter(before === undefined ? value : before(value), context, 0);
      if (ignoreFailures) return this.#filter(missingAsNull(value, context), context, 0);
      const text = invalid(value, context, this.variable.text);
      return value === MISSING && text !== '' ? text : this.#filter(text, context, 0);
    });
  }

  /** The value without waiting for QuerySets, for tags that hand it on. */
  resolveLazily(context: Context): Awaitable<unknown> {
    if (this.filters.length > 0) return this.resolve(context);
    const found = this.variable.lookup(context);
    if (pending(found) && Symbol.asyncIterator in found) return lazyValue(found);
    return this.resolve(context);
  }

  #filter(value: unknown, context: Context, from: number): Awaitable<unknown> {
    let current = value;
    for (let i = from; i < this.filters.length; i++) {
      const { filter, arg } = this.filters[i]!;
      const argument = arg === undefined ? undefined : argumentValue(filter, arg, context);
      const next = whenReady(argument, (given) =>
        applyFilter(filter, current, context, given, arg !== undefined),
      );
      if (isThenable(next)) return next.then((ready) => this.#filter(ready, context, i + 1));
      current = next;
    }
    return current;
  }

  toString(): string {
    return this.text;
  }
}

/** A QuerySet as a value, since a promise would evaluate it: callers test for thenables only of promises. */
function lazyValue(value: unknown): unknown {
  return value;
}

function argumentValue(filter: Filter, arg: Variable, context: Context): Awaitable<unknown> {
  if (!arg.isLookup) return arg.translate ? arg.literal() : filter.safeArguments ? arg.value : arg.plainValue;
  const found = arg.lookup(context);
  return whenReady(pending(found) ? settle(found) : found, (value) =>
    typeof value === 'symbol' ? requireArgument(value, context, arg.text) : value,
  );
}

function makeCall(name: string, arg: string | undefined, parser: Parser): FilterCall {
  const filter = parser.findFilter(name);
  if (filter.arg === 'none' && arg !== undefined) {
    throw new TemplateSyntaxError(`The filter ${name} takes no argument, and was given ${arg}.`);
  }
  if (filter.arg === 'required' && arg === undefined) {
    throw new TemplateSyntaxError(
      `The filter ${name} needs an argument.`,
      `Write it as {{ value|${name}:"..." }}.${filter.lazy ? " If it may be left out, give the function's parameter a default." : ''}`,
    );
  }
  return { filter, arg: arg === undefined ? undefined : new Variable(arg) };
}

function unreadable(text: string, at: number): TemplateSyntaxError {
  const before = text.slice(0, at);
  return new TemplateSyntaxError(
    at === 0
      ? `Could not parse "${shown(text)}" as a variable or literal.`
      : `Could not parse the remainder: '${shown(text.slice(at))}' from '${shown(text)}'. It was read up to '${shown(before)}'.`,
    ADVICE.get(text[at] ?? ''),
  );
}

/** By the character that was not understood. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  [':', "A filter's argument follows the colon without a space; a text has quotes on both sides."],
  ['(', 'Templates call methods without parentheses, and hand over no arguments.'],
  ['[', 'Write a.name or a.0 for what code writes as a["name"] and a[0].'],
]);

/** No more of a text than fits in a message. */
function shown(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
