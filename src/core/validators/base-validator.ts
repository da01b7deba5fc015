import { failure, type Message } from './messages.ts';
import { CallableValidator, trimArgs } from './validator.ts';

/** A limit that validators compare with: a value, or a function that gives it at the time of the check. */
export type Limit<T> = T | (() => T);

interface BaseValidatorClass {
  readonly message: Message;
  readonly code: string;
}

/**
 * Compares a value with a limit. A subclass says when a value is beyond it (`compare`), what of the value counts (`clean`),
 * and has its text and code as static members. Parameters of the message: `limit_value`, `show_value`, `value`.
 */
export class BaseValidator<T = unknown> extends CallableValidator {
  static readonly message: Message = 'Ensure this value is %(limit_value)s (it is %(show_value)s).';
  static readonly code: string = 'limit_value';

  readonly limitValue: Limit<T>;
  readonly message: Message;
  readonly code: string;

  constructor(limitValue: Limit<T>, options: { message?: Message } | null = {}) {
    super();
    const defaults: BaseValidatorClass = new.target;
    this.limitValue = limitValue;
    this.message = options?.message ?? defaults.message;
    this.code = defaults.code;
  }

  validate(value: unknown): void {
    const limit = typeof this.limitValue === 'function' ? (this.limitValue as () => T)() : this.limitValue;
    const cleaned = this.clean(value);
    if (!this.compare(cleaned, limit)) return;
    throw failure(this.message, this.code, { limit_value: limit, show_value: cleaned, value });
  }

  /** Whether the value fails against the limit. */
  protected compare(value: unknown, limit: T): boolean {
    return value !== limit;
  }

  /** What of the value is compared. */
  protected clean(value: unknown): unknown {
    return value;
  }

  protected constructorArgs(): readonly unknown[] {
    const own: BaseValidatorClass = this.constructor as typeof BaseValidator;
    return trimArgs([this.limitValue, { message: this.message === own.message ? undefined : this.message }]);
  }
}
