import type { AnyModel } from '../db/models/model.ts';
import type { BoundField } from './bound-field.ts';
import { declare } from './declarations/declare.ts';
import { ModelChoiceField as ChoiceField, type ModelChoiceFieldOptions } from './model-choice-field.ts';
import type { ModelRows } from './model-choices.ts';
import { ModelMultipleChoiceField as MultipleChoiceField } from './model-multiple-choice-field.ts';

type Options<M extends AnyModel> = Omit<ModelChoiceFieldOptions<M>, 'queryset'>;

/** One row of a table: `author = forms.ModelChoiceField({ queryset: Author.objects.all() })`. */
export function ModelChoiceField<M extends AnyModel, const O extends Options<M> = object>(
  options: O & { queryset: ModelRows<M> },
): BoundField<O extends { readonly required: false } ? M | null : M, ChoiceField<M>> {
  return declare(new ChoiceField<M>(options));
}

/** Several rows of a table; the cleaned value is a list of objects. */
export function ModelMultipleChoiceField<M extends AnyModel>(
  options: Omit<ModelChoiceFieldOptions<M>, 'emptyLabel' | 'blank'>,
): BoundField<M[], MultipleChoiceField<M>> {
  return declare(new MultipleChoiceField<M>(options));
}
