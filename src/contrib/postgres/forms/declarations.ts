import type { BoundField } from '../../../forms/bound-field.ts';
import { declare } from '../../../forms/declarations/declare.ts';
import type { Field } from '../../../forms/fields/field.ts';
import type { Decimal } from '../../../utils/decimal.ts';
import type { PlainDate } from '../../../utils/temporal.ts';
import type { HStore } from '../fields/hstore-text.ts';
import type { Range } from '../fields/range.ts';
import { HStoreField as HStoreFieldClass } from './hstore-field.ts';
import * as ranges from './range-fields.ts';
import {
  SimpleArrayField as SimpleArrayFieldClass,
  type SimpleArrayFieldOptions,
} from './simple-array-field.ts';
import { SplitArrayField as SplitArrayFieldClass, type SplitArrayFieldOptions } from './split-array-field.ts';

/** A list in one text input: `tags = SimpleArrayField(forms.CharField({ maxLength: 20 }))`. */
export function SimpleArrayField<T>(
  baseField: BoundField<T, Field<unknown>>,
  options: Omit<SimpleArrayFieldOptions, 'baseField'> = {},
): BoundField<T[], SimpleArrayFieldClass<T>> {
  return declare(new SimpleArrayFieldClass<T>({ ...options, baseField: baseField as never }));
}

/** A list with an input for each item: `scores = SplitArrayField(forms.IntegerField(), { size: 3 })`. */
export function SplitArrayField<T>(
  baseField: BoundField<T, Field<unknown>>,
  options: Omit<SplitArrayFieldOptions, 'baseField'>,
): BoundField<(T | null)[], SplitArrayFieldClass<T>> {
  return declare(new SplitArrayFieldClass<T>({ ...options, baseField: baseField as never }));
}

/** Keys with texts, as a JSON object in a text area. */
export function HStoreField(
  options: ConstructorParameters<typeof HStoreFieldClass>[0] = {},
): BoundField<HStore, HStoreFieldClass> {
  return declare(new HStoreFieldClass(options));
}

type RangeOptions = ranges.RangeFieldOptions;

/** A range of whole numbers, in two inputs. */
export function IntegerRangeField(
  options: RangeOptions = {},
): BoundField<Range<number> | null, ranges.IntegerRangeField> {
  return declare(new ranges.IntegerRangeField(options));
}

export function DecimalRangeField(
  options: RangeOptions = {},
): BoundField<Range<Decimal> | null, ranges.DecimalRangeField> {
  return declare(new ranges.DecimalRangeField(options));
}

export function DateTimeRangeField(
  options: RangeOptions = {},
): BoundField<Range<Date> | null, ranges.DateTimeRangeField> {
  return declare(new ranges.DateTimeRangeField(options));
}

export function DateRangeField(
  options: RangeOptions = {},
): BoundField<Range<PlainDate> | null, ranges.DateRangeField> {
  return declare(new ranges.DateRangeField(options));
}
