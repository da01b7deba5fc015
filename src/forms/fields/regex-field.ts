import { RegexValidator } from '../../core/validators/regex-validator.ts';
import type { Validator } from '../../core/validators/validator.ts';
import { CharField, type CharFieldOptions } from './char-field.ts';

export interface RegexFieldOptions extends CharFieldOptions {
  /** What the text has to look like; `^` and `$` make it the whole text. */
  regex: RegExp | string;
}

/** Text that a pattern matches; white space is kept unless `strip` is set. */
export class RegexField<T = string> extends CharField<T> {
  #regex: RegExp;
  #validator: Validator<never>;

  constructor(options: RegexFieldOptions) {
    const { regex, ...rest } = options;
    super({ strip: false, ...rest });
    const validator = new RegexValidator(regex);
    this.#regex = validator.regex;
    this.#validator = validator;
    this.validators.push(validator);
  }

  get regex(): RegExp {
    return this.#regex;
  }

  set regex(regex: RegExp | string) {
    const validator = new RegexValidator(regex);
    this.validators = this.validators.filter((each) => each !== this.#validator);
    this.validators.push(validator);
    this.#regex = validator.regex;
    this.#validator = validator;
  }
}
