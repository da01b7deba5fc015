import { FrameworkError } from '../../core/errors/framework-error.ts';

/** The forms of a model formset were asked for before its rows were read. */
export class NotPreparedError extends FrameworkError {
  constructor(formset: string) {
    super(
      'forms.not-prepared',
      `The forms of ${formset} are made of rows that have not been read.`,
      'Call `await formset.prepare()` first; isValid() and `{{ formset }}` do it by themselves.',
    );
  }
}
