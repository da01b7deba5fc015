import type { Awaitable } from '../../utils/awaitable.ts';
import { LazyString } from '../../utils/translation/lazy.ts';

/** Checks one value: throws a ValidationError (or rejects with one) when the value will not do. */
export type Validator<T = unknown> = (value: T) => Awaitable<void>;

/** How a validator is made again, for migration files: `new MaxLengthValidator(20)` of `'jango/core/validators'`. */
export interface DeconstructedValidator {
  readonly module: string;
  readonly path: string;
  readonly args: readonly unknown[];
}

/** Makes `CallableValidator` callable in the eyes of the compiler, too. */
export interface CallableValidator {
  // biome-ignore lint/style/useShorthandFunctionType: a type alias cannot merge with the class
  (value: unknown): void;
}

/**
 * A validator with settings: an object that is called like a function. Subclasses write `validate()`.
 *
 * @example
 * const short = new MaxLengthValidator(20);
 * short('a text');       // checks
 * short.limitValue;      // 20
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor makes every instance callable
export abstract class CallableValidator {
  constructor() {
    const check = (value: unknown): void => instance.validate(value);
    const instance: CallableValidator = Object.setPrototypeOf(check, new.target.prototype);
    // biome-ignore lint/correctness/noConstructorReturn: the function is the instance
    return instance;
  }

  /** @throws ValidationError when the value is not acceptable */
  abstract validate(value: unknown): void;

  /** The constructor's arguments, so that two validators can be compared and one can be written to a file. */
  protected abstract constructorArgs(): readonly unknown[];

  deconstruct(): DeconstructedValidator {
    return { module: 'jango/core/validators', path: this.constructor.name, args: this.constructorArgs() };
  }

  /** Whether another validator is of the same class and has the same settings. */
  equals(other: unknown): boolean {
    return (
      other instanceof CallableValidator &&
      other.constructor === this.constructor &&
      fingerprint(other.constructorArgs()) === fingerprint(this.constructorArgs())
    );
  }
}

Object.setPrototypeOf(CallableValidator.prototype, Function.prototype);

function fingerprint(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) =>
      part instanceof RegExp || typeof part === 'function' || typeof part === 'bigint' ? String(part) : part,
    ) ?? ''
  );
}

/** The arguments as one would write them: no `undefined` among the options, nothing empty at the end. */
export function trimArgs(args: readonly unknown[]): readonly unknown[] {
  const written = args.map(withoutUndefined);
  let length = written.length;
  while (length > 0 && written[length - 1] === undefined) length--;
  return written.slice(0, length);
}

/** A text that is translated when it is read is compared and stored as it was written. */
function asWritten([name, part]: [string, unknown]): [string, unknown] {
  return [name, part instanceof LazyString ? part.message : part];
}

function withoutUndefined(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
    return value;
  }
  const given = Object.entries(value).filter(([, part]) => part !== undefined);
  return given.length === 0 ? undefined : Object.fromEntries(given.map(asWritten));
}
