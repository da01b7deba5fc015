import { validateEmail } from '../../../core/validators/email-validator.ts';
import { validateSlug, validateUnicodeSlug } from '../../../core/validators/patterns.ts';
import { URLValidator } from '../../../core/validators/url-validator.ts';
import { isPlainObject } from '../../../utils/is-plain-object.ts';
import { CharField, type CharFieldOptions } from './char-field.ts';
import type { Deconstruction } from './deconstruct.ts';
import type { Validator } from './options.ts';

const validateUrl = new URLValidator();

export interface SlugFieldOptions<T = unknown> extends CharFieldOptions<T> {
  /** Letters of any language; ASCII only otherwise. */
  allowUnicode?: boolean;
}

/** Letters, digits, hyphens and underscores: a part of a URL. 50 characters and indexed unless said otherwise. */
export class SlugField extends CharField {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = {
    ...CharField.optionDefaults,
    maxLength: 50,
    dbIndex: true,
    allowUnicode: false,
  };
  static override readonly description: string = 'Slug (up to %(max_length)s)';
  readonly allowUnicode: boolean;

  constructor(options: SlugFieldOptions = {}) {
    super(withLength(options, 50));
    this.allowUnicode = options.allowUnicode ?? false;
  }

  override getInternalType(): string {
    return 'SlugField';
  }

  protected override defaultValidators(): readonly Validator[] {
    const check = this.allowUnicode ? validateUnicodeSlug : validateSlug;
    return [check as Validator, ...super.defaultValidators()];
  }
}

/** An e-mail address of up to 254 characters. */
export class EmailField extends CharField {
  static override readonly description: string = 'Email address';

  constructor(options: CharFieldOptions = {}) {
    super(withLength(options, 254));
  }

  protected override defaultValidators(): readonly Validator[] {
    return [validateEmail as Validator, ...super.defaultValidators()];
  }
}

/** A URL of up to 200 characters. */
export class URLField extends CharField {
  static override readonly description: string = 'URL';

  constructor(options: CharFieldOptions = {}) {
    super(withLength(options, 200));
  }

  protected override defaultValidators(): readonly Validator[] {
    return [validateUrl as Validator, ...super.defaultValidators()];
  }

  override deconstruct(): Deconstruction {
    const parts = super.deconstruct();
    if (parts.options['maxLength'] === 200) delete parts.options['maxLength'];
    return parts;
  }
}

/** What is no object is left to the field, which says so. */
function withLength<O extends CharFieldOptions>(options: O, maxLength: number): O {
  return isPlainObject(options) ? { ...options, maxLength: options.maxLength ?? maxLength } : options;
}
