import type { Awaitable } from '../../../utils/awaitable.ts';

/** What validators may look at: a user, saved or not, or any object with some of its properties. */
export type PasswordOwner = object;

/** A rule for new passwords; AUTH_PASSWORD_VALIDATORS names the classes, and OPTIONS goes to their constructors. */
export interface PasswordValidator {
  /** @throws ValidationError when the password breaks the rule. */
  validate(password: string, user?: PasswordOwner): Awaitable<void>;
  /** The rule in a sentence, for forms. */
  getHelpText(): string;
  /** Called once a password was changed; a rule against reuse remembers it here. */
  passwordChanged?(password: string, user?: PasswordOwner): Awaitable<void>;
}
