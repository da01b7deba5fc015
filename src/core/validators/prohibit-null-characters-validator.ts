import { isText } from '../../utils/text-object.ts';
import type { Text } from '../../utils/translation/lazy.ts';
import { failure, type ValidatorOptions } from './messages.ts';
import { CallableValidator, trimArgs } from './validator.ts';

/** A text holds no NUL, which databases refuse. */
export class ProhibitNullCharactersValidator extends CallableValidator {
  static readonly message: string = 'Null characters are not allowed.';
  static readonly code: string = 'null_characters_not_allowed';

  readonly message: Text;
  readonly code: string;

  constructor(options: ValidatorOptions = {}) {
    super();
    this.message = options.message ?? new.target.message;
    this.code = options.code ?? new.target.code;
  }

  validate(value: unknown): void {
    if (isText(value) && value.includes('\0')) throw failure(this.message, this.code, { value });
  }

  protected constructorArgs(): readonly unknown[] {
    const own = this.constructor as typeof ProhibitNullCharactersValidator;
    return trimArgs([
      {
        message: this.message === own.message ? undefined : this.message,
        code: this.code === own.code ? undefined : this.code,
      },
    ]);
  }
}
