/** What PostgreSQL has beyond the other databases: fields, text search, aggregates, indexes, constraints, migration operations. */
import './forms/register-form-fields.ts';
import './register-lookups.ts';

export {
  ArrayField,
  BigIntegerRangeField,
  DateRangeField,
  DateTimeRangeField,
  DecimalRangeField,
  HStoreField,
  IntegerRangeField,
  SearchVectorField,
} from './declarations.ts';
export * as fields from './field-classes.ts';
export type { HStore } from './fields/hstore-text.ts';
export { Range, type RangeBounds } from './fields/range.ts';
export {
  ArrayMaxLengthValidator,
  ArrayMinLengthValidator,
  KeysValidator,
  type KeysValidatorOptions,
  RangeMaxValueValidator,
  RangeMinValueValidator,
} from './validators.ts';
