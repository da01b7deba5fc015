import { ValidationError } from '../../../core/errors/validation-error.ts';
import type { PasswordValidator } from './password-validator.ts';

/** Not digits alone, of whatever script. */
export class NumericPasswordValidator implements PasswordValidator {
  validate(password: string): void {
    if (!/^\p{Nd}+$/u.test(password)) return;
    throw new ValidationError('This password is entirely numeric.', { code: 'password_entirely_numeric' });
  }

  getHelpText(): string {
    return 'Your password can’t be entirely numeric.';
  }
}
