import { validateSlug, validateUnicodeSlug } from '../../core/validators/patterns.ts';
import { CharField, type CharFieldOptions } from './char-field.ts';

export interface SlugFieldOptions extends CharFieldOptions {
  /** Take letters and digits of any script. */
  allowUnicode?: boolean;
}

/** Part of an address: letters, digits, underscores and hyphens. */
export class SlugField<T = string> extends CharField<T> {
  readonly allowUnicode: boolean;

  constructor(options: SlugFieldOptions = {}) {
    super(options);
    this.allowUnicode = options.allowUnicode ?? false;
    this.validators.unshift(this.allowUnicode ? validateUnicodeSlug : validateSlug);
  }
}
