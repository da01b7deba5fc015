import { readFileSync } from 'node:fs';
import { ValidationError } from '../../../core/errors/validation-error.ts';
import { zlib } from '../../../utils/builtins.ts';
import { commonPasswords } from './common-passwords.ts';
import type { PasswordValidator } from './password-validator.ts';

/** Not one of the passwords that are tried first; upper and lower case are the same here. */
export class CommonPasswordValidator implements PasswordValidator {
  readonly #path: string | undefined;
  #passwords: ReadonlySet<string> | undefined;

  /** @param options.passwordListPath a file with one password per line, plain or gzipped, in place of the built-in list. */
  constructor(options: { passwordListPath?: string } = {}) {
    this.#path = options.passwordListPath;
  }

  validate(password: string): void {
    this.#passwords ??= this.#path === undefined ? commonPasswords() : readList(this.#path);
    if (!this.#passwords.has(password.toLowerCase().trim())) return;
    throw new ValidationError('This password is too common.', { code: 'password_too_common' });
  }

  getHelpText(): string {
    return 'Your password can’t be a commonly used password.';
  }
}

function readList(path: string): ReadonlySet<string> {
  const bytes = readFileSync(path);
  const gzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const lines = (gzipped ? zlib().gunzipSync(bytes) : bytes).toString('utf8').split('\n');
  return new Set(lines.map((line) => line.trim().toLowerCase()));
}
