/** The classes of the form fields, to extend or to give as `formClass`. In a form, call `SimpleArrayField()`. */
export { HStoreField } from './hstore-field.ts';
export {
  BaseRangeField,
  DateRangeField,
  DateTimeRangeField,
  DecimalRangeField,
  IntegerRangeField,
  type RangeFieldOptions,
} from './range-fields.ts';
export { SimpleArrayField, type SimpleArrayFieldOptions } from './simple-array-field.ts';
export { SplitArrayField, type SplitArrayFieldOptions } from './split-array-field.ts';
