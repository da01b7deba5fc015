import { isValidIpv4Address } from '../../utils/ipv4.ts';
import { isValidIpv6Address } from '../../utils/ipv6.ts';
import type { Text } from '../../utils/translation/lazy.ts';
import { DOMAIN, HOSTNAME, TLD_WITHOUT_DOT } from './host-patterns.ts';
import { failure, type ValidatorOptions } from './messages.ts';
import { CallableValidator, trimArgs } from './validator.ts';

const MAX_LENGTH = 320;
const DOT_ATOM = /^[-!#$%&'*+/=?^_`{}|~0-9A-Z]+(?:\.[-!#$%&'*+/=?^_`{}|~0-9A-Z]+)*$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 5322 allows them inside quotes
const QUOTED = /^"(?:[\x01-\x08\x0b\x0c\x0e-\x1f!#-[\]-\x7f]|\\[\x01-\x09\x0b\x0c\x0e-\x7f])*"$/;
const DOMAIN_PART = new RegExp(`^${HOSTNAME}${DOMAIN}${TLD_WITHOUT_DOT}$`, 'iu');
const LITERAL = /^\[([A-F0-9:.]+)\]$/i;
const DEFAULT_ALLOWLIST: readonly string[] = ['localhost'];

export interface EmailValidatorOptions extends ValidatorOptions {
  /** Domains that are taken though they have no dot; `localhost` by default. */
  allowlist?: readonly string[];
}

/** An e-mail address. */
export class EmailValidator extends CallableValidator {
  static readonly message: string = 'Enter a valid email address.';
  static readonly code: string = 'invalid';

  readonly message: Text;
  readonly code: string;
  readonly allowlist: readonly string[];

  constructor(options: EmailValidatorOptions = {}) {
    super();
    this.message = options.message ?? new.target.message;
    this.code = options.code ?? new.target.code;
    this.allowlist = options.allowlist ?? DEFAULT_ALLOWLIST;
  }

  validate(value: unknown): void {
    if (typeof value !== 'string' || value.length > MAX_LENGTH || !this.isAddress(value)) {
      throw failure(this.message, this.code, { value });
    }
  }

  private isAddress(text: string): boolean {
    const at = text.lastIndexOf('@');
    if (at === -1) return false;
    const user = text.slice(0, at);
    const domain = text.slice(at + 1);
    return (
      (DOT_ATOM.test(user) || QUOTED.test(user)) && (this.allowlist.includes(domain) || isDomainPart(domain))
    );
  }

  protected constructorArgs(): readonly unknown[] {
    const own = this.constructor as typeof EmailValidator;
    const options: EmailValidatorOptions = {
      ...(this.message === own.message ? {} : { message: this.message }),
      ...(this.code === own.code ? {} : { code: this.code }),
      ...(this.allowlist === DEFAULT_ALLOWLIST ? {} : { allowlist: this.allowlist }),
    };
    return trimArgs([options]);
  }
}

/** A host name, or an address in brackets. */
function isDomainPart(domain: string): boolean {
  if (DOMAIN_PART.test(domain)) return true;
  const literal = LITERAL.exec(domain)?.[1];
  return literal !== undefined && (isValidIpv4Address(literal) || isValidIpv6Address(literal));
}

/** Checks an e-mail address. */
export const validateEmail = new EmailValidator();
