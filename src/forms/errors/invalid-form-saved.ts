import { FrameworkError } from '../../core/errors/framework-error.ts';

/** A model form with errors was to be saved. */
export class InvalidFormSaved extends FrameworkError {
  constructor(model: string, adding: boolean) {
    super(
      'forms.invalid-form-saved',
      `The ${model} could not be ${adding ? 'created' : 'changed'} because the data didn't validate.`,
      'Save only after `if (await form.isValid())`.',
    );
  }
}
