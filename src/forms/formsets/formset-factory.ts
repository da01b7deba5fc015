import type { FormData } from '../data-source.ts';
import type { Form } from '../form.ts';
import { BaseFormSet } from './base-form-set.ts';
import type { FormSetOptions, FormSetSettings, RepeatableForm } from './formset-settings.ts';

/** A class of formsets over forms of one class. */
export type FormSetClass<F extends Form> = new (
  data?: FormData | null,
  options?: FormSetOptions,
) => BaseFormSet<F>;

export interface FormSetFactoryOptions<F extends Form> extends FormSetSettings {
  /** Class to build on, with a `clean()` for example. */
  formset?: FormSetClass<F>;
}

/** A class of formsets: `const ArticleFormSet = formsetFactory(ArticleForm, { extra: 2, canDelete: true })`. */
export function formsetFactory<F extends Form>(
  form: RepeatableForm<F>,
  options: FormSetFactoryOptions<F> = {},
): FormSetClass<F> {
  const { formset = BaseFormSet<F>, ...settings } = options;
  const made = class extends formset {
    static readonly form: RepeatableForm<F> = form;
    static readonly settings: FormSetSettings = settings;
  };
  Object.defineProperty(made, 'name', { value: `${form.name}Set` });
  return made;
}

/** Whether every one of several formsets is valid; all of them are validated, so that all errors are shown. */
export async function allValid(formsets: readonly { isValid(): Promise<boolean> }[]): Promise<boolean> {
  const outcomes = [];
  for (const formset of formsets) outcomes.push(await formset.isValid());
  return outcomes.every(Boolean);
}
