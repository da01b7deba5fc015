import { RegexValidator } from '../../core/validators/regex-validator.ts';
import type { DeconstructedValidator } from '../../core/validators/validator.ts';

const MODULE = 'jango/contrib/auth';
const UNICODE_MESSAGE =
  'Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.';
const ASCII_MESSAGE =
  'Enter a valid username. This value may contain only unaccented lowercase a-z and uppercase A-Z letters, numbers, and @/./+/-/_ characters.';

/** Letters and digits of any script, and @ . + - _ */
export class UnicodeUsernameValidator extends RegexValidator {
  static override readonly regex: RegExp = /^[\p{L}\p{N}_.@+-]+$/u;
  static override readonly message: string = UNICODE_MESSAGE;

  override deconstruct(): DeconstructedValidator {
    return { ...super.deconstruct(), module: MODULE };
  }
}

/** Letters and digits of English only, and @ . + - _ */
export class ASCIIUsernameValidator extends RegexValidator {
  static override readonly regex: RegExp = /^[a-zA-Z0-9_.@+-]+$/;
  static override readonly message: string = ASCII_MESSAGE;

  override deconstruct(): DeconstructedValidator {
    return { ...super.deconstruct(), module: MODULE };
  }
}
