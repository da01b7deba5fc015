import type { Field } from '../../../db/models/fields/field.ts';
import type { Field as FormField } from '../../../forms/fields/field.ts';
import type { FormFieldOptions } from '../../../forms/model-field-options.ts';
import { formField } from '../../../forms/model-fields.ts';
import { RadioSelect } from '../../../forms/widgets/radio-select.ts';
import { Select, SelectMultiple } from '../../../forms/widgets/select.ts';
import { TextInput } from '../../../forms/widgets/simple-inputs.ts';
import { DateInput, DateTimeInput, TimeInput } from '../../../forms/widgets/temporal-inputs.ts';
import type { Widget } from '../../../forms/widgets/widget.ts';
import type { HttpRequest } from '../../../http/request.ts';
import type { AnyAdmin } from '../base-model-admin.ts';
import { relatedModel } from '../field-at-path.ts';

/** The form field of a model's field as the admin shows it: with the browser's own pickers of dates, lists to tick for many objects. */
export function defaultFormField(
  admin: AnyAdmin,
  field: Field,
  options: FormFieldOptions,
  request: HttpRequest,
): FormField | undefined {
  if (field.isRelation) return relationField(admin, field, options, request);
  const widget = admin.radioFields[field.name as never] === undefined ? widgetFor(field) : radios();
  return formField(field, { ...(widget !== undefined && { widget }), ...options });
}

function widgetFor(field: Field): Widget | undefined {
  switch (field.getInternalType()) {
    case 'DateTimeField':
      return new DateTimeInput({ attrs: { type: 'datetime-local', step: 1 }, format: '%Y-%m-%dT%H:%M:%S' });
    case 'DateField':
      return new DateInput({ attrs: { type: 'date' }, format: '%Y-%m-%d' });
    case 'TimeField':
      return new TimeInput({ attrs: { type: 'time', step: 1 }, format: '%H:%M:%S' });
    default:
      return undefined;
  }
}

function relationField(
  admin: AnyAdmin,
  field: Field,
  options: FormFieldOptions,
  request: HttpRequest,
): FormField | undefined {
  const rows = field.manyToMany
    ? admin.formfieldForManyToMany(field, request)
    : admin.formfieldForForeignKey(field, request);
  const widget = relationWidget(admin, field);
  return formField(field, { ...(rows !== undefined && { queryset: rows }), widget, ...options });
}

function relationWidget(admin: AnyAdmin, field: Field): Widget {
  const attrs = { 'data-model': relatedModel(field)._meta.label };
  if (admin.rawIdFields.includes(field.name as never)) return new TextInput({ attrs });
  if (field.manyToMany) return new SelectMultiple({ attrs: { ...attrs, 'data-picker': true } });
  return admin.radioFields[field.name as never] === undefined ? new Select({ attrs }) : radios();
}

function radios(): RadioSelect {
  return new RadioSelect();
}
