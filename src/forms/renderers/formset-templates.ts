import type { Awaitable } from '../../utils/awaitable.ts';
import { concat } from '../awaiting.ts';
import type { Form } from '../form.ts';
import type { BaseFormSet } from '../formsets/base-form-set.ts';
import type { BuiltinTemplate } from './builtin-renderer.ts';

function drawing(draw: (form: Form) => Awaitable<{ toString(): string }>): BuiltinTemplate {
  return ({ formset }: { readonly formset: BaseFormSet }) =>
    concat([formset.managementForm.toHtml(), ...Array.from(formset, draw)]);
}

/** Templates of formsets: the management form, then each form. */
export const formsetTemplates: ReadonlyMap<string, BuiltinTemplate> = new Map<string, BuiltinTemplate>([
  ['django/forms/formsets/div.html', drawing((form) => form.asDiv())],
  ['django/forms/formsets/p.html', drawing((form) => form.asP())],
  ['django/forms/formsets/ul.html', drawing((form) => form.asUl())],
  ['django/forms/formsets/table.html', drawing((form) => form.asTable())],
]);
