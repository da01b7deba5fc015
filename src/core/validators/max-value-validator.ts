import { BaseValidator } from './base-validator.ts';
import { compareValues } from './compare.ts';

/** The value is at most the limit: `new MaxValueValidator(100)`. */
export class MaxValueValidator extends BaseValidator {
  static override readonly message = 'Ensure this value is less than or equal to %(limit_value)s.';
  static override readonly code = 'max_value';

  protected override compare(value: unknown, limit: unknown): boolean {
    return compareValues(value, limit) > 0;
  }
}
