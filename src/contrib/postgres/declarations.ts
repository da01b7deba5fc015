import type { Field } from '../../db/models/fields/field.ts';
import type { FieldOptions } from '../../db/models/fields/options.ts';
import { declareField } from '../../db/models/frames.ts';
import type { Exactly, FieldValue } from '../../db/models/types/field-value.ts';
import type { Decimal } from '../../utils/decimal.ts';
import type { PlainDate } from '../../utils/temporal.ts';
import { ArrayField as ArrayFieldClass, type ArrayFieldOptions } from './fields/array-field.ts';
import { HStoreField as HStoreFieldClass } from './fields/hstore-field.ts';
import type { HStore } from './fields/hstore-text.ts';
import type { Range } from './fields/range.ts';
import type { ContinuousRangeOptions } from './fields/range-field.ts';
import {
  BigIntegerRangeField as BigIntegerRangeFieldClass,
  DateRangeField as DateRangeFieldClass,
  DateTimeRangeField as DateTimeRangeFieldClass,
  DecimalRangeField as DecimalRangeFieldClass,
  IntegerRangeField as IntegerRangeFieldClass,
} from './fields/range-fields.ts';
import { SearchVectorField as SearchVectorFieldClass } from './fields/search-vector-field.ts';

/** A migration gives the field of the items, whose values it doesn't know. */
type Items<T> = T extends Field ? readonly unknown[] : readonly T[];

/** A list of values: `tags = ArrayField(models.CharField({ maxLength: 20 }), { size: 8 })`. Of an ArrayField, it has more dimensions. */
export function ArrayField<T, const O extends ArrayFieldOptions<Items<T>>>(
  baseField: T,
  options?: Exactly<O, ArrayFieldOptions>,
): FieldValue<O, readonly T[]> {
  return declareField(ArrayFieldClass, { ...options, baseField }) as FieldValue<O, readonly T[]>;
}

/** Keys with texts: `data = HStoreField()`. */
export function HStoreField<const O extends FieldOptions<HStore>>(
  options?: Exactly<O, FieldOptions>,
): FieldValue<O, HStore> {
  return declareField(HStoreFieldClass, options) as FieldValue<O, HStore>;
}

/** Whole numbers from one to another: `ages = IntegerRangeField()`. */
export function IntegerRangeField<const O extends FieldOptions<Range<number>>>(
  options?: Exactly<O, FieldOptions>,
): FieldValue<O, Range<number>> {
  return declareField(IntegerRangeFieldClass, options) as FieldValue<O, Range<number>>;
}

/** Whole numbers of 64 bits. */
export function BigIntegerRangeField<const O extends FieldOptions<Range<number>>>(
  options?: Exactly<O, FieldOptions>,
): FieldValue<O, Range<number>> {
  return declareField(BigIntegerRangeFieldClass, options) as FieldValue<O, Range<number>>;
}

/** Decimals from one to another. */
export function DecimalRangeField<const O extends ContinuousRangeOptions<Range<Decimal>>>(
  options?: Exactly<O, ContinuousRangeOptions>,
): FieldValue<O, Range<Decimal>> {
  return declareField(DecimalRangeFieldClass, options) as FieldValue<O, Range<Decimal>>;
}

/** Moments from one to another: `booked = DateTimeRangeField({ defaultBounds: '[]' })`. */
export function DateTimeRangeField<const O extends ContinuousRangeOptions<Range<Date>>>(
  options?: Exactly<O, ContinuousRangeOptions>,
): FieldValue<O, Range<Date>> {
  return declareField(DateTimeRangeFieldClass, options) as FieldValue<O, Range<Date>>;
}

/** Days from one to another. */
export function DateRangeField<const O extends FieldOptions<Range<PlainDate>>>(
  options?: Exactly<O, FieldOptions>,
): FieldValue<O, Range<PlainDate>> {
  return declareField(DateRangeFieldClass, options) as FieldValue<O, Range<PlainDate>>;
}

/** The words of a text, for a search: `vector = SearchVectorField({ null: true })`. */
export function SearchVectorField<const O extends FieldOptions<string>>(
  options?: Exactly<O, FieldOptions>,
): FieldValue<O, string> {
  return declareField(SearchVectorFieldClass, options) as FieldValue<O, string>;
}
