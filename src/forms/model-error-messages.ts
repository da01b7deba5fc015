import { NON_FIELD_ERRORS, ValidationError } from '../core/errors/validation-error.ts';
import type { ErrorMessages, Field } from './fields/field.ts';

type Messages = Readonly<ErrorMessages>;

/** What a model complained of, in the form's own words where it has some for the kind of mistake. */
export function withFormMessages(
  error: ValidationError,
  fields: Readonly<Record<string, Field>>,
  nonField: Messages | undefined,
): ValidationError {
  const lists = error.errorDict ?? new Map([[NON_FIELD_ERRORS, error.errorList]]);
  const reworded = Array.from(lists, ([name, errors]) => {
    const messages = name === NON_FIELD_ERRORS ? nonField : fields[name]?.errorMessages;
    return [name, errors.map((each) => reword(each, messages))] as const;
  });
  return new ValidationError(Object.fromEntries(reworded));
}

function reword(error: ValidationError, messages: Messages | undefined): ValidationError {
  const text = error.kind === undefined ? undefined : messages?.[error.kind];
  if (text === undefined || error.kind === undefined) return error;
  return new ValidationError(text, { code: error.kind, ...(error.params && { params: error.params }) });
}
