import type { Text } from '../../utils/translation/lazy.ts';
import { valueText } from '../../utils/value-text.ts';
import { failure, type ValidatorOptions } from './messages.ts';
import { CallableValidator, trimArgs } from './validator.ts';

export interface RegexValidatorOptions extends ValidatorOptions {
  /** Fail where the pattern is found, not where it is missing. */
  inverseMatch?: boolean;
  /** Flags for a pattern that is given as text. */
  flags?: string;
}

/** The text holds a match of a pattern (write `^` and `$` for the whole text): `new RegexValidator(/^[A-Z]{3}$/)`. */
export class RegexValidator extends CallableValidator {
  static readonly regex: RegExp = /(?:)/;
  static readonly message: string = 'Enter a valid value.';
  static readonly code: string = 'invalid';

  readonly regex: RegExp;
  readonly message: Text;
  readonly code: string;
  readonly inverseMatch: boolean;

  constructor(regex?: RegExp | string, options: RegexValidatorOptions = {}) {
    super();
    const defaults = new.target;
    this.regex = compile(regex ?? defaults.regex, options.flags);
    this.message = options.message ?? defaults.message;
    this.code = options.code ?? defaults.code;
    this.inverseMatch = options.inverseMatch ?? false;
  }

  validate(value: unknown): void {
    const found = this.regex.test(valueText(value));
    if (found === this.inverseMatch) this.fail(value);
  }

  protected fail(value: unknown): never {
    throw failure(this.message, this.code, { value });
  }

  protected constructorArgs(): readonly unknown[] {
    const own = this.constructor as typeof RegexValidator;
    const options = {
      message: this.message === own.message ? undefined : this.message,
      code: this.code === own.code ? undefined : this.code,
      inverseMatch: this.inverseMatch || undefined,
    };
    return trimArgs([this.regex, options]);
  }
}

/** `g` and `y` would make a pattern remember where it stopped. */
function compile(regex: RegExp | string, flags = ''): RegExp {
  if (typeof regex === 'string') return new RegExp(regex, flags);
  if (flags !== '') {
    throw new TypeError('RegexValidator takes `flags` only beside a pattern that is given as text.');
  }
  return regex.global || regex.sticky ? new RegExp(regex.source, regex.flags.replaceAll(/[gy]/g, '')) : regex;
}
