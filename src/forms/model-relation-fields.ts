import type { Field as ModelField } from '../db/models/fields/field.ts';
import type { AnyModel } from '../db/models/model.ts';
import type { Manager } from '../db/models/types/manager.ts';
import type { Field } from './fields/field.ts';
import { ModelChoiceField } from './model-choice-field.ts';
import type { FormFieldOptions } from './model-field-options.ts';
import { ModelMultipleChoiceField } from './model-multiple-choice-field.ts';

/** The form field of a relation: its choices are the rows of the other model, narrowed by `limitChoicesTo`. */
export function relationField(field: ModelField, options: FormFieldOptions): Field | undefined {
  const { remoteField } = field;
  if (remoteField === undefined || remoteField.parentLink) return undefined;
  const { formClass, ...rest } = options;
  const manager = remoteField.model()._meta.defaultManager as unknown as Manager<AnyModel>;
  const common = { queryset: manager.all(), limitChoicesTo: remoteField.limitChoicesTo, ...rest };
  if (field.manyToMany) return new (formClass ?? ModelMultipleChoiceField)(common as never);
  const target = (field as ModelField & { readonly targetField: ModelField }).targetField;
  const toFieldName = target.primaryKey ? null : target.name;
  return new (formClass ?? ModelChoiceField)({ toFieldName, blank: field.blank, ...common } as never);
}
