import { validateEmail } from '../../core/validators/email-validator.ts';
import type { Validator } from '../../core/validators/validator.ts';
import { EmailInput } from '../widgets/simple-inputs.ts';
import type { WidgetClass } from '../widgets/widget.ts';
import { CharField, type CharFieldOptions } from './char-field.ts';

export interface EmailFieldOptions extends Omit<CharFieldOptions, 'strip'> {}

/** The longest address there can be (RFC 3696). */
const MAX_LENGTH = 320;

/** An e-mail address. */
export class EmailField<T = string> extends CharField<T> {
  static override readonly widget: WidgetClass = EmailInput;
  static override readonly defaultValidators: readonly Validator<never>[] = [validateEmail];

  constructor(options: EmailFieldOptions = {}) {
    super({ ...options, maxLength: options.maxLength === undefined ? MAX_LENGTH : options.maxLength });
  }
}
