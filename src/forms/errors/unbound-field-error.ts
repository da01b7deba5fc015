import { FrameworkError } from '../../core/errors/framework-error.ts';

/** A field was asked for something that only a form knows. */
export class UnboundFieldError extends FrameworkError {
  constructor(kind: string) {
    super(
      'forms.unbound-field',
      `This ${kind} belongs to no form, so it has neither a name nor data.`,
      'Declare it as a property of a form: `class MyForm extends forms.Form { title = forms.CharField(); }`.',
    );
  }
}
