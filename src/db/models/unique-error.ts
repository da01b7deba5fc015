import { ValidationError } from '../../core/errors/validation-error.ts';
import { capfirst } from '../../utils/case.ts';
import type { Field } from './fields/field.ts';
import type { AnyModel, ModelClass } from './model.ts';

/** "Article with this Title already exists.", or "... with this Title and Author ..." for several fields. */
export function uniqueError(
  model: ModelClass,
  names: readonly string[],
  context: { instance: AnyModel },
): ValidationError {
  const meta = model._meta;
  const fields = names.map((name) => meta.getField(name) as Field);
  const labels = fields.map((field) => capfirst(field.verboseName));
  const params = {
    model: context.instance,
    model_class: model,
    model_name: capfirst(meta.verboseName),
    unique_check: names,
    field_label: labels[0],
    field_labels: listed(labels),
  };
  const [only] = fields;
  if (fields.length === 1)
    return new ValidationError(only!.errorMessages['unique']!, { code: 'unique', params });
  return new ValidationError('%(model_name)s with this %(field_labels)s already exists.', {
    code: 'unique_together',
    params,
  });
}

/** `A, B and C`. */
function listed(labels: readonly string[]): string {
  return labels.length < 2 ? labels.join('') : `${labels.slice(0, -1).join(', ')} and ${labels.at(-1)}`;
}
