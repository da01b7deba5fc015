import { ASCII_DOMAIN, ASCII_HOSTNAME, ASCII_TLD, DOMAIN, HOSTNAME, TLD } from './host-patterns.ts';
import type { ValidatorOptions } from './messages.ts';
import { RegexValidator } from './regex-validator.ts';
import { trimArgs } from './validator.ts';

const MAX_LENGTH = 255;
const ANY_DOMAIN = new RegExp(`^${HOSTNAME}${DOMAIN}${TLD}$`, 'iu');
const ASCII_ONLY = new RegExp(`^${ASCII_HOSTNAME}${ASCII_DOMAIN}${ASCII_TLD}$`, 'i');

export interface DomainNameValidatorOptions extends ValidatorOptions {
  /** Take names with letters beyond ASCII; true by default. */
  acceptIdna?: boolean;
}

/** A domain name, `example.com`. */
export class DomainNameValidator extends RegexValidator {
  static override readonly message = 'Enter a valid domain name.';

  readonly acceptIdna: boolean;

  constructor(options: DomainNameValidatorOptions = {}) {
    const { acceptIdna = true, ...rest } = options;
    super(acceptIdna ? ANY_DOMAIN : ASCII_ONLY, rest);
    this.acceptIdna = acceptIdna;
  }

  override validate(value: unknown): void {
    if (typeof value !== 'string' || value.length > MAX_LENGTH) this.fail(value);
    super.validate(value);
  }

  protected override constructorArgs(): readonly unknown[] {
    const [, options] = super.constructorArgs();
    return trimArgs([
      { ...(options as object | undefined), acceptIdna: this.acceptIdna ? undefined : false },
    ]);
  }
}

/** Checks a domain name. */
export const validateDomainName = new DomainNameValidator();
