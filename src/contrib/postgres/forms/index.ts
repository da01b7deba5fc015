/** Form fields and widgets of PostgreSQL's types. */
import './register-form-fields.ts';

export {
  DateRangeField,
  DateTimeRangeField,
  DecimalRangeField,
  HStoreField,
  IntegerRangeField,
  SimpleArrayField,
  SplitArrayField,
} from './declarations.ts';
export * as fields from './field-classes.ts';
export { HiddenRangeWidget, RangeWidget } from './range-fields.ts';
export { SplitArrayWidget } from './split-array-field.ts';
