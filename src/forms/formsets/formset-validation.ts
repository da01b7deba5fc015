import { ValidationError } from '../../core/errors/validation-error.ts';
import { gettext, ngettext } from '../../utils/translation/gettext.ts';
import type { ErrorDict } from '../errors/error-dict.ts';
import type { ErrorList } from '../errors/error-list.ts';
import { NotValidatedError } from '../errors/not-validated-error.ts';
import type { Form } from '../form.ts';
import type { BaseFormSet } from './base-form-set.ts';
import { TOTAL_FORM_COUNT } from './management-form.ts';

const MISSING_MANAGEMENT_FORM =
  'ManagementForm data is missing or has been tampered with. Missing fields: %(field_names)s. You may need to file a bug report if the issue persists.';

/** The validation of one formset; it runs once. */
export class FormSetValidation<F extends Form> {
  readonly #formset: BaseFormSet<F>;
  readonly #messages: Readonly<Record<string, string>>;
  #running: Promise<void> | undefined;
  #errors: ErrorDict[] | undefined;
  #nonFormErrors: ErrorList | undefined;

  constructor(formset: BaseFormSet<F>, messages: Readonly<Record<string, string>>) {
    this.#formset = formset;
    this.#messages = messages;
  }

  get errors(): readonly ErrorDict[] {
    if (!this.#formset.isBound) return [];
    if (this.#errors === undefined) throw this.#pending('errors');
    return this.#errors;
  }

  get nonFormErrors(): ErrorList {
    if (!this.#formset.isBound) return this.#list([]);
    if (this.#nonFormErrors === undefined) throw this.#pending('nonFormErrors()');
    return this.#nonFormErrors;
  }

  #pending(what: string): NotValidatedError {
    return new NotValidatedError(what, () => this.run());
  }

  isValid(): boolean {
    return this.errors.every((errors) => errors.size === 0) && this.nonFormErrors.length === 0;
  }

  run(): Promise<void> {
    this.#running ??= this.#validate();
    return this.#running;
  }

  #list(errors: readonly ValidationError[]): ErrorList {
    return new this.#formset.errorClass(errors, { errorClass: 'nonform' });
  }

  async #validate(): Promise<void> {
    const formset = this.#formset;
    const errors: ErrorDict[] = [];
    const missing = await this.#missingManagementForm();
    let empty = 0;
    for (const [index, form] of formset.forms.entries()) {
      await form.fullClean();
      if (index >= formset.initialFormCount() && !form.hasChanged()) empty++;
      if (!(formset.canDelete && formset.shouldDeleteForm(form))) errors.push(form.errors);
    }
    this.#errors = errors;
    this.#nonFormErrors = this.#list(missing);
    try {
      this.#checkCounts(empty);
      await formset.clean();
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      this.#nonFormErrors = this.#list([...missing, ...error.errorList]);
    }
  }

  async #missingManagementForm(): Promise<ValidationError[]> {
    const form = this.#formset.managementForm;
    if (await form.isValid()) return [];
    const names = [...form.errors.keys()].map((name) => form.addPrefix(name)).join(', ');
    const text = this.#messages['missing_management_form'] ?? gettext(MISSING_MANAGEMENT_FORM);
    return [new ValidationError(text, { code: 'missing_management_form', params: { field_names: names } })];
  }

  #checkCounts(empty: number): void {
    const formset = this.#formset;
    const { validateMax, validateMin, maxNum, minNum, absoluteMax } = formset.settings;
    const kept = formset.totalFormCount() - formset.deletedForms.length;
    const sent = formset.managementForm.count(TOTAL_FORM_COUNT);
    if ((validateMax && kept > maxNum) || sent > absoluteMax) {
      throw this.#countError(
        'too_many_forms',
        'Please submit at most %(num)d form.',
        'Please submit at most %(num)d forms.',
        maxNum,
      );
    }
    if (validateMin && kept - empty < minNum) {
      throw this.#countError(
        'too_few_forms',
        'Please submit at least %(num)d form.',
        'Please submit at least %(num)d forms.',
        minNum,
      );
    }
  }

  #countError(code: string, one: string, many: string, num: number): ValidationError {
    return new ValidationError(this.#messages[code] ?? ngettext(one, many, num), { code, params: { num } });
  }
}
