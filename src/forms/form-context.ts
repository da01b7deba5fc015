import { NON_FIELD_ERRORS } from '../core/errors/validation-error.ts';
import { gettext } from '../utils/translation/gettext.ts';
import type { BoundField } from './bound-field.ts';
import type { ErrorList } from './errors/error-list.ts';
import type { Form } from './form.ts';
import type { FormValidation } from './form-validation.ts';

/** What a form's template is given. */
export interface FormContext {
  readonly form: Form;
  readonly fields: readonly (readonly [field: BoundField, errors: ErrorList])[];
  readonly hiddenFields: readonly BoundField[];
  /** Errors of no field, and of hidden ones. */
  readonly errors: ErrorList;
}

export function formContext(form: Form, validation: FormValidation): FormContext {
  const errors = validation.emptyList(NON_FIELD_ERRORS);
  errors.extend(form.nonFieldErrors().asData());
  const hiddenFields = form.hiddenFields();
  for (const bound of hiddenFields) {
    errors.extend(bound.errors.map((error) => hiddenFieldError(bound.name, error)));
  }
  const fields = form.visibleFields().map((bound) => [bound, bound.errors] as const);
  return { form, fields, hiddenFields, errors };
}

/** Nobody would see where it belongs otherwise. */
function hiddenFieldError(name: string, error: string): string {
  return gettext('(Hidden field %(name)s) %(error)s').replace('%(name)s', name).replace('%(error)s', error);
}
