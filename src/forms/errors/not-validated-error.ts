import { FrameworkError } from '../../core/errors/framework-error.ts';

/** A form was asked for the outcome of a validation that has not taken place. */
export class NotValidatedError extends FrameworkError {
  constructor(what: string) {
    super(
      'forms.not-validated',
      `\`${what}\` was read before the form was validated.`,
      'Write `if (await form.isValid())` first.',
    );
  }
}
