import { ngettext } from '../../utils/translation/gettext.ts';
import { LazyString, type Text, translated } from '../../utils/translation/lazy.ts';
import { ValidationError, type ValidationParams } from '../errors/validation-error.ts';

/** A message that is worded by a count, which is the parameter named `by`. */
export interface PluralMessage {
  readonly one: string;
  readonly many: string;
  readonly by: string;
}

export type Message = Text | PluralMessage;

/** What every validator with a single message takes. */
export interface ValidatorOptions {
  /** Text in place of the validator's own; `%(value)s` and the validator's other parameters are filled in. */
  message?: Text;
  code?: string;
}

/** The wording for these parameters, in the active language. */
export function wording(message: Message, params: ValidationParams): string {
  if (typeof message === 'string' || message instanceof LazyString) return translated(message);
  return ngettext(message.one, message.many, Number(params[message.by]));
}

/** The error for a value that failed. */
export function failure(message: Message, code: string, params: ValidationParams): ValidationError {
  return new ValidationError(wording(message, params), { code, params });
}
