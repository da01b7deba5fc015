import { BaseValidator } from './base-validator.ts';
import { compareValues } from './compare.ts';

/** The value is at least the limit: `new MinValueValidator(0)`. */
export class MinValueValidator extends BaseValidator {
  static override readonly message = 'Ensure this value is greater than or equal to %(limit_value)s.';
  static override readonly code = 'min_value';

  protected override compare(value: unknown, limit: unknown): boolean {
    return compareValues(value, limit) < 0;
  }
}
