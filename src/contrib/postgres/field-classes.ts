/** The classes of the fields, to extend or to ask `instanceof`: `fields.ArrayField`. In a model, call `ArrayField()`. */
export { ArrayField, type ArrayFieldOptions } from './fields/array-field.ts';
export { HStoreField } from './fields/hstore-field.ts';
export { ContinuousRangeField, type ContinuousRangeOptions, RangeField } from './fields/range-field.ts';
export {
  BigIntegerRangeField,
  DateRangeField,
  DateTimeRangeField,
  DecimalRangeField,
  IntegerRangeField,
} from './fields/range-fields.ts';
export { SearchQueryField, SearchVectorField } from './fields/search-vector-field.ts';
