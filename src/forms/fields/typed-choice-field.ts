import { ValidationError } from '../../core/errors/validation-error.ts';
import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import { isSame } from '../equality.ts';
import { ChoiceField, type ChoiceFieldOptions } from './choice-field.ts';

export interface TypedChoiceFieldOptions extends ChoiceFieldOptions {
  /** Turns the chosen text into a value: `Number`. It throws, or gives NaN, for what it cannot turn. */
  coerce?: (value: string) => unknown;
  /** What stands for "nothing chosen"; `''` by default. */
  emptyValue?: unknown;
}

/** One of several values of a type of their own. */
export class TypedChoiceField<T = unknown> extends ChoiceField<T> {
  readonly coerce: (value: string) => unknown;
  readonly emptyValue: unknown;

  constructor(options: TypedChoiceFieldOptions = {}) {
    super(options);
    this.coerce = options.coerce ?? ((value) => value);
    this.emptyValue = options.emptyValue === undefined ? '' : options.emptyValue;
  }

  override clean(value: unknown): Awaitable<T> {
    return whenReady(super.clean(value), (text) => this.coerced(text) as T);
  }

  private coerced(value: unknown): unknown {
    if (value === this.emptyValue || this.isEmpty(value)) return this.emptyValue;
    return coerceWith(this.coerce, value as string, () => this.error('invalid_choice', { value }));
  }

  override hasChanged(initial: unknown, data: unknown): boolean {
    if (this.disabled) return false;
    try {
      return !isSame(this.coerced(data), this.coerced(initial));
    } catch (error) {
      if (error instanceof ValidationError) return true;
      throw error;
    }
  }
}

/** Call a conversion and turn its refusal into a form error. */
export function coerceWith(
  coerce: (value: string) => unknown,
  value: string,
  refusal: () => ValidationError,
): unknown {
  let result: unknown;
  try {
    result = coerce(value);
  } catch (error) {
    const refused =
      error instanceof TypeError ||
      error instanceof RangeError ||
      error instanceof SyntaxError ||
      error instanceof ValidationError;
    throw refused ? refusal() : error;
  }
  if (Number.isNaN(result)) throw refusal();
  return result;
}
