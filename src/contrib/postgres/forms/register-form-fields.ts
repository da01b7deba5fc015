import type { Field } from '../../../forms/fields/field.ts';
import type { FormFieldOptions } from '../../../forms/model-field-options.ts';
import { formField, registerFormField } from '../../../forms/model-fields.ts';
import { ArrayField } from '../fields/array-field.ts';
import { HStoreField as ModelHStoreField } from '../fields/hstore-field.ts';
import type { RangeField } from '../fields/range-field.ts';
import * as models from '../fields/range-fields.ts';
import { HStoreField } from './hstore-field.ts';
import * as forms from './range-fields.ts';
import { SimpleArrayField } from './simple-array-field.ts';

type FormFieldClass = new (options: never) => Field;

function make(usual: FormFieldClass, { formClass = usual, ...options }: FormFieldOptions): Field {
  return new (formClass as FormFieldClass)(options as never);
}

/** None where forms have no field for the items. */
registerFormField(ArrayField, (field, options) => {
  const baseField = formField(field.baseField);
  if (baseField === undefined) return undefined;
  return make(SimpleArrayField, { baseField, maxLength: field.size, ...options });
});
registerFormField(ModelHStoreField, (_, options) => make(HStoreField, options));
const RANGES = [
  [models.IntegerRangeField, forms.IntegerRangeField],
  [models.BigIntegerRangeField, forms.IntegerRangeField],
  [models.DecimalRangeField, forms.DecimalRangeField],
  [models.DateTimeRangeField, forms.DateTimeRangeField],
  [models.DateRangeField, forms.DateRangeField],
] as const;
for (const [type, usual] of RANGES) {
  registerFormField(type, (field, options) =>
    make(usual, { defaultBounds: (field as RangeField).defaultBounds, ...options }),
  );
}
