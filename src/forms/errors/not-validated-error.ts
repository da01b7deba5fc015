import { FrameworkError } from '../../core/errors/framework-error.ts';
import { RETRY_AFTER } from '../../utils/retry-after.ts';

/** A form was asked for the outcome of a validation that has not taken place. */
export class NotValidatedError extends FrameworkError {
  declare readonly [RETRY_AFTER]: (() => PromiseLike<unknown>) | undefined;

  /** @param load does what is missing; templates wait for it and ask again */
  constructor(what: string, load?: () => PromiseLike<unknown>) {
    super(
      'forms.not-validated',
      `\`${what}\` was read before the form was validated.`,
      'Write `if (await form.isValid())` first.',
    );
    Object.defineProperty(this, RETRY_AFTER, { value: load });
  }
}
