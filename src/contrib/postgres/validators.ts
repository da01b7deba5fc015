import { MaxLengthValidator } from '../../core/validators/max-length-validator.ts';
import { MaxValueValidator } from '../../core/validators/max-value-validator.ts';
import type { Message } from '../../core/validators/messages.ts';
import { failure } from '../../core/validators/messages.ts';
import { MinLengthValidator } from '../../core/validators/min-length-validator.ts';
import { MinValueValidator } from '../../core/validators/min-value-validator.ts';
import { CallableValidator, type DeconstructedValidator, trimArgs } from '../../core/validators/validator.ts';
import { optionsOf } from '../../db/sql/options-of.ts';
import type { Text } from '../../utils/translation/lazy.ts';
import type { Range } from './fields/range.ts';
import { MODULE } from './module-name.ts';

/** A list has at most so many items. */
export class ArrayMaxLengthValidator extends MaxLengthValidator {
  static override readonly message: Message = {
    one: 'List contains %(show_value)d item, it should contain no more than %(limit_value)d.',
    many: 'List contains %(show_value)d items, it should contain no more than %(limit_value)d.',
    by: 'show_value',
  };

  override deconstruct(): DeconstructedValidator {
    return { ...super.deconstruct(), module: MODULE };
  }
}

/** A list has at least so many items. */
export class ArrayMinLengthValidator extends MinLengthValidator {
  static override readonly message: Message = {
    one: 'List contains %(show_value)d item, it should contain no fewer than %(limit_value)d.',
    many: 'List contains %(show_value)d items, it should contain no fewer than %(limit_value)d.',
    by: 'show_value',
  };

  override deconstruct(): DeconstructedValidator {
    return { ...super.deconstruct(), module: MODULE };
  }
}

export interface KeysValidatorOptions {
  /** Whether there may be no keys beside these. */
  strict?: boolean;
  messages?: Readonly<Record<string, Text>>;
}

const KEYS_MESSAGES: Readonly<Record<string, Text>> = {
  missing_keys: 'Some keys were missing: %(keys)s',
  extra_keys: 'Some unknown keys were provided: %(keys)s',
};

/** An object has these keys: `new KeysValidator(['a', 'b'], { strict: true })`. */
export class KeysValidator extends CallableValidator {
  readonly keys: readonly string[];
  readonly strict: boolean;
  readonly messages: Readonly<Record<string, Text>>;
  readonly #options: KeysValidatorOptions;

  constructor(keys: readonly string[], options: KeysValidatorOptions = {}) {
    super();
    this.keys = keys;
    this.#options = optionsOf(new.target, options);
    this.strict = this.#options.strict ?? false;
    this.messages = { ...KEYS_MESSAGES, ...this.#options.messages };
  }

  validate(value: unknown): void {
    const given = Object.keys(value as object);
    const missing = this.keys.filter((key) => !given.includes(key));
    if (missing.length > 0) throw this.#error('missing_keys', missing);
    const extra = given.filter((key) => !this.keys.includes(key));
    if (this.strict && extra.length > 0) throw this.#error('extra_keys', extra);
  }

  #error(kind: string, keys: readonly string[]): Error {
    return failure(this.messages[kind]!, kind, { keys: keys.join(', ') });
  }

  protected constructorArgs(): readonly unknown[] {
    const { strict, messages } = this.#options;
    return trimArgs([this.keys, { strict: strict || undefined, messages }]);
  }

  override deconstruct(): DeconstructedValidator {
    return { ...super.deconstruct(), module: MODULE };
  }
}

/** The upper end of a range is at most the limit. */
export class RangeMaxValueValidator extends MaxValueValidator {
  static override readonly message =
    'Ensure that the upper bound of the range is not greater than %(limit_value)s.' as never;

  protected override compare(value: unknown, limit: unknown): boolean {
    return value === null || super.compare(value, limit);
  }

  protected override clean(value: unknown): unknown {
    return (value as Range<unknown>).upper;
  }

  override deconstruct(): DeconstructedValidator {
    return { ...super.deconstruct(), module: MODULE };
  }
}

/** The lower end of a range is at least the limit. */
export class RangeMinValueValidator extends MinValueValidator {
  static override readonly message =
    'Ensure that the lower bound of the range is not less than %(limit_value)s.' as never;

  protected override compare(value: unknown, limit: unknown): boolean {
    return value === null || super.compare(value, limit);
  }

  protected override clean(value: unknown): unknown {
    return (value as Range<unknown>).lower;
  }

  override deconstruct(): DeconstructedValidator {
    return { ...super.deconstruct(), module: MODULE };
  }
}
