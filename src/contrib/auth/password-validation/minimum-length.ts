import { ValidationError } from '../../../core/errors/validation-error.ts';
import type { PasswordValidator } from './password-validator.ts';

/** At least `minLength` characters, 8 unless told. */
export class MinimumLengthValidator implements PasswordValidator {
  readonly minLength: number;

  constructor(options: { minLength?: number } = {}) {
    this.minLength = options.minLength ?? 8;
  }

  validate(password: string): void {
    if ([...password].length >= this.minLength) return;
    throw new ValidationError(
      `This password is too short. It must contain at least %(min_length)d ${this.#characters}.`,
      { code: 'password_too_short', params: { min_length: this.minLength } },
    );
  }

  getHelpText(): string {
    return `Your password must contain at least ${this.minLength} ${this.#characters}.`;
  }

  get #characters(): string {
    return this.minLength === 1 ? 'character' : 'characters';
  }
}
