import { BaseValidator } from './base-validator.ts';
import type { Message } from './messages.ts';
import { lengthOf } from './text-length.ts';

/** A text has at least so many characters, a list so many elements: `new MinLengthValidator(8)`. */
export class MinLengthValidator extends BaseValidator<number> {
  static override readonly message: Message = {
    one: 'Ensure this value has at least %(limit_value)d character (it has %(show_value)d).',
    many: 'Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).',
    by: 'limit_value',
  };
  static override readonly code = 'min_length';

  protected override compare(length: unknown, limit: number): boolean {
    return (length as number) < limit;
  }

  protected override clean(value: unknown): number {
    return lengthOf(value);
  }
}
