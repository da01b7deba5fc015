import { ValidationError } from '../../../core/errors/validation-error.ts';
import type { Field } from './field.ts';

/** The checks that every field makes of a converted value. */
export const validateField = { value: validateValue, run: runValidators };

function validateValue(field: Field, value: unknown): void {
  if (!field.editable) return;
  if (field.choices !== null && !field.isEmpty(value)) {
    if (field.flatChoices.some(([choice]) => choice === value || String(choice) === String(value))) return;
    throw new ValidationError(field.errorMessages['invalid_choice']!, {
      code: 'invalid_choice',
      params: { value },
    });
  }
  if ((value === null || value === undefined) && !field.null) {
    throw new ValidationError(field.errorMessages['null']!, { code: 'null' });
  }
  if (!field.blank && field.isEmpty(value)) {
    throw new ValidationError(field.errorMessages['blank']!, { code: 'blank' });
  }
}

/** Run every validator and report all that complain. */
function runValidators(field: Field, value: unknown): void {
  if (field.isEmpty(value)) return;
  const errors: ValidationError[] = [];
  for (const validator of field.validators) {
    try {
      validator(value);
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      errors.push(withMessageOf(field, error));
    }
  }
  if (errors.length > 0) throw new ValidationError(errors);
}

/** `errorMessages` of the field may replace a validator's text by its kind. */
function withMessageOf(field: Field, error: ValidationError): ValidationError {
  const text = error.kind === undefined ? undefined : field.options.errorMessages?.[error.kind];
  if (text === undefined || error.kind === undefined) return error;
  return new ValidationError(text, {
    code: error.kind,
    ...(error.params === undefined ? {} : { params: error.params }),
  });
}
