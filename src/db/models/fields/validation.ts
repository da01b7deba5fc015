import { ValidationError } from '../../../core/errors/validation-error.ts';
import { type Awaitable, isThenable } from '../../../utils/awaitable.ts';
import type { Field } from './field.ts';

/** The checks that every field makes of a converted value: choices, null, blank. */
export function validateValue(field: Field, value: unknown): void {
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

/** Run every validator and report all that complain; a promise only when one of them has to wait. */
export function runValidators(field: Field, value: unknown): Awaitable<void> {
  if (field.isEmpty(value)) return;
  const errors: ValidationError[] = [];
  const waiting: PromiseLike<void>[] = [];
  const note = (error: unknown) => {
    if (!(error instanceof ValidationError)) throw error;
    errors.push(withMessageOf(field, error));
  };
  for (const validator of field.validators) {
    try {
      const pending = validator(value);
      if (isThenable(pending)) waiting.push((pending as PromiseLike<void>).then(undefined, note));
    } catch (error) {
      note(error);
    }
  }
  const report = () => {
    if (errors.length > 0) throw new ValidationError(errors);
  };
  return waiting.length === 0 ? report() : Promise.all(waiting).then(report);
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
