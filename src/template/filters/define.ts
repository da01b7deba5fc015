import { type EscapeState, Filter, type FilterOptions } from '../filter.ts';
import type { Library } from '../library.ts';

type AnyFilter = (value: unknown, arg?: unknown, state?: EscapeState) => unknown;

/** Registers filters of the framework's own. */
export class Definer {
  readonly #register: Library;

  constructor(register: Library) {
    this.#register = register;
  }

  /** On the value as it is. */
  value(name: string, fn: AnyFilter, options: FilterOptions = {}): void {
    this.#register.builtinFilter(new Filter(name, fn as never, { arg: 'none', ...options }, true));
  }

  /** On the text of the value; an argument comes as it is. */
  text(
    name: string,
    fn: (value: string, arg: never, state: EscapeState) => unknown,
    options: FilterOptions = {},
  ): void {
    this.value(name, fn as unknown as AnyFilter, { stringFilter: true, ...options });
  }
}
