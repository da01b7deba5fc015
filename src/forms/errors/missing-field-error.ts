import { FrameworkError } from '../../core/errors/framework-error.ts';
import { nearest } from '../../utils/nearest.ts';

/** A form was asked for a field that it doesn't have. */
export class MissingFieldError extends FrameworkError {
  constructor(form: string, name: string, fields: readonly string[]) {
    const near = nearest(name, fields);
    super(
      'forms.missing-field',
      `${form} has no field '${name}'. Choices are: ${fields.join(', ')}.`,
      near === undefined ? undefined : `Did you mean '${near}'?`,
    );
  }
}
